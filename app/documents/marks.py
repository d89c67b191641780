"""Small parts beside a text: badges, icons, boxes to tick, lines to write on, QR codes."""

from __future__ import annotations

from dataclasses import replace

import segno

from app.documents import drawing
from app.documents.blocks import Text, paragraph
from app.documents.clean import plain, spoken
from app.documents.fonts import Face
from app.documents.inks import SMALL, Style
from app.documents.nodes import Node
from app.documents.press import Area, Press
from app.text import translate

_WIDER = 1.6
SMALLEST_QR = 63.0
"""Points: 22 mm, under which telephones begin to miss."""


class Badge:
    """A disc with an icon, or with a number that belongs to the label ``node`` of a list item."""

    def __init__(
        self,
        press: Press,
        size: float,
        *,
        icon: str = "",
        text: str = "",
        node: Node | None = None,
        fill: str = "petrol",
        ink: str = "on_petrol",
    ) -> None:
        self._press = press
        self._size = size
        self._icon = icon
        self._text = text
        self._node = node
        self._fill = fill
        self._ink = ink

    def height(self, _width: float) -> float:
        return self._size

    def paint(self, area: Area) -> None:
        place = Area(area.x, area.top, self._size, self._size)
        drawing.disc(self._press, place, self._fill)
        if self._icon:
            inside = self._size * 0.56
            aside = (self._size - inside) / 2
            drawing.icon(self._press, self._icon, Area(area.x + aside, area.top - aside, inside, inside), self._ink)
        if self._text:
            size = self._size * 0.5
            label = Text(self._press, self._node, self._text, Style(Face.BOLD, size, size, self._ink))
            # Capitals and figures stand a third of their size above the middle of the line.
            width = label.width()
            label.paint(Area(area.x + (self._size - width) / 2, area.top - self._size / 2 + size * 0.66, width, size))


class Icon:
    """An icon as tall as a line of the text beside it."""

    def __init__(self, press: Press, name: str, size: float, ink: str = "petrol", drop: float = 0) -> None:
        self._press = press
        self._name = name
        self._size = size
        self._ink = ink
        self._drop = drop + press.lower

    def height(self, _width: float) -> float:
        return self._size + self._drop

    def paint(self, area: Area) -> None:
        drawing.icon(self._press, self._name, Area(area.x, area.top - self._drop, self._size, self._size), self._ink)


class TickBox:
    """An empty box to put a tick in."""

    def __init__(self, press: Press, size: float = 12) -> None:
        self._press = press
        self._size = size

    def height(self, _width: float) -> float:
        return self._size

    def paint(self, area: Area) -> None:
        place = Area(area.x, area.top - 1.5 - self._press.lower, self._size, self._size)
        drawing.box(self._press, place, fill="card", stroke="ink", radius=2.5, line=1.1)


class WritingLine:
    """A label with a line behind it, to write on with a pen, unless what is to stand there is known already."""

    def __init__(
        self,
        press: Press,
        node: Node,
        label: str,
        style: Style,
        *,
        label_width: float,
        height: float = 20,
        value: str = "",
    ) -> None:
        self._press = press
        self._label = paragraph(press, node, label, style)
        self._value = paragraph(press, node, value, replace(style, face=Face.BOLD)) if value else None
        self._label_width = label_width * (_WIDER if press.options.large else 1)
        self._height = height

    def height(self, width: float) -> float:
        beside = 0.0 if self._value is None else self._value.height(width - self._label_width - 4) + 4
        return max(self._height, beside, self._label.height(self._label_width))

    def paint(self, area: Area) -> None:
        beside, name = self._label_width + 4, Area(area.x, area.top, self._label_width, area.height)
        room = area.inset(beside, 0, 0, 0)
        if self._press.from_right:
            name, room = (
                Area(area.right - self._label_width, area.top, self._label_width, area.height),
                area.inset(0, 0, beside, 0),
            )
        self._label.paint(name)
        if self._value is None:
            drawing.rule(self._press, room.x, area.top - 13, room.right)
        else:
            self._value.paint(room)


class Qr:
    """A QR code of ``url`` as a figure; the address stands as text beside it, so nobody needs a telephone."""

    def __init__(self, press: Press, node: Node, url: str, size: float) -> None:
        self._press = press
        alt = translate("Paper", "QR-code met het adres {url}").format(url=spoken(plain(url)))
        self._node = node.child("Figure", alt=alt)
        self._modules = [bytes(row) for row in segno.make(url, error="m", boost_error=False, micro=False).matrix]
        self._size = size

    def height(self, _width: float) -> float:
        return self._size

    def paint(self, area: Area) -> None:
        place = Area(area.x, area.top, self._size, self._size)
        box = " ".join(f"{value:.2f}" for value in place.rect)
        self._node.attributes = f"/O/Layout/Placement/Block/BBox[{box}]"
        with self._press.canvas.tag(self._node):
            drawing.qr(self._press, self._modules, place)


class Dot:
    """The bullet of a list in small type."""

    def __init__(self, press: Press, ink: str) -> None:
        self._press = press
        self._ink = ink

    def height(self, _width: float) -> float:
        return SMALL.leading

    def paint(self, area: Area) -> None:
        drawing.disc(self._press, Area(area.x + 2, area.top - 5 - self._press.lower, 4, 4), self._ink)
