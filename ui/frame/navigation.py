"""The petrol bar at the left: every page with icon and word, and what is always at hand below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.tokens import palette
from ui.theme import look, paint_icon, theme
from ui.widgets.bits import Painted
from ui.widgets.brush import draw_panel, draw_text, line_height, middle, text_width
from ui.widgets.button import tell_name

_DOT = 0.145
_HOLE = 0.2


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One entry: what identifies it, its word and icon, the key shown, whether it carries a lock."""

    key: str
    title: str
    icon: str
    hint: str = ""
    locked: bool = False
    low: bool = False
    """Whether it stands at the bottom."""


class Mark(Painted):
    """The mark of the program: student, school and leerbedrijf, linked; beside it the name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Driehoek", parent)
        self._folded = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fold(self, folded: bool) -> None:  # noqa: FBT001 - a state, as in Qt's setters
        """Show the mark alone, or with the name."""
        self._folded = folded
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(40), look().px(54))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        side = look().px(32)
        left = (self.width() - side) // 2 if self._folded else look().px(10)
        paint_mark(painter, QRect(left, (self.height() - side) // 2, side, side))
        if not self._folded:
            room = QRect(left + side + look().px(10), 0, self.width(), self.height())
            font = look().font("section", 700)
            font.setPointSizeF(look().points("section") * 1.27)
            draw_text(painter, room, "Driehoek", font, look().colour("nav_text"))


def paint_mark(painter: QPainter, box: QRect, ground: str = "nav") -> None:
    """Draw three linked dots in ``box``, a square, on a ground of the palette."""
    side, at = box.width(), QPointF(box.topLeft())
    corners = [at + QPointF(side * x, side * y) for x, y in ((0.5, 0.2), (0.17, 0.78), (0.83, 0.78))]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = look().colour("nav_text" if ground == "nav" else "petrol")
    painter.setPen(QPen(line, max(side / 16, 1)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF(corners))
    painter.setPen(Qt.PenStyle.NoPen)
    for corner, colour in zip(corners, (palette("dark").sun, palette("dark").mint, palette("dark").coral), strict=True):
        painter.setBrush(look().colour(ground))
        painter.drawEllipse(corner, side * _HOLE, side * _HOLE)
        painter.setBrush(colour)
        painter.drawEllipse(corner, side * _DOT, side * _DOT)


class NavButton(QAbstractButton):
    """One entry of the navigation; folded it is its icon, with the word as tooltip."""

    def __init__(self, entry: NavEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry = entry
        self._badge = ""
        self._folded = False
        self.setText(entry.title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def show_badge(self, text: str) -> None:
        """Show how many wait there; empty for none."""
        self._badge = text
        self._name()
        self.update()

    def fold(self, folded: bool) -> None:  # noqa: FBT001 - a state, as in Qt's setters
        """Show the icon alone, or with the word."""
        self._folded = folded
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        entry = self.entry
        parts = [entry.title]
        if self._badge:
            parts.append(self._badge)
        if entry.locked:
            parts.append(self.tr("achter slot"))
        self.setAccessibleName(", ".join(parts))
        self.setToolTip(f"{entry.title} ({entry.hint})" if entry.hint else "")

    def event(self, event: QEvent) -> bool:
        return (self._folded and tell_name(self, event)) or super().event(event)

    def sizeHint(self) -> QSize:
        if self._folded:
            return QSize(look().px(44), max(look().px(18) + 16, 38))
        return QSize(look().px(44), max(line_height(look().font()) + look().px(14), look().px(38)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        colour = look().colour
        if self.isChecked() or self.underMouse():
            draw_panel(painter, self.rect(), colour("nav_selected"), None, 8)
        if self.hasFocus():
            draw_panel(painter, self.rect(), colour("nav_selected"), colour("sun"), 8, width=2)
        if self.isChecked():
            height = look().px(18)
            bar = QRect(look().px(6), (self.height() - height) // 2, 3, height)
            draw_panel(painter, bar, colour("sun"), None, 1)
        side = look().px(18)
        left = (self.width() - side) // 2 if self._folded else look().px(18)
        paint_icon(painter, self.entry.icon, middle(self.rect(), side, left), colour("nav_text"))
        if self._folded:
            if self._badge:
                self._paint_dot(painter)
            return
        right = self._paint_tail(painter)
        room = QRect(left + side + look().px(9), 0, right - left - side - look().px(12), self.height())
        font = look().font("body", 600 if self.isChecked() else 400)
        draw_text(painter, room, self.entry.title, font, colour("nav_text"))

    def _paint_dot(self, painter: QPainter) -> None:
        side = look().px(8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour("sun"))
        painter.drawEllipse(QRectF(self.width() / 2 + look().px(7), look().px(6), side, side))

    def _paint_tail(self, painter: QPainter) -> int:
        """Draw the badge, the lock or the key at the right; tells where it begins."""
        right = self.width() - look().px(10)
        if self._badge:
            font = look().font("small", 700, tabular=True)
            height = line_height(font) + look().px(3)
            width = max(text_width(self._badge, font) + look().px(14), height)
            pill = QRect(right - width, (self.height() - height) // 2, width, height)
            draw_panel(painter, pill, look().colour("sun"), None, height / 2)
            centre = Qt.AlignmentFlag.AlignCenter
            draw_text(painter, pill, self._badge, font, look().colour("on_sun"), align=centre)
            return pill.left()
        if self.entry.locked:
            side = look().px(14)
            paint_icon(painter, "lock", middle(self.rect(), side, right - side), look().colour("nav_text"))
            return right - side
        if self.entry.hint and self.entry.low:
            font = look().font("small")
            width = text_width(self.entry.hint, font)
            room = QRect(right - width, 0, width + 2, self.height())
            draw_text(painter, room, self.entry.hint, font, look().colour("nav_text"))
            return right - width
        return right


class Navigation(QFrame):
    """Where one can go; up and down move, Enter goes."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[NavEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "nav")
        self.setAccessibleName(self.tr("Navigatie"))
        self._folded = False
        self._mark = Mark(self)
        self._buttons = {entry.key: NavButton(entry, self) for entry in entries}
        self._here = _Place(self.tr("Alles staat op deze laptop"), self)
        self._lay_out()
        for button in self._buttons.values():
            button.clicked.connect(self._tell)
        self._fit()
        theme.changed.connect(self._fit)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setAutoFillBackground(False)
        upper = QVBoxLayout(inner)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(2)
        self._scroll = scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        self._above, self._below = QVBoxLayout(), QVBoxLayout()
        self._above.addWidget(self._mark)
        self._below.setSpacing(2)
        for button in self._buttons.values():
            (self._below if button.entry.low else upper).addWidget(button)
        upper.addStretch(1)
        self._below.addWidget(self._here)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 10)
        column.setSpacing(2)
        column.addLayout(self._above)
        column.addWidget(scroll, 1)
        column.addLayout(self._below)
        scroll.setWidget(inner)
        inner.setAutoFillBackground(False)
        scroll.verticalScrollBar().rangeChanged.connect(self._line_up)

    @property
    def folded(self) -> bool:
        """Whether only icons are shown."""
        return self._folded

    def fold(self, folded: bool) -> None:  # noqa: FBT001 - a state, as in Qt's setters
        """Show icons alone, or with their words."""
        if folded == self._folded:
            return
        self._folded = folded
        self._mark.fold(folded)
        self._here.fold(folded)
        for button in self._buttons.values():
            button.fold(folded)
        self._fit()

    def show_page(self, key: str) -> None:
        """Mark the entry of the page in view."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)
            if name == key and not button.entry.low:
                self._scroll.ensureWidgetVisible(button, 0, look().px(8))

    def show_badge(self, key: str, text: str) -> None:
        """Show how many wait on a page; empty for none."""
        self._buttons[key].show_badge(text)

    def focus(self) -> None:
        """Give the entry of the page in view the focus."""
        chosen = [button for button in self._buttons.values() if button.isChecked()]
        (chosen or list(self._buttons.values()))[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
            return
        button = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(button, NavButton):
            button.click()
            return
        super().keyPressEvent(event)

    def _line_up(self, _least: int, most: int) -> None:
        """What does not scroll stands under what does, also when a scroll bar takes its part of the width."""
        room = self._scroll.verticalScrollBar().sizeHint().width() if most else 0
        for layout in (self._above, self._below):
            layout.setContentsMargins(0, 0, room, 0)

    def _tell(self) -> None:
        button = self.sender()
        if isinstance(button, NavButton):
            button.setChecked(not button.isChecked())
            self.chosen.emit(button.entry.key)

    def _fit(self) -> None:
        self.setFixedWidth(look().size("nav_folded" if self._folded else "nav_width"))


class _Place(Painted):
    """The line that says where everything is kept."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setToolTip(text)
        self._text, self._folded = text, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fold(self, folded: bool) -> None:  # noqa: FBT001 - a state, as in Qt's setters
        self._folded = folded
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(40), line_height(look().font("small")) + look().px(16))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        side = look().px(15)
        left = (self.width() - side) // 2 if self._folded else look().px(10)
        paint_icon(painter, "laptop", middle(self.rect(), side, left), look().colour("nav_text"))
        if not self._folded:
            room = QRect(left + side + look().px(8), 0, self.width() - left - side - look().px(8), self.height())
            draw_text(painter, room, self._text, look().font("small"), look().colour("nav_text"))
