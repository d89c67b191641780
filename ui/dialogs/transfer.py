"""One supervisor hands students over to another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.queries.workload import HandedRow, LoadRow
from app.text import plural
from ui.widgets.choice_fields import ChoiceField, Option, TickListField
from ui.widgets.form import FormDialog


class TransferDialog(FormDialog):
    """Asks who takes over, and whom; reports ``to_id`` and ``placement_ids``."""

    def __init__(self, leaving: str, students: Sequence[HandedRow], others: Sequence[LoadRow], parent: QWidget) -> None:
        super().__init__(
            self.tr("Studenten overdragen"),
            parent,
            save=self.tr("Draag over"),
            intro=self.tr(
                "Wie {name} nu begeleidt, gaat naar een ander, met wat daarbij nog komt. Wat voorbij is, blijft staan."
            ).format(name=leaving),
        )
        takers = [Option(row.id, self._taker(row)) for row in others]
        self.form.add(to_id=ChoiceField(self.tr("&Naar wie?"), takers, search=True, required=True))
        options = [Option(row.placement_id, f"{row.student} · {row.group} · {row.company}") for row in students]
        self.form.add(placement_ids=TickListField(self.tr("&Welke studenten?"), options, required=True))
        self.form.show_values({"placement_ids": frozenset(row.placement_id for row in students)})

    def _taker(self, row: LoadRow) -> str:
        begins = plural(row.students, self.tr("{n} student"), self.tr("{n} studenten"))
        if row.room is None:
            return self.tr("{name} · {students}").format(name=row.name, students=begins)
        if row.room < 0:
            return self.tr("{name} · {students}, al te vol").format(name=row.name, students=begins)
        return self.tr("{name} · {students}, ruimte voor {n}").format(name=row.name, students=begins, n=row.room)
