"""A dialog around a table: as wide as its columns want, with what can be done in a foot below a line."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.bits import Rule


class WideDialog(QDialog):
    """Knows how such a dialog is sized and framed; what stands in it is for each to say."""

    def take_size(self, width: int, height: int) -> None:
        """Be as large as this, at the present size of the text, or as the screen allows."""
        room = (self.screen() or QGuiApplication.primaryScreen()).availableGeometry().size()
        self.resize(min(look().px(width), room.width() - 40), min(look().px(height), room.height() - 60))

    def frame(self, body: QVBoxLayout, told: QWidget | None, *buttons: QWidget) -> None:
        """Set ``body`` above a foot that tells something at the left and has its buttons at the right."""
        body.setContentsMargins(22, 18, 22, 12)
        body.setSpacing(12)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.setContentsMargins(22, 12, 22, 14)
        if told is None:
            foot.addStretch(1)
        else:
            foot.addWidget(told, 1)
        for button in buttons:
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(Rule())
        column.addLayout(foot)
