"""Who, and how it stands with them, under each other: an icon, a name, and words that wrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme import Tone
from ui.widgets.bits import Icon
from ui.widgets.sign import Sign
from ui.widgets.text import Text

_ROLES = {
    Tone.PLAIN: "muted",
    Tone.INFO: "petrol",
    Tone.DONE: "done",
    Tone.ATTENTION: "attention",
    Tone.DANGER: "coral",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One of them, and their sign."""

    who: str
    sign: Sign


class SignList(QWidget):
    """A grid of signs; the words say what the icon says."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._rows: list[tuple[Icon, Text, Text]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these."""
        while len(self._rows) < len(lines):
            row = (Icon("circle-x", side=18, parent=self), Text("", strong=True, parent=self), _words(self))
            for column, part in enumerate(row):
                self._grid.addWidget(part, len(self._rows), column, Qt.AlignmentFlag.AlignTop if column < 2 else _NONE)  # noqa: PLR2004 - the words are the third
            self._rows.append(row)
        for (icon, who, words), line in zip(self._rows, lines, strict=False):
            icon.show_icon(line.sign.icon, _ROLES[line.sign.tone])
            who.setText(line.who)
            words.setText(line.sign.text)
            words.set_tone("danger" if line.sign.tone is Tone.DANGER else "ink")


_NONE = Qt.AlignmentFlag(0)


def _words(parent: QWidget) -> Text:
    return Text("", wrap=True, parent=parent)
