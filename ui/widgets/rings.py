"""Rings linked in a row: what was held, what is still to come, what is late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import look, paint_icon
from ui.widgets.bits import Painted
from ui.widgets.brush import draw_text, line_height, text_width

_SIDE, _ICON, _GAP = 30, 15, 6


class Held(StrEnum):
    """How a ring stands."""

    HELD = "held"
    PLANNED = "planned"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring: how it stands, the word under it, and the icon in it (empty: the one of its state)."""

    held: Held
    text: str
    icon: str = ""


_ICONS = {Held.HELD: "check", Held.PLANNED: "", Held.LATE: "x"}


class Rings(Painted):
    """Rings with their words under them; the whole is one sentence for a screen reader."""

    def __init__(self, rings: Sequence[Ring] = (), spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__(spoken, parent)
        self._rings = tuple(rings)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rings(self) -> Sequence[Ring]:
        """What is shown."""
        return self._rings

    def show_rings(self, rings: Sequence[Ring], spoken: str) -> None:
        """Show other rings, with their sentence."""
        self._rings = tuple(rings)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = look().font("small", 500)
        widest = max((text_width(ring.text, font) for ring in self._rings), default=0)
        column = max(widest, look().px(_SIDE)) + look().px(12)
        return QSize(column * max(len(self._rings), 1), look().px(_SIDE + _GAP) + line_height(font) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(_SIDE) * max(len(self._rings), 1), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        if not self._rings:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, column = look().px(_SIDE), self.width() / len(self._rings)
        middles = [round(column * (at + 0.5)) for at in range(len(self._rings))]
        painter.setPen(QPen(look().colour("field"), 2))
        for one, other in pairwise(middles):
            painter.drawLine(one + side // 2, 1 + side // 2, other - side // 2, 1 + side // 2)
        for ring, middle in zip(self._rings, middles, strict=True):
            box = QRect(middle - side // 2, 1, side, side)
            _paint_ring(painter, box, ring)
            words = QRect(round(middle - column / 2), side + look().px(_GAP), round(column), self.height())
            words.setBottom(self.height() - 1)
            colour = look().colour("coral" if ring.held is Held.LATE else "ink")
            centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            draw_text(painter, words, ring.text, look().font("small", 500), colour, align=centre)


def _paint_ring(painter: QPainter, box: QRect, ring: Ring) -> None:
    colour = look().colour
    fill, line, ink = {
        Held.HELD: ("petrol", "petrol", "on_petrol"),
        Held.PLANNED: ("card", "field", "muted"),
        Held.LATE: ("card", "coral", "coral"),
    }[ring.held]
    pen = QPen(colour(line), 2)
    if ring.held is Held.PLANNED:
        pen.setStyle(Qt.PenStyle.DashLine)
        pen.setDashPattern([2.5, 2.5])
    painter.setPen(pen)
    painter.setBrush(colour(fill))
    painter.drawEllipse(QRectF(box).adjusted(1, 1, -1, -1))
    icon = ring.icon or _ICONS[ring.held]
    if icon:
        size = look().px(_ICON)
        inner = QRect(0, 0, size, size)
        inner.moveCenter(box.center())
        paint_icon(painter, icon, inner, colour(ink))
