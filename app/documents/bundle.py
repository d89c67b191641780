"""Several papers in one file, to be printed in one go: letters to everybody, or the folder of a day."""

from __future__ import annotations

from typing import assert_never

from reportlab.lib.pagesizes import A4

from app.documents.archive import Meta
from app.documents.clean import clean
from app.documents.data import Bundle, MeldwijzerData, Options, Rendered, TipkaartData
from app.documents.meldwijzer import lay_meldwijzer
from app.documents.parts import ReportData
from app.documents.press import Press
from app.documents.report import lay_report, page_size
from app.documents.tipkaart import card_size, lay_tipkaart
from app.progress import Progress


def bundle(data: Bundle, options: Options, progress: Progress) -> Rendered:
    """The papers of ``data`` under one code, each a part of the structure with its own title."""
    title = clean(data.title)
    press = Press(A4, options, Meta(title, title, clean(data.school), "nl"))
    for done, paper in enumerate(data.papers):
        progress.step(done, len(data.papers))
        match paper:
            case ReportData():
                press.begin(page_size(paper, options), paper.language)
                lay_report(press, paper)
            case TipkaartData():
                press.begin(card_size(options), paper.texts.language)
                lay_tipkaart(press, paper)
            case MeldwijzerData():
                press.begin(A4, paper.texts.language)
                lay_meldwijzer(press, paper)
            case _:
                assert_never(paper)
    progress.step(len(data.papers), len(data.papers))
    return press.finish()
