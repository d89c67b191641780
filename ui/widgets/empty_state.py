"""What a page shows while there is nothing on it yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.bits import Icon
from ui.widgets.button import Button, Kind
from ui.widgets.text import Text

_LINE = 560
"""How long a line of the text may be."""


class EmptyState(QWidget):
    """Says what this page will do and the one thing to do first, with the button that does it."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        action: QAction | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(Icon(icon, "petrol", 44, parent=self), 0, centre)
        for words in (Text(title, "section", wrap=True, parent=self), Text(text, tone="muted", wrap=True, parent=self)):
            words.setAlignment(centre)
            words.setMaximumWidth(look().px(_LINE))
            row = QHBoxLayout()  # aligned in the column, a text that wraps would get the height of one line
            row.addStretch(1)
            row.addWidget(words, _LINE)
            row.addStretch(1)
            column.addLayout(row)
        self.button: Button | None = None
        if action is not None:
            self.button = Button.of(action, Kind.PRIMARY, self)
            column.addSpacing(6)
            column.addWidget(self.button, 0, centre)
        column.addStretch(2)
