"""The pictures on the cards: a crowd, and two who talk. Decoration, which a screen reader skips."""

from __future__ import annotations

from app.documents import drawing
from app.documents.blocks import Stack
from app.documents.press import Area, Press

_ROWS, _ACROSS = 3, 4
_PEOPLE = (  # head, body, background; empty is the cover itself
    ("sun", "mint", ""), ("petrol", "sun", "mint"), ("mint", "coral", ""), ("sun", "soft_petrol", ""),
    ("coral", "mint", ""), ("card", "sun", ""), ("petrol", "mint", "sun"), ("mint", "card", ""),
    ("mint", "sun", ""), ("sun", "coral", ""), ("petrol", "card", "mint"), ("card", "mint", ""),
)  # fmt: skip


def people(press: Press, cover: Area) -> float:
    """A cover with a crowd at its foot; the height of the crowd."""
    drawing.box(press, cover, fill="petrol")
    tile = cover.width / _ACROSS
    with drawing.clipped(press, cover, 12):
        for number, looks in enumerate(_PEOPLE):
            row, column = divmod(number, _ACROSS)
            top = cover.bottom + (_ROWS - row) * tile
            _person(press, Area(cover.x + column * tile, top, tile, tile), looks)
    return _ROWS * tile


def _person(press: Press, tile: Area, looks: tuple[str, str, str]) -> None:
    """Somebody: a circle on half a circle."""
    canvas = press.canvas
    head, body, ground = looks
    canvas.saveState()
    if ground:
        canvas.setFillColor(press.inks[ground])
        canvas.rect(tile.x, tile.bottom, tile.width, tile.height, stroke=0, fill=1)
    size = tile.width * 0.84
    left = tile.x + tile.width * 0.08
    canvas.setFillColor(press.inks[body])
    path = canvas.beginPath()
    path.moveTo(left, tile.bottom)
    path.arcTo(left, tile.bottom - size / 2, left + size, tile.bottom + size / 2, 180, -180)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillColor(press.inks[head])
    canvas.circle(left + size / 2, tile.bottom + size * 0.68, size * 0.22, stroke=0, fill=1)
    canvas.restoreState()


class Bubbles:
    """Two speech bubbles: somebody who hesitates, somebody who helps."""

    def __init__(self, press: Press) -> None:
        self._press = press

    def height(self, _width: float) -> float:
        return 132

    def paint(self, area: Area) -> None:
        press, canvas = self._press, self._press.canvas
        first = Area(area.x, area.top, 100, 58)
        second = Area(area.x + 48, area.top - 66, 100, 52)
        for bubble, ink, foot, tip in ((first, "mint", 26, 18), (second, "sun", 62, 84)):
            drawing.box(press, bubble, fill=ink, radius=14)
            canvas.saveState()
            canvas.setFillColor(press.inks[ink])
            path = canvas.beginPath()
            path.moveTo(bubble.x + foot, bubble.bottom + 2)
            path.lineTo(bubble.x + tip, bubble.bottom - 13)
            path.lineTo(bubble.x + foot + 18, bubble.bottom + 2)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)
            canvas.restoreState()
        for dot in range(3):
            drawing.disc(press, Area(first.x + 24 + dot * 20, first.top - 23, 12, 12), "petrol")
        drawing.icon(press, "heart-handshake", Area(second.x + 33, second.top - 9, 34, 34))


class Thread:
    """The line that runs from step to step, behind their numbers."""

    def __init__(self, press: Press, steps: Stack) -> None:
        self._press = press
        self._steps = steps

    def height(self, width: float) -> float:
        return self._steps.height(width)

    def paint(self, area: Area) -> None:
        canvas = self._press.canvas
        canvas.saveState()
        canvas.setStrokeColor(self._press.inks["mint"])
        canvas.setLineWidth(4)
        x = area.right - 17 if self._press.from_right else area.x + 17
        canvas.line(x, area.top - 17, x, area.top - self.height(area.width) + 30)
        canvas.restoreState()
        self._steps.paint(area)
