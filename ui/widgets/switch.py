"""A choice between a few ways to see the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import look, paint_icon
from ui.widgets.brush import draw_key, draw_panel, draw_text, key_size, line_height, middle, text_width


@dataclass(frozen=True, slots=True)
class View:
    """One way to see: what identifies it, its words, its icon and the key that switches to it."""

    key: str
    text: str
    icon: str = ""
    hint: str = ""


class _Segment(QAbstractButton):
    """One half of a switch."""

    def __init__(self, view: View, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(view.text)
        self._view = view
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        font = look().font("body", 600)
        width = text_width(self.text(), font) + look().px(20)
        width += look().px(22) if self._view.icon else 0
        width += key_size(self._view.hint).width() + look().px(8) if self._view.hint else 0
        return QSize(width, max(line_height(font) + look().px(8), look().px(30)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        colour = look().colour
        if self.isChecked() or self.hasFocus():
            border = colour("petrol") if self.hasFocus() else colour("field")
            fill = colour("card" if self.isChecked() else "well")
            draw_panel(painter, self.rect(), fill, border, 7, width=2 if self.hasFocus() else 1)
        left = look().px(10)
        if self._view.icon:
            side = look().px(16)
            role = "petrol" if self.isChecked() else "muted"
            paint_icon(painter, self._view.icon, middle(self.rect(), side, left), colour(role))
            left += look().px(22)
        font = look().font("body", 600 if self.isChecked() else 400)
        draw_text(painter, QRect(left, 0, self.width() - left, self.height()), self.text(), font, colour("ink"))
        if self._view.hint:
            size = key_size(self._view.hint)
            at = QRect(self.width() - size.width() - look().px(8), (self.height() - size.height()) // 2, 0, 0)
            at.setSize(size)
            draw_key(painter, at, self._view.hint, colour("muted"), colour("line"))


class Switch(QWidget):
    """Segments of which one is chosen; arrows move between them."""

    chosen = Signal(str)

    def __init__(self, views: Sequence[View], spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for view in views:
            segment = _Segment(view, self)
            self._segments[view.key] = segment
            self._group.addButton(segment)
            segment.clicked.connect(self._tell)
            row.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if views:
            self.show_choice(views[0].key)

    @property
    def choice(self) -> str:
        """The key of the view that is chosen."""
        return next((key for key, segment in self._segments.items() if segment.isChecked()), "")

    def show_choice(self, key: str) -> None:
        """Mark a view as chosen, without telling."""
        self._segments[key].setChecked(True)

    def choose(self, key: str) -> None:
        """Choose a view, as a click does."""
        self._segments[key].click()

    def _tell(self) -> None:
        self.chosen.emit(self.choice)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        draw_panel(QPainter(self), self.rect(), look().colour("well"), None, 9)
