"""Studenten: everyone the school follows, where they stand and what to mind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.queries.students import StudentList, StudentRow, students
from app.terms.lists import StudentFilter, StudentOrder
from app.text import plural
from ui.cards.merging import Merging
from ui.cards.signs import matter_sign, state_sign
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.desk.forms import edit_student
from ui.frame.list_page import ListPage, ListWords, Shown
from ui.widgets.chips import Filter
from ui.widgets.empty_state import EmptyState
from ui.widgets.row_model import Column

if TYPE_CHECKING:
    from app.exchange.export import Value

_ICONS: Mapping[StudentFilter, str] = {
    StudentFilter.SEEKING: "map-pin",
    StudentFilter.MATTERS: "circle-alert",
    StudentFilter.MINOR: "users",
    StudentFilter.ABSENT: "calendar",
    StudentFilter.LEFT: "user-x",
}


class StudentsPage(ListPage[StudentRow]):
    """The list of students; Enter opens their details, N adds somebody, I reads the school's own list."""

    SHOWS = frozenset(
        {
            "student",
            "participation",
            "placement",
            "agreement",
            "contact_moment",
            "assessment",
            "recognition_check",
            "learning_wish",
            "student_group",
            "programme",
            "period",
            "company",
            "supervisor",
            "policy",
        }
    )

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("StudentsPage", "Studenten")
        spoken = QCoreApplication.translate("StudentsPage", "Lijst van studenten")
        super().__init__(desk, actions, ListWords("students", title, spoken), parent)
        self.table.menu = self._menu

    def columns(self) -> Sequence[Column[StudentRow]]:
        return (
            Column(self.tr("Naam"), lambda row: row.listed, order=StudentOrder.NAME, strong=True, tip=_number),
            Column(self.tr("Klas"), lambda row: row.group, order=StudentOrder.GROUP, width=76, spare=1),
            Column(
                self.tr("Opleiding"),
                lambda row: row.programme,
                order=StudentOrder.PROGRAMME,
                width=138,
                tip=_level,
                spare=5,
            ),
            Column(self.tr("Periode"), _short_period, order=StudentOrder.PERIOD, width=164, tip=_periods, spare=4),
            Column(
                self.tr("Stand"),
                lambda row: "" if row.state is None else row.state.label,
                sign=lambda row: None if row.state is None else state_sign(row.state),
                order=StudentOrder.STATE,
                width=186,
            ),
            Column(self.tr("Leerbedrijf"), lambda row: row.company, order=StudentOrder.COMPANY, spare=2),
            Column(
                self.tr("Begeleider"), lambda row: row.supervisor, order=StudentOrder.SUPERVISOR, width=136, spare=3
            ),
            Column(
                self.tr("Let op"),
                lambda row: ", ".join(matter.word for matter in row.matters),
                sign=lambda row: matter_sign(row.matters),
                order=StudentOrder.MATTER,
                width=206,
                tip=_matters,
            ),
        )

    def filters(self) -> Sequence[Filter]:
        return [Filter(one.value, one.label, _ICONS[one]) for one in StudentFilter]

    def add_actions(self) -> None:
        add = self.action("add", self.tr("Student toevoegen"), self._add_student, "plus", "N")
        self._change = self.action("change", self.tr("Wijzig student"), self._change_student, "pencil", "W")
        self._merging = Merging(self.desk, self)
        self._merge = self.action("merge", self.tr("Voeg dubbele samen"), self._join, "users", "Shift+M")
        self.set_primary(add)

    def _menu(self, rows: Sequence[StudentRow]) -> Sequence[QAction]:
        if len(rows) == 2:  # noqa: PLR2004 - two that are one
            return [self._merge]
        return [self._change] if len(rows) == 1 else []

    def _join(self) -> None:
        self._merging.students([row.id for row in self.table.marked_rows()])

    def empty_state(self) -> EmptyState:
        return EmptyState(
            "graduation-cap",
            self.tr("Nog geen studenten"),
            self.tr(
                "Hier komt iedereen die op stage gaat. Lees de lijst van je studentsysteem in: xlsx of csv. "
                "Je ziet eerst wat er verandert."
            ),
            self.import_action,
        )

    def answer(self) -> Shown[StudentRow]:
        scope = self.desk.scope
        found: StudentList = self.desk.ask(
            students,
            today=today(),
            period_id=scope.period,
            programme_id=scope.programme,
            group_id=scope.group,
            filters=frozenset(StudentFilter(key) for key in self.chips.on),
            text=self.text,
            order=StudentOrder(self.order),
            descending=self.descending,
        )
        count = len(found.rows)
        all_words = plural(found.total, self.tr("{n} student"), self.tr("{n} studenten"))
        some = self.tr("{count} van {all}").format(count=count, all=all_words)
        seeking = sum(row.seeking for row in found.rows)
        return Shown(
            found.rows,
            all_words,
            all_words if count == found.total else some,
            self.tr("Zoekt plek, in deze lijst: {n}").format(n=seeking) if seeking else "",
            empty=not found.total and not self.chips.on,
        )

    def open_row(self, key: UUID) -> None:
        self.desk.open("student", key)

    def exported(self, rows: Sequence[StudentRow]) -> tuple[Sequence[str], Sequence[Sequence[Value]]]:
        headings = (
            self.tr("Studentnummer"),
            self.tr("Naam"),
            self.tr("Klas"),
            self.tr("Opleiding"),
            self.tr("Niveau"),
            self.tr("Periode"),
            self.tr("Stand"),
            self.tr("Leerbedrijf"),
            self.tr("Begeleider"),
            self.tr("Let op"),
        )
        values = [
            (
                row.number,
                row.listed,
                row.group,
                row.programme,
                row.level,
                row.period,
                "" if row.state is None else row.state.label,
                row.company,
                row.supervisor,
                "; ".join(matter.word for matter in row.matters),
            )
            for row in rows
        ]
        return headings, values

    def _add_student(self) -> None:
        edit_student(self.desk, self.window(), then=self.open_row)

    def _change_student(self) -> None:
        row = self.table.current_row()
        if row is not None:
            edit_student(self.desk, self.window(), row.id)


def _number(row: StudentRow) -> str:
    return QCoreApplication.translate("StudentsPage", "{name}, studentnummer {number}").format(
        name=row.name, number=row.number
    )


def _level(row: StudentRow) -> str:
    if row.level is None:
        return row.programme
    return QCoreApplication.translate("StudentsPage", "{programme}, niveau {level}").format(
        programme=row.programme, level=row.level
    )


def _short_period(row: StudentRow) -> str:
    """The year of a school as 26-27, so that what tells two periods apart is not what the column cuts off."""
    return re.sub(r"\b20(\d\d)-20(\d\d)\b", r"\1-\2", row.period)


def _periods(row: StudentRow) -> str:
    return ", ".join(period for period in (row.period, *row.more_periods) if period)


def _matters(row: StudentRow) -> str:
    return "\n".join(matter.word for matter in row.matters)
