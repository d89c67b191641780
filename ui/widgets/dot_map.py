"""A plain map: dots where people live, the school, numbered stops, the way between them, and a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import look, paint_icon
from ui.widgets.bits import Painted
from ui.widgets.brush import draw_text

_STEPS = (1, 2, 5, 10, 20, 50)
_PART = 4
"""The scale is at most this part of the width."""
_LEAST, _WANTED = 180, 340


@dataclass(frozen=True, slots=True)
class Dot:
    """A place: kilometres to the east and to the north of the middle, and what stands in it."""

    east: float
    north: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a map shows; ``reach`` are the kilometres from the middle to the edge, ``way`` goes through the stops."""

    around: Sequence[Dot] = ()
    stops: Sequence[Dot] = ()
    way: Sequence[Dot] = ()
    home: Dot = field(default_factory=lambda: Dot(0, 0))
    reach: float = 1.0


class DotMap(Painted):
    """Draws a ``Plan``; who does not see it reads the list beside it, which ``spoken`` sums up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._plan = Plan()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_plan(self, plan: Plan, spoken: str) -> None:
        """Show another map."""
        self._plan = plan
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(_WANTED), look().px(_WANTED))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(_LEAST), look().px(_LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour, scale = look().colour, self._scale()
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("field"))
        for dot in self._plan.around:
            painter.drawEllipse(self._at(dot, scale), look().px(1.6), look().px(1.6))
        self._draw_way(painter, scale)
        middle = self._at(self._plan.home, scale)
        self._draw_disc(painter, middle, colour("petrol"))
        side = look().px(14)
        box = QRect(round(middle.x()) - side // 2, round(middle.y()) - side // 2, side, side)
        paint_icon(painter, "graduation-cap", box, colour("card"))
        for dot in self._plan.stops:
            at = self._at(dot, scale)
            self._draw_disc(painter, at, colour("sun"))
            room = QRect(round(at.x()) - look().px(20), round(at.y()) - look().px(11), look().px(40), look().px(22))
            draw_text(painter, room, dot.words, look().font("small", 700), colour("on_sun"), align=centre)
        self._draw_scale(painter, scale)

    def _scale(self) -> float:
        """Pixels to a kilometre."""
        return min(self.width(), self.height() - look().px(24)) / (2 * self._plan.reach)

    def _at(self, dot: Dot, scale: float) -> QPointF:
        height = self.height() - look().px(24)
        return QPointF(self.width() / 2 + dot.east * scale, height / 2 - dot.north * scale)

    def _draw_way(self, painter: QPainter, scale: float) -> None:
        painter.setPen(QPen(look().colour("petrol"), look().px(2), Qt.PenStyle.DashLine))
        points = [self._at(dot, scale) for dot in self._plan.way]
        for one, other in pairwise(points):
            painter.drawLine(one, other)

    def _draw_disc(self, painter: QPainter, at: QPointF, colour: QColor) -> None:
        painter.setPen(QPen(look().colour("card"), look().px(2)))
        painter.setBrush(colour)
        painter.drawEllipse(at, look().px(12), look().px(12))

    def _draw_scale(self, painter: QPainter, scale: float) -> None:
        """A bar of a round number of kilometres, as long as fits in a part of the width."""
        fitting = [step for step in _STEPS if step * scale <= self.width() / _PART]
        step = fitting[-1] if fitting else _STEPS[0]
        bottom, left = self.height() - look().px(8), look().px(10)
        painter.setPen(QPen(look().colour("muted"), look().px(2)))
        painter.drawLine(QPointF(left, bottom), QPointF(left + step * scale, bottom))
        room = QRectF(left + step * scale + look().px(6), bottom - look().px(10), look().px(80), look().px(18))
        words = self.tr("{n} km").format(n=step)
        draw_text(painter, room.toRect(), words, look().font("small", 400), look().colour("muted"))
