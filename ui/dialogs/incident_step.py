"""That a step of a report was done, or why it is not needed."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.rules.incidents import Step
from ui.dialogs.incident_words import WatchedDialog
from ui.widgets.choice_fields import TickField
from ui.widgets.date_field import DateField
from ui.widgets.text_fields import NoteField, TextField


class IncidentStepDialog(WatchedDialog):
    """Asks when and how a step was done; reports ``day``, ``text`` and, where asked, ``reference`` and ``waived``."""

    def __init__(self, step: Step, names: frozenset[str], today: date, parent: QWidget) -> None:
        intro = self.tr("{how}\n\nZo kun je het zeggen: ‘{words}’").format(how=step.how, words=step.words)
        if step.legal:
            intro += "\n\n" + self.tr("Deze stap heeft juridisch gewicht: laat een jurist nakijken. Bron: {source}.")
            intro = intro.format(source=step.source)
        super().__init__(step.label, parent, save=self.tr("Leg verzegeld vast"), intro=intro)
        self.form.add(day=DateField(self.tr("&Wanneer"), required=True, latest=today))
        if step.reference:
            self.form.add(
                reference=TextField(self.tr("&Kenmerk"), hint=self.tr("Van de instantie, als die er een gaf."))
            )
        self.form.add(
            text=NoteField(
                self.tr("Wat is &gedaan of afgesproken?"),
                hint=self.tr("Feiten en afspraken. Geen diagnoses, geen namen van anderen."),
                lines=4,
            )
        )
        if step.waivable:
            self.form.add(waived=TickField(self.tr("&Niet nodig; hierboven staat waarom")))
        self.form.show_values({"day": today})
        self.watch(names, "text")
