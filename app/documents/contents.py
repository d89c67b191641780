"""The contents of a long report: every chapter with its page, each a link."""

from __future__ import annotations

from app.documents import drawing
from app.documents.blocks import Heading
from app.documents.clean import plain
from app.documents.fonts import Face
from app.documents.inks import Style
from app.documents.nodes import Node
from app.documents.press import Area, Press
from app.documents.typeset import Line
from app.text import translate

_NUMBER = 40.0  # points for the number of the page
_PAD = 5.0


class Entry:
    """One line of the contents: the words of a heading, and the page on which it stands once that is painted."""

    def __init__(self, press: Press, node: Node, heading: Heading, style: Style, before: int) -> None:
        self._press = press
        self._link = node.child("Reference").child("Link")
        self._heading = heading
        self._style = press.larger(style)
        self._bold = Style(Face.BOLD, self._style.size, self._style.leading)
        self._before = before

    def height(self, width: float) -> float:
        return len(self._lines(width)) * self._style.leading + 2 * _PAD

    def paint(self, area: Area) -> None:
        press, target = self._press, self._heading.heading
        top = area.top - _PAD
        number = str(target.page - self._before)
        last = press.setter.lines(plain(number), self._bold.face, self._bold.size, _NUMBER)
        with press.canvas.tag(self._link):
            press.set_lines(self._lines(area.width), self._style, area.x, top, ends=True)
            press.set_lines(last, self._bold, area.x, top, right=area.right)
        says = translate("Paper", "{title}, bladzijde {number}").format(title=self._heading.words, number=number)
        press.canvas.lead(self._link, target, area.rect, says)
        drawing.rule(press, area.x, area.bottom, area.right, ink="line", line=0.4)

    def _lines(self, width: float) -> list[Line]:
        words = plain(self._heading.words)
        return self._press.setter.lines(words, self._style.face, self._style.size, width - _NUMBER)
