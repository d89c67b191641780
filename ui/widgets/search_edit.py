"""A field in which one looks for something."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import look, paint_icon
from ui.widgets.brush import middle

_SIDE = 15
_LEFT = 10


class SearchEdit(QLineEdit):
    """A line with a magnifying glass, which grows with the text; Esc empties it."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(spoken)
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(self.tr("Esc maakt het veld leeg"))
        self.setClearButtonEnabled(True)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = middle(self.rect(), look().px(_SIDE), look().px(_LEFT))
        paint_icon(QPainter(self), "search", place, look().colour("muted"))

    def _make_room(self) -> None:
        self.setTextMargins(look().px(_SIDE + 9), 0, 0, 0)
