"""Finding words in a paper that is shown: where they stand on which page, and going from one to the next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.progress import Progress
from ui.desk.pdfium import opened
from ui.theme import look
from ui.widgets.text import Text

_PAUSE_MS = 200
_WIDTH = 190


@dataclass(frozen=True, slots=True)
class Found:
    """Words that were found: on which page, and the boxes around them in points from its upper left corner."""

    page: int
    boxes: tuple[QRectF, ...]


def find(pdf: bytes, wanted: str, *, progress: Progress) -> list[Found]:
    """Every place in ``pdf`` where ``wanted`` stands, whatever its capitals."""
    found: list[Found] = []
    with opened(pdf) as document:
        for at in range(len(document)):
            progress.step(at, len(document))
            height = document[at].get_height()
            words = document[at].get_textpage()
            searcher = words.search(wanted)
            while (place := searcher.get_next()) is not None:
                count = words.count_rects(*place)
                sides = [words.get_rect(number) for number in range(count)]
                boxes = (QRectF(left, height - top, right - left, top - bottom) for left, bottom, right, top in sides)
                found.append(Found(at, tuple(boxes)))
    return found


class SearchLine(QWidget):
    """What to look for, and how many there are; Enter goes to the next, Shift+Enter to the one before, Esc stops."""

    wanted = Signal(str)
    """Other words are to be found; empty when the search is over."""
    stepped = Signal(int)
    """Go so many places on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = QLineEdit(self)
        self._edit.setPlaceholderText(self.tr("Zoek in het papier"))
        self._edit.setAccessibleName(self.tr("Zoek in het papier"))
        self._edit.setAccessibleDescription(self.tr("Enter gaat naar de volgende plek, Esc stopt"))
        self._edit.setClearButtonEnabled(True)
        self._edit.setMaximumWidth(look().px(_WIDTH))
        self._edit.textChanged.connect(self._wait)
        self._count = Text("", "small", tone="muted", parent=self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._edit)
        row.addWidget(self._count)
        self.setFocusProxy(self._edit)

    @property
    def text(self) -> str:
        """What is looked for."""
        return self._edit.text().strip()

    def search_for(self, text: str) -> None:
        """Look for other words."""
        self._edit.setText(text)

    def show_place(self, at: int, count: int) -> None:
        """Say which of how many is in view."""
        if not self.text:
            self._count.setText("")
        elif count:
            self._count.setText(self.tr("{n} van {all}").format(n=at + 1, all=count))
        else:
            self._count.setText(self.tr("niet gevonden"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape and self.text:
            self._edit.clear()
        else:
            super().keyPressEvent(event)

    def _wait(self, _text: str) -> None:
        self._pause.start()

    def _tell(self) -> None:
        self.wanted.emit(self.text)
