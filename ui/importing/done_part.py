"""What was read in, file by file, with the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Tone
from ui.widgets.bits import Icon, Panel
from ui.widgets.button import Button, key_text
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was read in: its name, and in words what it did."""

    name: str
    words: str
    taken_back: bool = False


class DonePart(QWidget):
    """Each file with its fact; the last one can be taken back from here."""

    undo_wanted = Signal()

    def __init__(self, files: Sequence[StoredFile], waiting: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for at, file in enumerate(files):
            column.addWidget(self._panel(file, last=at == len(files) - 1))
        if waiting:
            column.addWidget(Text(self.tr("Nog {n} te gaan.").format(n=waiting), tone="muted"))
        column.addStretch(1)

    def _panel(self, file: StoredFile, *, last: bool) -> Panel:
        panel = Panel(Tone.PLAIN if file.taken_back else Tone.DONE, margin=14)
        row = QHBoxLayout()
        row.setSpacing(12)
        icon = ("undo-2", "muted") if file.taken_back else ("circle-check", "done")
        row.addWidget(Icon(*icon, 22))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(file.words, strong=True, wrap=True))
        words.addWidget(Text(file.name, "small", tone="muted", wrap=True))
        row.addLayout(words, 1)
        if last and not file.taken_back:
            key = key_text(QKeySequence(QKeySequence.StandardKey.Undo))
            undo = Button(self.tr("Ongedaan maken"), "undo-2", key=key, small=True)
            undo.clicked.connect(self.undo_wanted)
            row.addWidget(undo)
        panel.column.addLayout(row)
        return panel
