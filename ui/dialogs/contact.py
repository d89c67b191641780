"""A talk that was held, recorded in a few keys."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.recording import ContactDraft
from app.terms.pipeline import Form, Moment, Party
from ui.widgets.choice_fields import ChoiceField, Option, TickListField
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog


class ContactDialog(FormDialog):
    """Asks which talk was held, how, when and with whom, and reports the draft."""

    drafted = Signal(object)
    """The ``ContactDraft``."""

    def __init__(self, whom: str, moment: Moment, today: date, parent: QWidget) -> None:
        super().__init__(
            self.tr("Contact vastleggen"),
            parent,
            intro=self.tr("{whom}. Een gesprek met student, leerbedrijf en school samen telt mee voor de norm.").format(
                whom=whom
            ),
        )
        self.form.add(
            moment=ChoiceField(self.tr("&Gesprek"), [Option(one, one.label) for one in Moment]),
            form=ChoiceField(self.tr("&Hoe"), [Option(one, one.label) for one in Form]),
        )
        self.form.add(held_on=DateField(self.tr("&Wanneer"), required=True, latest=today))
        parties = (Party.STUDENT, Party.COMPANY, Party.SCHOOL)
        self.form.add(
            student=TickListField(
                self.tr("Wie was er&bij?"), [Option(one, one.label) for one in parties], required=True
            )
        )
        self.form.show_values({"moment": moment, "form": Form.VISIT, "held_on": today, "student": frozenset(parties)})
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        there = values["student"]
        self.drafted.emit(
            ContactDraft(
                values["moment"],
                values["form"],
                values["held_on"],
                student=Party.STUDENT in there,
                company=Party.COMPANY in there,
                school=Party.SCHOOL in there,
            )
        )
