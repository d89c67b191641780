"""A student as the coordinator types them in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.people import StudentDraft
from app.queries.students import StudentFormRow
from app.queries.teaching import GroupRow, PeriodRow
from ui.widgets.choice_fields import ChoiceField, Option, TickField, TickListField
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class StudentFormDialog(FormDialog):
    """Asks for a student and reports the draft with the periods that they take part in; it changes nothing itself.

    ``student`` is who changes; without it somebody new is added, and the periods can be chosen.
    """

    drafted = Signal(object, tuple)
    """The ``StudentDraft``, and the ids of the periods."""

    def __init__(
        self,
        groups: Sequence[tuple[GroupRow, str]],
        periods: Sequence[PeriodRow],
        student: StudentFormRow | None,
        parent: QWidget,
    ) -> None:
        new = student is None
        super().__init__(self.tr("Student toevoegen") if new else self.tr("Student wijzigen"), parent)
        self._groups = {group.id: group for group, _ in groups}
        self._periods = frozenset(period.id for period in periods)
        self._add_person()
        self._add_school(groups)
        if new:
            self._add_periods(periods)
        else:
            self.form.add(
                active=TickField(
                    self.tr("Volgt nog een opleiding bij de school"),
                    hint=self.tr("Zet dit uit voor wie is uitgeschreven. De gegevens blijven bewaard."),
                )
            )
        if student is not None:
            self.form.show_values({one.name: getattr(student, one.name) for one in fields(student)})
        self.saved.connect(self._report)

    def _add_person(self) -> None:
        self.form.add(
            first_name=TextField(self.tr("&Roepnaam"), required=True),
            prefix=TextField(self.tr("&Tussenvoegsel"), longest=20),
        )
        self.form.add(
            last_name=TextField(self.tr("&Achternaam"), required=True),
            number=TextField(self.tr("Student&nummer"), required=True, longest=20),
        )
        self.form.add(
            email=TextField(self.tr("&E-mail van school")),
            phone=TextField(self.tr("Telef&oon"), longest=30),
        )

    def _add_school(self, groups: Sequence[tuple[GroupRow, str]]) -> None:
        options = [
            Option(group.id, self.tr("{group} · {programme}").format(group=group.code, programme=programme))
            for group, programme in groups
        ]
        self.form.add(
            group_id=ChoiceField(self.tr("&Klas"), options, nothing=self.tr("Nog geen klas"), search=True),
            mentor=TextField(self.tr("&Mentor")),
        )
        self.form.add(
            pc4=TextField(
                self.tr("&Postcode, alleen de cijfers"), longest=4, hint=self.tr("Alleen om de reistijd te schatten.")
            ),
            minor_until=DateField(
                self.tr("Minder&jarig tot en met"),
                hint=self.tr("Einde van de maand van de 18e verjaardag. De geboortedatum bewaart Driehoek niet."),
            ),
        )

    def _add_periods(self, periods: Sequence[PeriodRow]) -> None:
        if periods:
            options = [Option(period.id, period.name) for period in periods]
            self.form.add(period_ids=TickListField(self.tr("Doet mee in"), options))
            self.form["group_id"].changed.connect(self._suggest_periods)

    def _suggest_periods(self) -> None:
        """The periods in which the chosen group goes on placement, until somebody ticks otherwise."""
        group = self._groups.get(self.form["group_id"].value)
        if group is not None:
            self.form["period_ids"].set_value(frozenset(group.days) & self._periods)

    def _report(self, values: dict[str, Any]) -> None:
        periods: tuple[UUID, ...] = tuple(sorted(values.pop("period_ids", ())))
        self.drafted.emit(StudentDraft(**values), periods)
