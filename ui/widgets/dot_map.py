"""A plain map: the field where people live, towns by name, the school, numbered stops, the way, and a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import look, paint_icon
from ui.widgets.bits import Painted
from ui.widgets.brush import draw_panel, draw_text, line_height, text_width

_STEPS = (1, 2, 5, 10, 20, 50)
_PART = 4
"""The scale is at most this part of the width."""
_LEAST, _WANTED = 180, 340
_LAND = 2.6
"""Kilometres of land around the middle of a postcode area."""
_DISC = 12
_MOST_NAMES = 14
_VEIL = 190
"""How much of the way a name leaves visible behind it."""
_ROUNDS, _HAIR = 60, 0.01


@dataclass(frozen=True, slots=True)
class Dot:
    """A place: kilometres to the east and to the north of the middle, and what stands in it."""

    east: float
    north: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a map shows; ``reach`` are the kilometres from the middle to the edge, ``way`` goes through the stops.

    Of ``towns`` those that come first are named, as far as there is room.
    """

    around: Sequence[Dot] = ()
    towns: Sequence[Dot] = ()
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
        scale = self._scale()
        self._draw_land(painter, scale)
        home, stops = self._at(self._plan.home, scale), [self._at(dot, scale) for dot in self._plan.stops]
        self._draw_way(painter, scale)
        discs = spread([home, *stops], 2 * look().px(_DISC) + 2)
        for true, shown in zip([home, *stops], discs, strict=True):
            self._draw_pin(painter, true, shown)
        self._draw_names(painter, scale, discs)
        self._draw_home(painter, discs[0])
        for dot, at in zip(self._plan.stops, discs[1:], strict=True):
            self._draw_stop(painter, at, dot.words)
        self._draw_scale(painter, scale)

    def _scale(self) -> float:
        """Pixels to a kilometre."""
        return min(self.width(), self.height() - look().px(24)) / (2 * self._plan.reach)

    def _at(self, dot: Dot, scale: float) -> QPointF:
        height = self.height() - look().px(24)
        return QPointF(self.width() / 2 + dot.east * scale, height / 2 - dot.north * scale)

    def _draw_land(self, painter: QPainter, scale: float) -> None:
        """Where people live as one quiet field, and in it a dot for each place; the rest is water, wood or abroad."""
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(self.rect()), look().px(8), look().px(8))
        painter.setClipPath(edge)
        painter.fillRect(self.rect(), look().colour("well"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour("card"))
        around = [self._at(dot, scale) for dot in self._plan.around]
        for at in around:
            painter.drawEllipse(at, _LAND * scale, _LAND * scale)
        painter.setBrush(look().colour("line"))
        for at in around:
            painter.drawEllipse(at, look().px(2), look().px(2))

    def _draw_way(self, painter: QPainter, scale: float) -> None:
        painter.setPen(QPen(look().colour("petrol"), look().px(2), Qt.PenStyle.DashLine))
        points = [self._at(dot, scale) for dot in self._plan.way]
        for one, other in pairwise(points):
            painter.drawLine(one, other)

    def _draw_pin(self, painter: QPainter, true: QPointF, shown: QPointF) -> None:
        """A line from a disc that had to move to where it belongs."""
        if true != shown:
            painter.setPen(QPen(look().colour("ink"), look().px(1)))
            painter.drawLine(true, shown)

    def _draw_names(self, painter: QPainter, scale: float, discs: Sequence[QPointF]) -> None:
        """Names of towns that keep clear of the discs, of each other and of the scale."""
        side = look().px(_DISC)
        taken = [QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side) for at in discs]
        taken.append(QRectF(0, self.height() - look().px(26), look().px(150), look().px(26)))
        font, named = look().font("small", 500), 0
        behind = QColor(look().colour("card"))
        behind.setAlpha(_VEIL)
        for town in self._plan.towns:
            at, width = self._at(town, scale), text_width(town.words, font) + look().px(8)
            height = line_height(font)
            places = (
                QRectF(at.x() - width / 2, at.y() + look().px(4), width, height),
                QRectF(at.x() - width / 2, at.y() + look().px(16), width, height),
                QRectF(at.x() - width / 2, at.y() - height - look().px(16), width, height),
                QRectF(at.x() + look().px(16), at.y() - height / 2, width, height),
                QRectF(at.x() - width - look().px(16), at.y() - height / 2, width, height),
            )
            inside = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            free = (one for one in places if inside.contains(one) and not any(one.intersects(box) for box in taken))
            room = next(free, None)
            if room is None:
                continue
            taken.append(room)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(behind)
            painter.drawRoundedRect(room, look().px(4), look().px(4))
            draw_text(
                painter, room.toRect(), town.words, font, look().colour("ink"), align=Qt.AlignmentFlag.AlignCenter
            )
            named += 1
            if named == _MOST_NAMES:
                return

    def _draw_home(self, painter: QPainter, at: QPointF) -> None:
        self._draw_disc(painter, at, look().colour("petrol"))
        side = look().px(14)
        box = QRect(round(at.x()) - side // 2, round(at.y()) - side // 2, side, side)
        paint_icon(painter, "graduation-cap", box, look().colour("card"))

    def _draw_stop(self, painter: QPainter, at: QPointF, words: str) -> None:
        """A numbered disc; several numbers in one place stand in a longer one."""
        font, colour = look().font("small", 700, tabular=True), look().colour
        width = max(2 * look().px(_DISC), text_width(words, font) + look().px(14))
        box = QRect(0, 0, width, 2 * look().px(_DISC))
        box.moveCenter(QPoint(round(at.x()), round(at.y())))
        draw_panel(painter, box, colour("sun"), colour("card"), look().px(_DISC), width=2)
        draw_text(painter, box, words, font, colour("on_sun"), align=Qt.AlignmentFlag.AlignCenter)

    def _draw_disc(self, painter: QPainter, at: QPointF, colour: QColor) -> None:
        painter.setPen(QPen(look().colour("card"), look().px(2)))
        painter.setBrush(colour)
        painter.drawEllipse(at, look().px(_DISC), look().px(_DISC))

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


def spread(points: Sequence[QPointF], apart: float) -> list[QPointF]:
    """The same points, moved until each is ``apart`` from the others; the first one stays where it is."""
    found = [complex(point.x(), point.y()) for point in points]
    pairs = [(one, other) for other in range(len(found)) for one in range(other)]
    for _round in range(_ROUNDS):
        close = [pair for pair in pairs if abs(found[pair[1]] - found[pair[0]]) < apart - _HAIR]
        for one, other in close:
            way = found[other] - found[one] or complex(1, other)
            short = max(apart - abs(found[other] - found[one]), 0)
            step = way / abs(way) * short / (2 if one else 1)
            found[other] += step
            found[one] -= step if one else 0
        if not close:
            break
    return [QPointF(point.real, point.imag) for point in found]
