"""Other people's ways to make a PDF of the same content, each in a process of its own: called by bench_documents.

``python -m tests.bench.paper_peers NAME CASE FILE`` writes the paper and prints the seconds of processor work and the
growth of memory in MB, both without the imports.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
import time
from collections.abc import Callable
from html import escape
from pathlib import Path

from app.resources import resource

FONT = "AtkinsonHyperlegibleNext_400Regular"
HEADS = ("Nr", "Student", "Klas", "Leerbedrijf", "Plaats", "Stand", "Wat is er gezegd")
ROWS = tuple(
    (
        f"r{number:04d}",
        f"Yasmina el Idrissi-van der {number % 97}",
        f"VZ{number % 9}A",
        f"Zorggroep De Zonnebloem, locatie {number % 53}",
        "Nijmegen",
        "loopt",
        f"Gesprek {number} ging goed; de student werkt zelfstandig en leert nu overleggen met collega’s.",
    )
    for number in range(3000)
)
LETTERS = tuple((f"Amira Baas {number}", f"Zorghuis {number % 40}") for number in range(500))
WORDS = (
    "We hebben een stageplek voor je gevonden die past bij je leerwens, je reistijd en je dagen.",
    "Iedereen die een plek zocht, deed tegelijk mee. We keken naar leerdoelen, werk, reistijd en dagen.",
)
POINTS = (
    "Je hoort van ons wanneer je gaat kennismaken. Dat is geen sollicitatie.",
    "Bedenk alvast wat je wilt leren en wat je nodig hebt om goed te kunnen werken.",
    "Kan dit echt niet? Vertel ons snel waarom. Dan zoeken we samen verder.",
)


def ours(case: str) -> bytes:
    """Driehoek, tagged."""
    from datetime import date

    from app.documents import Bundle, Column, ListData, Options, ReportData, Words, render

    if case == "rows":
        columns = tuple(Column(head, 3 if at in {3, 6} else 1.2) for at, head in enumerate(HEADS))
        return render(ListData("ROC", "Gesprekken", "", columns, ROWS), Options(date(2027, 3, 1))).pdf
    letters = tuple(
        ReportData("ROC", "Brief", f"Je stageplek: {place}", (Words("", (f"Beste {name},", *WORDS), POINTS),))
        for name, place in LETTERS
    )
    return render(Bundle("ROC", "Brieven", letters), Options(date(2027, 3, 1))).pdf


def typst(case: str) -> bytes:
    """Typst, tagged."""
    import typst as engine

    def text(words: str) -> str:
        return json.dumps(words, ensure_ascii=False)

    if case == "rows":
        heads = ", ".join(f"text({text(head)})" for head in HEADS)
        cells = ",\n".join(text(cell) for row in ROWS for cell in row)
        widths = "1.2fr, 1.2fr, 1.2fr, 3fr, 1.2fr, 1.2fr, 3fr"
        body = f"= Gesprekken\n#table(columns: ({widths}), table.header({heads}),\n{cells})"
    else:
        parts = []
        for name, place in LETTERS:
            points = "".join(f"#list.item({text(point)})" for point in POINTS)
            lines = "".join(f"#par({text(line)})" for line in (f"Beste {name},", *WORDS))
            parts.append(f"#heading({text(f'Je stageplek: {place}')})\n{lines}{points}")
        body = "\n#pagebreak()\n".join(parts)
    page = "flipped: true" if case == "rows" else "flipped: false"
    head = (
        '#set document(title: "Proef")\n#set text(lang: "nl", size: 9pt, font: "Atkinson Hyperlegible Next")\n'
        f'#set page(paper: "a4", {page})\n'
    )
    fonts = [str(resource("fonts", f"{FONT}.ttf").parent)]
    made: bytes = engine.compile((head + body).encode(), font_paths=fonts, pdf_standards="ua-1")
    return made


def _html(case: str) -> str:
    if case == "rows":
        heads = "".join(f"<th>{head}</th>" for head in HEADS)
        rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in ROWS)
        return f"<h1>Gesprekken</h1><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    points = "".join(f"<li>{point}</li>" for point in POINTS)
    return "".join(
        f'<div style="page-break-after: always"><h1>Je stageplek: {place}</h1><p>Beste {name},</p>'
        + "".join(f"<p>{line}</p>" for line in WORDS)
        + f"<ul>{points}</ul></div>"
        for name, place in LETTERS
    )


def weasyprint(case: str) -> bytes:
    """WeasyPrint, tagged."""
    import weasyprint as engine

    face = resource("fonts", f"{FONT}.ttf").as_uri()
    lying = "landscape" if case == "rows" else "portrait"
    style = (
        f"@font-face {{ font-family: A; src: url('{face}') }} @page {{ size: A4 {lying} }} "
        "body { font: 9pt A } td { border-bottom: 1px solid; padding: 4pt }"
    )
    page = f'<html lang="nl"><head><title>Proef</title><style>{style}</style></head><body>{_html(case)}</body></html>'
    made: bytes = engine.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return made


def fpdf2(case: str) -> bytes:
    """fpdf2, without tags."""
    paper = importlib.import_module("fpdf").FPDF(orientation="landscape" if case == "rows" else "portrait", format="A4")
    paper.add_font("A", fname=str(resource("fonts", f"{FONT}.ttf")))
    paper.set_font("A", size=9)
    if case == "rows":
        paper.add_page()
        with paper.table(col_widths=(1.2, 1.2, 1.2, 3, 1.2, 1.2, 3), first_row_as_headings=False) as table:
            for line in (HEADS, *ROWS):
                row = table.row()
                for cell in line:
                    row.cell(cell)
    else:
        for name, place in LETTERS:
            paper.add_page()
            for line in (f"Je stageplek: {place}", f"Beste {name},", *WORDS, *POINTS):
                paper.multi_cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(paper.output())


def qt(case: str) -> bytes:
    """Qt's own text document, without tags."""
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
    from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

    app = QGuiApplication.instance() or QGuiApplication([])
    QFontDatabase.addApplicationFont(str(resource("fonts", f"{FONT}.ttf")))
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    way = QPageLayout.Orientation.Landscape if case == "rows" else QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF(15, 15, 15, 15)))
    document = QTextDocument()
    document.setDefaultFont(QFont("Atkinson Hyperlegible Next", 9))
    document.setHtml(_html(case))
    document.print_(writer)
    app.processEvents()
    return bytes(target.data().data())


PEERS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "ours": ("app.documents.catalogue", ours),
    "typst": ("typst", typst),
    "weasyprint": ("weasyprint", weasyprint),
    "fpdf2": ("fpdf", fpdf2),
    "qt": ("PySide6", qt),
}


def missing(name: str) -> bool:
    """Whether what a peer needs is not installed."""
    return importlib.util.find_spec(PEERS[name][0]) is None


def _memory() -> float:
    """The most memory that this process held so far, in MB; only Linux tells it of the process itself."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    peer, wanted, file = sys.argv[1:]
    module, make = PEERS[peer]
    importlib.import_module(module)
    before, began = _memory(), time.process_time()
    Path(file).write_bytes(make(wanted))
    print(json.dumps({"seconds": time.process_time() - began, "mb": _memory() - before}))  # noqa: T201
