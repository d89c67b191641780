"""Killed in the middle of its work, a school is whole: what was told as done is there, and nothing is half."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from app.commands import people
from app.entities.company import Company, CompanyPerson
from app.errors import Trouble, TroubleKind
from app.store.store import Store
from tests.conftest import KEY

ROOT = Path(__file__).resolve().parents[3]
WORKER = """
import sys
from pathlib import Path
from app.commands import people
from app.store.store import Store
store = Store(Path(sys.argv[1]), bytes(range(32)), "worker")
n = int(sys.argv[2])
while True:
    company = store.change(people.keep_company, "Marieke", draft=people.CompanyDraft(f"Bakkerij {n}")).result
    store.change(people.keep_company_person, "Marieke", company_id=company, draft=people.CompanyPersonDraft(f"Ans {n}"))
    print(n, flush=True)
    n += 1
"""


@pytest.mark.heavy
def test_twenty_kills_lose_nothing_that_was_told_as_done(template, tmp_path):
    path = tmp_path / "school.db"
    shutil.copy(template, path)
    chance, done = random.Random(7), 0  # noqa: S311 - where to kill, not a secret
    for kills in range(1, 21):
        done = worked_until_killed(path, done, lines=chance.randint(1, 12))
        store = Store(path, KEY, "reader")
        assert store.verify() == []
        with store.reading() as session:
            assert session.scalar(text("pragma quick_check")) == "ok"
            companies = session.scalar(select(func.count()).select_from(Company))
            persons = session.scalar(select(func.count()).select_from(CompanyPerson))
            found = session.scalar(text("select count(*) from search_row"))
            indexed = session.scalar(text("select count(*) from search_word"))
        store.close()
        assert companies >= done
        assert companies - kills <= persons <= companies  # each kill may fall between the two commands
        assert found == indexed == companies + persons
        done = companies


def worked_until_killed(path: Path, start: int, lines: int) -> int:
    """Let a program work, and kill it right after it told ``lines`` times that something was done."""
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(path), str(start)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    last = start
    for _ in range(lines):
        last = int(worker.stdout.readline()) + 1
    worker.kill()
    worker.communicate()
    return last


@pytest.fixture
def small_disk(tmp_path):
    """A disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount") or "mount"
    mounted = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run([shutil.which("umount") or "umount", str(place)], check=True)


@pytest.mark.heavy
def test_on_a_full_disk_nothing_changes_and_it_is_said(template, small_disk):
    path = small_disk / "school.db"
    shutil.copy(template, path)
    store = Store(path, KEY, "laptop")
    n, trouble = 0, None
    while trouble is None:
        try:
            store.change(people.keep_company, "Marieke", draft=people.CompanyDraft(f"Bakkerij {n}", note="x" * 2000))
            n += 1
        except Trouble as found:
            trouble = found
    assert trouble.kind is TroubleKind.FULL
    with store.reading() as session:
        kept = session.scalar(select(func.count()).select_from(Company))
    assert kept == n
    assert store.verify() == []
    store.close()
    again = Store(path, KEY, "laptop")
    with again.reading() as session:
        assert session.scalar(select(func.count()).select_from(Company)) == n
    again.close()
