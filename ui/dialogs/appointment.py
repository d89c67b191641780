"""A talk that is planned or agreed: which one, how, on which day, and at what time once that is known."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.contact import AppointmentDraft
from app.terms.contact import DayPart
from app.terms.pipeline import Form, Moment
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NumberField
from ui.widgets.time_field import TimeField

_FORMS = (Form.VISIT, Form.VIDEO, Form.PHONE, Form.SCHOOL)
_LEAST, _MOST = 10, 240


class AppointmentDialog(FormDialog):
    """Asks for day and time; with a time the talk is agreed, without one it is a proposal. Reports the draft."""

    drafted = Signal(object)
    """The ``AppointmentDraft``."""

    def __init__(self, whom: str, known: AppointmentDraft, today: date, parent: QWidget) -> None:
        super().__init__(self.tr("Gesprek plannen"), parent, intro=whom)
        self.form.add(
            day=DateField(self.tr("&Dag"), required=True, earliest=today),
            starts_at=TimeField(self.tr("&Tijd"), hint=self.tr("Leeg: nog een voorstel. Met een tijd: afgesproken.")),
        )
        self.form.add(
            part=ChoiceField(self.tr("Dagd&eel, zolang er geen tijd is"), _options(DayPart)),
            minutes=NumberField(self.tr("&Duur"), least=_LEAST, most=_MOST, unit=self.tr("minuten"), required=True),
        )
        self.form.add(
            moment=ChoiceField(self.tr("&Gesprek"), _options(Moment)),
            form=ChoiceField(self.tr("&Hoe"), [Option(one, one.label) for one in _FORMS]),
        )
        self.form.show_values(
            {
                "day": known.day,
                "starts_at": known.starts_at,
                "part": known.part,
                "minutes": known.minutes,
                "moment": known.moment,
                "form": known.form,
            }
        )
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        self.drafted.emit(AppointmentDraft(**values))


def _options(terms: type[DayPart | Moment]) -> list[Option]:
    return [Option(one, one.label) for one in terms]
