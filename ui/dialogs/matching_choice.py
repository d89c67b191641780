"""What a company or a student chose, with the reason as a code and the day."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.terms.matching import CHOSE, CHOSE_NONE, Variant
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog


class MatchingChoiceDialog(FormDialog):
    """Reports ``reason`` and ``chosen_on``; ``chosen`` is empty when it is none of what was shown."""

    def __init__(self, variant: Variant, chooser: str, chosen: str, today: date, parent: QWidget) -> None:
        takes = self.tr("{chooser} kiest {chosen}").format(chooser=chooser, chosen=chosen)
        none = self.tr("{chooser} kiest geen van deze").format(chooser=chooser)
        super().__init__(
            takes if chosen else none,
            parent,
            save=self.tr("Leg vast"),
            intro=self.tr("De reden is een keuze uit een lijst: zo komt er niets over een persoon in de ronde."),
        )
        reasons = (CHOSE if chosen else CHOSE_NONE)[variant]
        self.form.add(
            reason=ChoiceField(
                self.tr("&Waarom?"),
                [Option(one, one.label) for one in reasons],
                nothing=self.tr("Kies"),
                required=True,
            )
        )
        field = DateField(self.tr("&Gekozen op"), required=True, latest=today)
        field.set_value(today)
        self.form.add(chosen_on=field)
