"""Columns beside each other, compared line by line: icon and words at the left, words and a bar in each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Tone, look
from ui.widgets.bits import Bar, Icon, Panel, Pill
from ui.widgets.sign import Sign
from ui.widgets.text import LabelTone, Text

_NAMES = 128
_COLUMN = 158
_BAR = 20  # wider than a scroll bar, which comes and goes with the height of what is shown
_TONES: dict[Tone, tuple[str, str, LabelTone]] = {
    Tone.INFO: ("check", "done", "ink"),
    Tone.ATTENTION: ("triangle-alert", "attention", "ink"),
    Tone.DANGER: ("x", "coral", "danger"),
    Tone.PLAIN: ("circle-help", "muted", "muted"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over a column; ``foot`` is its outcome, under the lines."""

    sign: Sign
    title: str
    note: str
    foot: str
    foot_note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of one column; a ``share`` from 0 to 1 has a bar."""

    text: str
    tone: Tone
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A line over all columns."""

    icon: str
    name: str
    note: str
    cells: tuple[Cell, ...]


class Comparison(QWidget):
    """Shows columns beside each other, as many as there is room for, and at least one."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self._heads: Sequence[Head] = ()
        self._lines: Sequence[Compared] = ()
        self._marked = True
        self._columns = 0
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._inner: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_columns(self, heads: Sequence[Head], lines: Sequence[Compared], *, marked: bool = True) -> None:
        """Compare other columns; ``marked`` sets the first one apart."""
        self._heads, self._lines, self._marked = heads, lines, marked
        self._build(self._room(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._room(event.size().width()) != self._columns:
            self._build(self._room(event.size().width()))

    def _room(self, width: int) -> int:
        """How many columns go in; one that only just no longer goes in stays, or a scroll bar would chase it for ever.

        Without it the bar is not needed, without the bar the column goes in again, and so on.
        """
        kept = min(self._columns, self._fitting(width + look().px(_BAR)))
        return max(kept, self._fitting(width))

    def _fitting(self, width: int) -> int:
        fit = (width - look().px(_NAMES)) // look().px(_COLUMN)
        return max(1, min(len(self._heads), fit))

    def _build(self, columns: int) -> None:
        self._columns = columns
        if self._inner is not None:
            self._box.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = inner = QWidget(self)
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(10)
        if self._heads and self._marked:
            grid.addWidget(Panel(Tone.INFO, margin=0), 0, 1, len(self._lines) + 2, 1)
        for at, head in enumerate(self._heads[:columns], start=1):
            grid.addWidget(_head(head), 0, at)
            grid.addWidget(_foot(head), len(self._lines) + 1, at)
            grid.setColumnStretch(at, 3)
        grid.setColumnStretch(0, 2)
        for row, line in enumerate(self._lines, start=1):
            grid.addWidget(_name(line), row, 0, Qt.AlignmentFlag.AlignTop)
            for at, cell in enumerate(line.cells[:columns], start=1):
                grid.addWidget(_cell(cell), row, at, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(inner)
        inner.show()  # a layout shows it a turn later, and until then gives its room to nobody
        self._box.activate()  # and tells its own height a turn after that: a picture in between is squeezed


def _padded(vertical: int) -> tuple[QWidget, QVBoxLayout]:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(10, vertical, 10, vertical)
    column.setSpacing(3)
    return widget, column


def _head(head: Head) -> QWidget:
    widget, column = _padded(10)
    column.addWidget(Pill(head.sign), 0, Qt.AlignmentFlag.AlignLeft)
    column.addWidget(Text(head.title, strong=True, wrap=True))
    column.addWidget(Text(head.note, "small", tone="muted", wrap=True))
    column.addStretch(1)
    return widget


def _foot(head: Head) -> QWidget:
    widget, column = _padded(8)
    column.addWidget(Text(head.foot, "section", wrap=True))
    column.addWidget(Text(head.foot_note, "small", tone="muted", wrap=True))
    return widget


def _name(line: Compared) -> QWidget:
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 6, 0)
    row.setSpacing(8)
    row.addWidget(Icon(line.icon, "muted", 17), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text(line.name, strong=True, wrap=True))
    words.addWidget(Text(line.note, "small", tone="muted", wrap=True))
    row.addLayout(words, 1)
    return widget


def _cell(cell: Cell) -> QWidget:
    widget, column = _padded(0)
    icon, role, tone = _TONES.get(cell.tone, _TONES[Tone.PLAIN])
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(Icon(icon, role, 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(cell.text, tone=tone, wrap=True), 1)
    column.addLayout(row)
    if cell.share is not None:
        column.addWidget(Bar(cell.share, cell.tone, cell.text))
    return widget
