"""How fast papers are made, beside others on the same content: ``python3 dev.py bench tests/bench/bench_documents.py``.

Processor seconds and growth of memory in a process of its own, as ratios to ours; a row that a peer lost is said.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.documents import Options, render
from app.documents.locking import locked
from app.progress import Progress
from tests.bench.paper_peers import LETTERS, PEERS, ROWS, missing
from tests.documents import papers
from ui.desk.pdfium import opened
from ui.dialogs.series import SeriesWish
from ui.leaving.series import Named, Plan, written

ROOT = Path(__file__).resolve().parents[2]
CASES = {"rows": len(ROWS), "letters": len(LETTERS)}


def tell(line):
    sys.stdout.write(f"\n{line}")


def made(peer, case, path):
    command = [sys.executable, "-m", "tests.bench.paper_peers", peer, case, str(path)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        return None
    return json.loads(answer.stdout.splitlines()[-1])


def found(path, case):
    """How many pages the file has, and how many of the rows or letters stand in it."""
    with opened(path.read_bytes()) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    told = set(" ".join(texts).split())
    if case == "rows":
        return len(texts), sum(row[0] in told for row in ROWS)
    return len(texts), sum(text.count("Beste Amira Baas") for text in texts)


@pytest.mark.parametrize("case", CASES)
def test_papers_beside_others(case, tmp_path):
    tell(f"{case}: {CASES[case]} of them")
    base = made("ours", case, tmp_path / "ours.pdf")
    for peer in PEERS:
        if missing(peer):
            tell(f"  {peer:11} not installed here: not measured")
            continue
        path = tmp_path / f"{peer}.pdf"
        told = base if peer == "ours" else made(peer, case, path)
        if told is None:
            tell(f"  {peer:11} stopped with an error")
            continue
        pages, rows = found(path, case)
        lost = CASES[case] - rows
        tell(
            f"  {peer:11} {told['seconds']:6.2f} s  {pages / told['seconds']:6.0f} pages/s  {told['mb']:4.0f} MB  "
            f"{path.stat().st_size / 1e6:5.2f} MB file  x{told['seconds'] / base['seconds']:5.1f} time  "
            f"x{told['mb'] / max(base['mb'], 0.1):4.1f} memory" + (f"  {lost} LOST" if lost else "")
        )
        if peer == "ours":
            assert lost == 0
            assert told["seconds"] < 10


@pytest.mark.parametrize("together", [True, False], ids=["one file", "a file each"])
def test_500_letters_in_one_job(together, tmp_path):
    letters = tuple(Named(f"brief {number}", papers.report(parts=papers.report().parts[1:3])) for number in range(500))
    plan = Plan("letters", "Brieven", 500, lambda _store, _progress: letters, Options(papers.DAY), papers.SCHOOL)
    began = time.process_time()
    wish = SeriesWish(together=together)
    written(store=None, plan=plan, wish=wish, path=tmp_path / "brieven.pdf", progress=Progress())
    seconds = time.process_time() - began
    tell(f"500 letters, {'one file' if together else 'a file each'}: {seconds:.2f} s")
    assert seconds < 10


def test_a_locked_paper():
    pdf = render(papers.students(900), papers.COLOUR).pdf
    began = time.process_time()
    locked(pdf, "een goede zin")
    tell(f"locking {len(pdf) / 1e6:.1f} MB: {time.process_time() - began:.2f} s")
