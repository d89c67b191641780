"""The kennismaking after a match: when and how, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.introductions import IntroductionDraft, Outcome
from app.queries.introductions import IntroductionRow
from app.terms.contact import Met, Objection
from app.terms.pipeline import Form, Party
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.time_field import TimeField

_FORMS = (Form.VISIT, Form.VIDEO, Form.SCHOOL)


class IntroductionDialog(FormDialog):
    """Asks when student and company meet; reports the draft."""

    drafted = Signal(object)
    """The ``IntroductionDraft``."""

    def __init__(self, row: IntroductionRow, today: date, parent: QWidget) -> None:
        intro = self.tr(
            "{student} en {company} maken kennis. Het is geen sollicitatie: de plek staat vast. Dit gesprek telt niet "
            "mee voor de contactnorm."
        )
        words = intro.format(student=row.student, company=row.company)
        super().__init__(self.tr("Kennismaking plannen"), parent, intro=words)
        self.form.add(
            day=DateField(self.tr("&Dag"), required=True, earliest=today),
            starts_at=TimeField(self.tr("&Tijd"), hint=self.tr("Mag later.")),
        )
        self.form.add(form=ChoiceField(self.tr("&Hoe"), [Option(one, one.label) for one in _FORMS]))
        day = row.day if row.day is not None and row.day >= today else None
        self.form.show_values({"day": day, "starts_at": row.starts_at, "form": row.form})
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        self.drafted.emit(IntroductionDraft(**values))


class ObjectionDialog(FormDialog):
    """Asks who objects to a match and why, as a code; reports the outcome."""

    answered = Signal(object)
    """The ``Outcome``."""

    def __init__(self, row: IntroductionRow, parent: QWidget) -> None:
        intro = self.tr(
            "Na de match weigert een leerbedrijf niet meer om wie de student is. Kies de reden; schrijf er niets bij. "
            "Gaat het om discriminatie of veiligheid? Leg dat vast bij Meldingen."
        )
        super().__init__(self.tr("Bezwaar na de kennismaking"), parent, intro=intro)
        who = [Option(Party.STUDENT, row.student), Option(Party.COMPANY, row.company)]
        self.form.add(
            objected_by=ChoiceField(self.tr("&Wie heeft bezwaar?"), who, nothing=self.tr("Kies"), required=True)
        )
        self.form.add(
            objection=ChoiceField(
                self.tr("W&at is de reden?"),
                [Option(one, one.label) for one in Objection],
                nothing=self.tr("Kies"),
                required=True,
            )
        )
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        self.answered.emit(Outcome(Met.OBJECTED, values["objection"], values["objected_by"]))
