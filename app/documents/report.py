"""Reports: headings, facts, tables and charts that flow over pages, and forms to fill in by pen."""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from app.dates import long_date
from app.documents.archive import Meta
from app.documents.blocks import Block, Stack, footer, place, whose
from app.documents.clean import clean, plain
from app.documents.data import Options, Rendered
from app.documents.flow import pages_of
from app.documents.parts import ReportData
from app.documents.press import Area, Press
from app.documents.report_blocks import ReportBlocks
from app.text import translate

_SIDE = 14 * mm
_GAP = 20.0
_SHORT = 6  # pages: a longer report has a page that says where everything stands
_FEWEST = 5  # chapters: fewer need no such page


def report(data: ReportData, options: Options) -> Rendered:
    """The report of ``data``, in colour or mono, large or not."""
    meta = Meta(clean(data.title), clean(data.title), clean(data.school), data.language)
    press = Press(page_size(data, options), options, meta)
    lay_report(press, data)
    return press.finish()


def page_size(data: ReportData, options: Options) -> tuple[float, float]:
    """The size of its pages; those of a booklet are half a sheet of A4."""
    width, height = A4
    if options.booklet:
        return height / 2, width
    return (height, width) if data.lying else A4


def lay_report(press: Press, data: ReportData) -> None:
    """Paint the report of ``data`` on as many pages as it takes."""
    width, height = press.size
    page = Area(_SIDE, height - _SIDE, width - 2 * _SIDE, height - 2 * _SIDE - 14)
    paper = ReportBlocks(press, data)
    chunks = list(paper.chunks())
    pages = _set(chunks, page)
    before: list[list[Block]] = []
    if len(pages) > _SHORT and len(paper.chapters) >= _FEWEST:
        head, *rest = chunks[0]
        before = _set([[head, paper.contents(press.page - 1)]], page)
        pages = _set([rest, *chunks[1:]] if rest else chunks[1:], page)
    total, first = len(before) + len(pages), press.page
    # The contents are painted last, when every heading has its page.
    numbered = [*enumerate(pages, len(before) + 1), *enumerate(before, 1)]
    for painted, (number, shown) in enumerate(numbered):
        if painted:
            press.turn(first - 1 + number)
        else:
            press.page = first - 1 + number
        place(press, Stack(shown, _GAP), page, data.title)
        _foot(press, data, page, number, total)


def _set(chunks: Iterable[list[Block]], page: Area) -> list[list[Block]]:
    """Every chunk on pages of its own."""
    return [shown for chunk in chunks if chunk for shown in pages_of(chunk, page.width, page.height, gap=_GAP)]


def _foot(press: Press, data: ReportData, page: Area, number: int, total: int) -> None:
    parts = [whose(data.school, number), data.foot, long_date(press.options.date)]
    if data.confidential:
        parts.append(translate("Paper", "vertrouwelijk"))
    text = translate("Paper", "controle {code}  ·  bladzijde {number} van {total}").format(
        code=press.options.code, number=number, total=total
    )
    footer(press, Area(page.x, page.bottom - 6, page.width, 0), plain("  ·  ".join(filter(None, parts))), text)
