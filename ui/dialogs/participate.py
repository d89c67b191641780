"""A student who takes part in a period."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.students import StudentRow
from app.queries.teaching import PeriodRow
from ui.widgets.button import Button, Kind
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog


class ParticipateDialog(FormDialog):
    """Asks who takes part in which period; reports ``student_id`` and ``period_id``, or that it is somebody new."""

    new_wanted = Signal()

    def __init__(
        self, students: Sequence[StudentRow], periods: Sequence[PeriodRow], period: UUID | None, parent: QWidget
    ) -> None:
        super().__init__(
            self.tr("Student toevoegen"),
            parent,
            save=self.tr("Zet op het bord"),
            intro=self.tr("Kies een student die je school al kent, of voeg iemand toe die nieuw is."),
        )
        options = [Option(row.id, " · ".join(word for word in (row.name, row.group) if word)) for row in students]
        self.form.add(student_id=ChoiceField(self.tr("&Student"), options, search=True, required=True))
        self.form.add(
            period_id=ChoiceField(self.tr("&Periode"), [Option(row.id, row.name) for row in periods], required=True)
        )
        self.form.show_values({"period_id": period})
        self._new = Button(self.tr("Nieuwe student"), "plus", Kind.SOFT)
        self._new.clicked.connect(self._go_on)
        self._body.insertWidget(self._body.count() - 1, self._new)

    def _go_on(self) -> None:
        self.reject()
        self.new_wanted.emit()
