"""A new period after the example of an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.school import PeriodDraft
from app.dates import long_date
from app.queries.supply import PeriodGroupRow
from app.queries.teaching import PeriodRow
from app.rules.supply import a_year_on_in
from app.text import plural
from ui.widgets.choice_fields import Option, TickListField
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class CopyPeriodDialog(FormDialog):
    """Suggests the same weeks a year later, and which klassen go; reports the draft and those klassen."""

    drafted = Signal(object, object)

    def __init__(
        self, example: PeriodRow, days: tuple[date, date], groups: Sequence[PeriodGroupRow], parent: QWidget
    ) -> None:
        super().__init__(
            self.tr("Nieuwe periode"),
            parent,
            save=self.tr("Maak de periode"),
            intro=self.tr(
                "Naar het voorbeeld van {name} ({first} tot en met {last}): dezelfde weken een jaar later, vrije dagen "
                "overgeslagen. Daarna staat hier wie je kunt bellen."
            ).format(name=example.name, first=long_date(example.first_day), last=long_date(example.last_day)),
        )
        self.form.add(name=TextField(self.tr("&Naam"), required=True), code=TextField(self.tr("&Code")))
        self.form.add(
            first_day=DateField(self.tr("&Eerste dag"), required=True),
            last_day=DateField(self.tr("&Laatste dag"), required=True),
        )
        options = [Option(row.id, self._klas(row)) for row in groups]
        self.form.add(
            group_ids=TickListField(
                self.tr("&Welke klassen gaan?"),
                options,
                hint=self.tr("Op dezelfde dagen van de week. Een nieuwe klas voeg je toe bij Opleidingen."),
            )
        )
        self.form.show_values(
            {
                "first_day": days[0],
                "last_day": days[1],
                "name": a_year_on_in(example.name),
                "code": example.code,
                "group_ids": frozenset(row.id for row in groups if row.students),
            }
        )
        self.saved.connect(self._report)

    def _klas(self, row: PeriodGroupRow) -> str:
        words = plural(row.students, self.tr("{n} student"), self.tr("{n} studenten"))
        return f"{row.code} · {words}"

    def _report(self, values: dict[str, Any]) -> None:
        chosen: frozenset[UUID] = values.pop("group_ids")
        self.drafted.emit(PeriodDraft(**values), tuple(sorted(chosen)))
