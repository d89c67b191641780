"""Labels with what is known, under each other: the same in dialogs and in the settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.drawer import Fact
from ui.widgets.text import Text


class Facts(QWidget):
    """A grid of labels and values; the values can be selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def whole_height(self, width: int) -> int:
        """How much room all of it takes at a width."""
        return self._grid.heightForWidth(width)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.deleteLater()
        for at, fact in enumerate(facts):
            label = Text(fact.label, "small", tone="muted", parent=self)
            words = fact.value if isinstance(fact.value, str) else fact.value.text
            value = Text(words, strong=True, wrap=True, parent=self)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, at, 1)
            for part in (label, value):
                part.setVisible(True)  # at once: hidden, the grid would not count it when somebody asks how tall it is
