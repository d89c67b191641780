"""The end of a report: what it changes for the company, and what the student heard."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.terms.incidents import Consequence
from ui.dialogs.incident_words import WatchedDialog
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.text_fields import NoteField


class IncidentCloseDialog(WatchedDialog):
    """Asks for the consequence; reports ``consequence``, ``why`` and the reasons for what was left out."""

    def __init__(self, open_steps: frozenset[str], names: frozenset[str], parent: QWidget) -> None:
        super().__init__(
            self.tr("Melding sluiten"),
            parent,
            save=self.tr("Sluit de melding"),
            intro=self.tr("Een melding eindigt met een gevolg, met bericht aan de student en met nazorg."),
        )
        self.form.add(
            consequence=ChoiceField(
                self.tr("Wat is het &gevolg voor het leerbedrijf?"),
                [Option(one, one.label) for one in Consequence],
                nothing=self.tr("Kies een gevolg"),
                required=True,
            )
        )
        self.form.add(
            why=NoteField(self.tr("&Wie besloot dit, en waarom?"), required=True, lines=3),
        )
        if "feedback" in open_steps:
            self.form.add(feedback_reason=NoteField(self.tr("Waarom hoorde de student nog &niets?"), lines=2))
        if "aftercare" in open_steps:
            self.form.add(aftercare_reason=NoteField(self.tr("Waarom is er geen na&zorg?"), lines=2))
        reasons = [f"{step}_reason" for step in ("feedback", "aftercare") if step in open_steps]
        self.watch(names, "why", *reasons)
