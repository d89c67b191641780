"""A number with what it means and how completely it is known."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Tone
from ui.widgets.bits import Bar, Icon, Panel
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in words (22 van 31), what it counts, last year's, and how much of it is known.

    ``known`` says how complete it is; ``share`` is the same as a part from 0 to 1, the bar above those words.
    ``definition`` tells how it is counted.
    """

    value: str
    meaning: str
    before: str = ""
    share: float | None = None
    known: str = ""
    definition: str = ""
    tone: Tone = Tone.INFO


class Tile(Panel):
    """One figure on a card; its definition is the tooltip and the spoken description."""

    def __init__(self, icon: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__("card", margin=12, spacing=3, parent=parent)
        self._heading = title
        self._value = Text("", "number", wrap=True)
        self._meaning = Text("", strong=False, wrap=True)
        self._before = Text("", "small", tone="muted", wrap=True)
        self._bar = Bar()
        self._known = Text("", "small", tone="muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(Icon(icon, "petrol", 16))
        head.addWidget(Text(title, strong=True, wrap=True), 1)
        self.column.addLayout(head)
        for part in (self._value, self._meaning, self._before):
            self.column.addWidget(part)
        self.column.addSpacing(4)
        self.column.addWidget(self._bar)
        self.column.addWidget(self._known)
        self.column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_figure(self, figure: Figure) -> None:
        """Show a figure."""
        self._value.setText(figure.value)
        self._meaning.setText(figure.meaning)
        self._before.setText(figure.before)
        self._before.setVisible(bool(figure.before))
        self._bar.setVisible(figure.share is not None)
        self._bar.show_share(figure.share or 0.0)
        self._known.setText(figure.known)
        self._known.setVisible(bool(figure.known))
        self._bar.setAccessibleName(figure.known)
        self.setToolTip(figure.definition)
        self.setAccessibleName(f"{self._heading}: {figure.value} {figure.meaning}")
        self.setAccessibleDescription(figure.definition)
