"""A student who does not go on placement in this period."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.terms.pipeline import State
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog

_WAYS = (State.POSTPONED, State.EXEMPT, State.DEREGISTERED)


class StandAsideDialog(FormDialog):
    """Asks why a student leaves the board; reports ``state``."""

    def __init__(self, whom: str, parent: QWidget) -> None:
        super().__init__(
            self.tr("Van het bord halen"),
            parent,
            save=self.tr("Haal van het bord"),
            intro=self.tr("{whom} telt dan niet mee in deze periode. Terugzetten kan altijd.").format(whom=whom),
        )
        self.form.add(state=ChoiceField(self.tr("&Waarom?"), [Option(way, way.label) for way in _WAYS]))
