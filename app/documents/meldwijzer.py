"""The meldwijzer for students: A4 on two sides; more pages when there are more who help than fit."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from app.dates import long_date
from app.documents import drawing
from app.documents.archive import Meta
from app.documents.blocks import (
    Block,
    Stack,
    footer,
    place,
)
from app.documents.data import MeldwijzerData, Options, Rendered
from app.documents.flow import pages_of
from app.documents.meldwijzer_back import Back
from app.documents.meldwijzer_front import Front
from app.documents.meldwijzer_words import OUT, Density, Wording
from app.documents.press import Area, Press
from app.text import translate

_SIDE = 14 * mm
_PAGE = Area(_SIDE - OUT, A4[1] - 12 * mm, A4[0] - 2 * _SIDE + 2 * OUT, A4[1] - 29 * mm)


_FRONT = tuple(Density(scale) for scale in (1.0, 0.97, 0.94, 0.91, 0.88, 0.85))
_ROOMY = Density(1.0, 82)
_BACK = (
    _ROOMY,
    Density(1.0, 72),
    *(
        Density(scale, notes=notes, beside=beside)
        for scale, notes in ((1.0, True), (0.95, True), (0.95, False), (0.9, False))
        for beside in (False, True)
    ),
)


def meldwijzer(data: MeldwijzerData, options: Options) -> Rendered:
    """The paper of ``data``, in colour or mono."""
    press = Press(A4, options, Meta.of(data.texts, data.school))
    lay_meldwijzer(press, data)
    return press.finish()


def lay_meldwijzer(press: Press, data: MeldwijzerData) -> None:
    """Paint the paper of ``data`` on as many pages as it takes."""
    paper = _Paper(press, data)
    pages = paper.pages()
    for number, (block, name) in enumerate(pages, start=1):
        if number > 1:
            press.turn()
        place(press, block, _PAGE, name)
        paper.foot(number, len(pages))
        if not data.texts.confirmed:
            drawing.across(press, translate("Meldwijzer", "CONCEPT"))


class _Paper:
    """The pages of one meldwijzer."""

    def __init__(self, press: Press, data: MeldwijzerData) -> None:
        self._press, self._texts = press, data.texts
        self._wording = Wording(press, data)
        self._front, self._back = Front(self._wording), Back(self._wording)

    def pages(self) -> list[tuple[Block, str]]:
        """Every page as one block, with its name for when it is too full."""
        if self._press.options.large:
            flowing = pages_of(
                [*self._front.blocks(_ROOMY), *self._back.blocks(_ROOMY)], _PAGE.width, _PAGE.height, gap=16
            )
            return [(Stack(blocks, 16), self._texts.title) for blocks in flowing]
        names = (translate("Meldwijzer", "Voorkant"), translate("Meldwijzer", "Achterkant"))
        front = next(self._fitting(Stack(self._front.blocks(density), 16, 24) for density in _FRONT))
        for density in _BACK:
            back = Stack(self._back.blocks(density), 12, 22)
            if back.height(_PAGE.width) <= _PAGE.height:
                return [(front, names[0]), (back, names[1])]
        # More helpers than fit under the steps: they go on, on as many pages as they need.
        pages = pages_of(self._back.blocks(_ROOMY), _PAGE.width, _PAGE.height, gap=12)
        return [(front, names[0]), *((Stack(blocks, 12), names[1]) for blocks in pages)]

    @staticmethod
    def _fitting(blocks: Iterator[Block]) -> Iterator[Block]:
        """The first of ``blocks`` that fits on a page, or the last of all."""
        for block in blocks:
            last = block
            if block.height(_PAGE.width) <= _PAGE.height:
                break
        yield last

    def foot(self, number: int, total: int) -> None:
        """Whose it is, of when, and which page."""
        press = self._press
        text = translate("Meldwijzer", "versie {version}  ·  {day}  ·  {number} van {total}").format(
            version=self._texts.version, day=long_date(press.options.date), number=number, total=total
        )
        footer(
            press,
            Area(_SIDE, 13 * mm, A4[0] - 2 * _SIDE, 0),
            self._wording.marked(self._texts["foot"].text("text")),
            text,
        )
