"""The way on for a school that has just begun."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.queries.beginning import FirstStep
from app.text import translate
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.text import Text

_STEPS: Mapping[FirstStep, tuple[Callable[[], str], Callable[[], str]]] = {
    FirstStep.LISTS: (
        lambda: translate(
            "Beginning",
            "Begin met de lijsten die je school al heeft: studenten, leerbedrijven, stageplaatsen, plaatsingen. "
            "Je ziet eerst wat er verandert.",
        ),
        lambda: translate("Beginning", "Lees lijsten in"),
    ),
    FirstStep.PERIOD: (
        lambda: translate(
            "Beginning",
            "Er komt geen BPV-periode meer. Maak de volgende, en zeg bij Opleidingen welke klas dan gaat; "
            "of lees de leerwensen in, dan vraagt Driehoek ernaar.",
        ),
        lambda: translate("Beginning", "Maak een periode"),
    ),
    FirstStep.GROUPS: (
        lambda: translate(
            "Beginning",
            "De perioden staan klaar, maar nog geen klas gaat erin. Zeg bij Opleidingen welke klas wanneer gaat: "
            "dan staat ook wie nog geen leerwens heeft op het bord.",
        ),
        lambda: translate("Beginning", "Naar Opleidingen"),
    ),
}


class Beginning(Panel):
    """What to do first, with the button that does it; gone once it was done."""

    lists_wanted = Signal()
    settings_wanted = Signal(str)
    """The key of a part of the settings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.INFO, margin=14, parent=parent)
        self._step: FirstStep | None = None
        self._words = Text("", wrap=True)
        self._button = Button("", "arrow-right", Kind.PRIMARY)
        self._button.clicked.connect(self._go)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self.column.addLayout(row)
        self._say(FirstStep.LISTS)

    def show_step(self, step: FirstStep | None) -> None:
        """Show what comes first; nothing when all is there."""
        self._step = step
        self.setVisible(step is not None)
        if step is not None:
            self._say(step)

    def _say(self, step: FirstStep) -> None:
        words, button = _STEPS[step]
        self._words.setText(words())
        self._button.setText(button())
        self._button.updateGeometry()

    def _go(self) -> None:
        if self._step is FirstStep.LISTS:
            self.lists_wanted.emit()
        else:
            self.settings_wanted.emit("periods" if self._step is FirstStep.PERIOD else "programmes")
