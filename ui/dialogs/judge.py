"""What company or school judged, halfway or at the end."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.terms.pipeline import Judgement, Moment, Party
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog


class JudgeDialog(FormDialog):
    """Asks for a judgement; reports ``moment``, ``party``, ``judgement`` and ``judged_on``."""

    def __init__(self, whom: str, moment: Moment, party: Party, today: date, parent: QWidget) -> None:
        super().__init__(
            self.tr("Beoordeling vastleggen"),
            parent,
            intro=self.tr("{whom}. Het oordeel van het leerbedrijf telt mee, de school beslist.").format(whom=whom),
        )
        self.form.add(
            moment=ChoiceField(
                self.tr("&Welke beoordeling"),
                [
                    Option(Moment.MIDDLE, self.tr("tussenbeoordeling")),
                    Option(Moment.END, self.tr("eindbeoordeling")),
                ],
            ),
            party=ChoiceField(self.tr("&Van wie"), [Option(one, one.label) for one in (Party.COMPANY, Party.SCHOOL)]),
        )
        self.form.add(
            judgement=ChoiceField(
                self.tr("&Oordeel"),
                [Option(one, one.label) for one in Judgement],
                nothing=self.tr("Kies een oordeel"),
                required=True,
            ),
            judged_on=DateField(self.tr("&Datum"), required=True, latest=today),
        )
        self.form.show_values({"moment": moment, "party": party, "judged_on": today})
