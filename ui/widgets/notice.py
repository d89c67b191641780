"""A sentence on a soft surface, with the icon of its tone: what went wrong, what to mind, what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Tone
from ui.widgets.announce import announce
from ui.widgets.bits import Icon, Panel
from ui.widgets.text import Text

_ICONS = {
    Tone.PLAIN: ("info", "muted"),
    Tone.INFO: ("info", "petrol"),
    Tone.DONE: ("circle-check", "done"),
    Tone.ATTENTION: ("triangle-alert", "attention"),
    Tone.DANGER: ("circle-alert", "coral"),
}


class Notice(Panel):
    """Says one thing, or is not there."""

    def __init__(self, text: str = "", tone: Tone = Tone.INFO, parent: QWidget | None = None) -> None:
        super().__init__(tone, margin=12, parent=parent)
        self._icon = Icon(*_ICONS[tone], 18)
        self._words = Text(text, wrap=True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.column.addLayout(row)
        self.setVisible(bool(text))

    def tell(self, text: str, tone: Tone) -> None:
        """Say something else."""
        self.setProperty("surface", str(tone))
        self.style().unpolish(self)
        self.style().polish(self)
        self._icon.show_icon(*_ICONS[tone])
        said = self.isVisible() and self._words.text() == text
        self._words.setText(text)
        self.setVisible(True)
        if said:
            return
        announce(self, text, urgent=tone is Tone.DANGER)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()
