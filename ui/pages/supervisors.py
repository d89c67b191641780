"""Begeleiders: who guides how many students, where, and whether there is time for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.transfer import transfer_guidance
from app.documents.overviews import handover_report
from app.queries.school import school
from app.queries.workload import LoadList, LoadRow, choices, guided_by, workload
from app.terms.lists import LoadFilter, LoadOrder
from app.text import plural
from ui.cards.asking import run
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.dialogs.transfer import TransferDialog
from ui.frame.list_page import ListPage, ListWords, Shown
from ui.leaving.papers import Papers
from ui.theme import Tone
from ui.widgets.chips import Filter
from ui.widgets.empty_state import EmptyState
from ui.widgets.row_model import Column
from ui.widgets.sign import Sign

if TYPE_CHECKING:
    from app.exchange.export import Value

_ICONS: Mapping[LoadFilter, str] = {
    LoadFilter.OVERLOADED: "circle-alert",
    LoadFilter.ROOM: "circle-check",
    LoadFilter.LATE: "clock",
    LoadFilter.UNKNOWN: "circle-help",
}
_HOUR = 60
_MOST_TOWNS = 3


class SupervisorsPage(ListPage[LoadRow]):
    """The list of supervisors; D hands the students of the one in hand over to another."""

    SHOWS = frozenset(
        {"supervisor", "placement", "participation", "student", "company", "contact_moment", "period", "policy"}
    )

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("SupervisorsPage", "Begeleiders")
        spoken = QCoreApplication.translate("SupervisorsPage", "Lijst van stagebegeleiders")
        super().__init__(desk, actions, ListWords("supervisors", title, spoken), parent)
        self._papers = Papers(desk, self)
        self.table.menu = self._menu

    def columns(self) -> Sequence[Column[LoadRow]]:
        return (
            Column(self.tr("Naam"), lambda row: row.listed, order=LoadOrder.NAME, strong=True),
            Column(self.tr("Opleiding"), lambda row: row.programme, order=LoadOrder.PROGRAMME, width=190, spare=4),
            Column(self.tr("Studenten"), lambda row: str(row.students), order=LoadOrder.STUDENTS, width=92, right=True),
            Column(self.tr("Tijd"), _time, sign=_load, order=LoadOrder.TIME, width=250),
            Column(self.tr("Waar"), _areas, tip=_areas_tip, width=220, spare=3),
            Column(
                self.tr("Werkt op"),
                lambda row: "" if row.days is None else " ".join(row.days),
                width=126,
                spare=5,
            ),
            Column(
                self.tr("Contact te laat"),
                lambda row: str(row.late) if row.late else "–",
                sign=_late,
                order=LoadOrder.LATE,
                width=130,
                spare=1,
            ),
        )

    def filters(self) -> Sequence[Filter]:
        return [Filter(one.value, one.label, _ICONS[one]) for one in LoadFilter]

    def add_actions(self) -> None:
        self._transfer = self.action("transfer", self.tr("Draag studenten over"), self._offer_transfer, "users", "D")
        self._paper = self.action("handover", self.tr("Overdracht als PDF"), self._offer_paper, "file-text", "Ctrl+S")
        self.set_primary(self._transfer)

    def _menu(self, rows: Sequence[LoadRow]) -> Sequence[QAction]:
        return [self._transfer, self._paper] if len(rows) == 1 else []

    def empty_state(self) -> EmptyState:
        return EmptyState(
            "users",
            self.tr("Nog geen begeleiders"),
            self.tr(
                "Hier zie je wie hoeveel studenten begeleidt en of daar tijd voor is. Lees de lijst van je team in."
            ),
            self.import_action,
        )

    def answer(self) -> Shown[LoadRow]:
        found = self._ask(
            filters=frozenset(LoadFilter(key) for key in self.chips.on),
            text=self.text,
            order=LoadOrder(self.order),
            descending=self.descending,
        )
        total = plural(found.total, self.tr("{n} begeleider"), self.tr("{n} begeleiders"))
        without = plural(
            found.unguided,
            self.tr("{n} stage heeft nog geen begeleider"),
            self.tr("{n} stages hebben nog geen begeleider"),
        )
        count = len(found.rows)
        shown = total if count == found.total else self.tr("{count} van {all}").format(count=count, all=total)
        each = self.tr("Gerekend met {n} uur per student (Instellingen, Normen)").format(
            n=f"{found.minutes_each / _HOUR:g}".replace(".", ",")
        )
        subtitle = f"{total} · {without}" if found.unguided else total
        return Shown(found.rows, subtitle, shown, each, empty=not found.total)

    def _ask(self, **wanted: Any) -> LoadList:
        scope = self.desk.scope
        return self.desk.ask(
            workload,
            today=today(),
            period_id=scope.period,
            programme_id=scope.programme,
            group_id=scope.group,
            **wanted,
        )

    def open_row(self, key: UUID) -> None:
        self.desk.open("supervisor", key)

    def exported(self, rows: Sequence[LoadRow]) -> tuple[Sequence[str], Sequence[Sequence[Value]]]:
        headings = (
            self.tr("Naam"),
            self.tr("Opleiding"),
            self.tr("Studenten"),
            self.tr("Uren nodig"),
            self.tr("Uren beschikbaar"),
            self.tr("Waar"),
            self.tr("Contact te laat"),
        )
        values = [
            (
                row.listed,
                row.programme,
                row.students,
                round(row.needed / _HOUR),
                None if row.minutes is None else round(row.minutes / _HOUR),
                "; ".join(f"{town} {count}" for town, count in row.areas),
                row.late,
            )
            for row in rows
        ]
        return headings, values

    def _offer_transfer(self) -> None:
        row = self.table.current_row()
        if row is None or not row.students:
            self.desk.refused.emit(self.tr("Kies eerst een begeleider met studenten."))
            return
        students = self.desk.ask(guided_by, supervisor_id=row.id, today=today())
        others = choices(self._ask().rows, row.id)
        names = {one.id: one.name for one in others}
        dialog = TransferDialog(row.name, students, others, self.window())

        def keep(values: dict[str, Any], refuse: Any) -> object:
            count = len(values["placement_ids"])
            whom = plural(count, self.tr("{n} student"), self.tr("{n} studenten"))
            fact = self.tr("{whom} van {one} naar {other}").format(
                whom=whom, one=row.name, other=names[values["to_id"]]
            )
            done = self.desk.do(
                transfer_guidance,
                fact,
                refuse,
                from_id=row.id,
                to_id=values["to_id"],
                placement_ids=tuple(sorted(values["placement_ids"])),
            )
            if done is not None:
                self._keep_paper(row.name, values["to_id"], frozenset(done.result), names[values["to_id"]])
            return done

        run(dialog, keep)

    def _keep_paper(self, leaving: str, taking_id: UUID, moved: frozenset[UUID], taking: str) -> None:
        """Offer the paper for who takes over: only the students that went over."""
        rows = self.desk.ask(guided_by, supervisor_id=taking_id, today=today())
        self._write([row for row in rows if row.placement_id in moved], leaving, taking)

    def _offer_paper(self) -> None:
        row = self.table.current_row()
        if row is None:
            self.desk.refused.emit(self.tr("Kies eerst een begeleider."))
            return
        self._write(self.desk.ask(guided_by, supervisor_id=row.id, today=today()), row.name, "")

    def _write(self, rows: Sequence[Any], leaving: str, taking: str) -> None:
        place = self.desk.ask(school)
        document = handover_report("" if place is None else place.name, rows, leaving, taking, today())
        self._papers.offer(self.tr("Overdracht begeleiding"), document)


def _time(row: LoadRow) -> str:
    return _load(row).text


def _load(row: LoadRow) -> Sign:
    def tr(text: str) -> str:
        return QCoreApplication.translate("SupervisorsPage", text)

    needed = round(row.needed / _HOUR)
    if row.minutes is None:
        return Sign(tr("{n} uur nodig, uren onbekend").format(n=needed), "circle-help", Tone.ATTENTION)
    words = tr("{needed} van {all} uur").format(needed=needed, all=round(row.minutes / _HOUR))
    if row.overloaded:
        over = round((row.needed - row.minutes) / _HOUR)
        return Sign(tr("{words}, {n} te veel").format(words=words, n=over), "circle-alert", Tone.DANGER)
    return Sign(words, "circle-check", Tone.DONE)


def _late(row: LoadRow) -> Sign | None:
    return Sign(str(row.late), "clock", Tone.ATTENTION) if row.late else None


def _areas(row: LoadRow) -> str:
    parts = [f"{town or '?'} {count}" for town, count in row.areas[:_MOST_TOWNS]]
    return ", ".join([*parts, *(["…"] if len(row.areas) > _MOST_TOWNS else [])])


def _areas_tip(row: LoadRow) -> str:
    whole = ", ".join(f"{town or '?'} {count}" for town, count in row.areas)
    far = QCoreApplication.translate("SupervisorsPage", "Verder dan 25 km van huis: {n} (schatting)")
    return f"{whole}\n{far.format(n=row.far)}" if row.far else whole
