"""A person who asks what is known of them, or asks to be erased."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtWidgets import QWidget

from app.queries.students import StudentRow
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog


class Request(StrEnum):
    """What is asked."""

    PAPER = "paper"
    DATA = "data"
    ERASE = "erase"


class PersonRequestDialog(FormDialog):
    """Asks about whom it is and what they want; reports ``student_id`` and ``request``."""

    def __init__(self, students: Sequence[StudentRow], parent: QWidget) -> None:
        super().__init__(
            self.tr("Verzoek van een student"),
            parent,
            save=self.tr("Ga verder"),
            intro=self.tr("Iedereen mag zien wat de school van hem of haar bewaart, en vragen om het te wissen."),
        )
        options = [
            Option(row.id, " · ".join(part for part in (row.name, row.group, row.number) if part)) for row in students
        ]
        self.form.add(student_id=ChoiceField(self.tr("&Wie?"), options, search=True, required=True))
        wishes = (
            Option(Request.PAPER, self.tr("Inzage als PDF, om te lezen")),
            Option(Request.DATA, self.tr("Inzage als JSON, om mee te nemen")),
            Option(Request.ERASE, self.tr("Wissen")),
        )
        self.form.add(request=ChoiceField(self.tr("Wat is het &verzoek?"), wishes))
