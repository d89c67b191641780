"""Privacy: who may see what is known of them, whose data has stayed long enough, and erasing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.clock import today
from app.commands.school import hand_out
from app.dates import short_date
from app.documents.person_file import person_json, person_report
from app.queries.privacy import DueRow, due, erasure_preview, person_file
from app.queries.school import school
from app.queries.students import students
from app.terms.lists import StudentFilter
from app.text import plural, translate
from ui.dialogs.erase import EraseDialog
from ui.dialogs.person_request import PersonRequestDialog, Request
from ui.leaving.papers import Papers
from ui.pages.settings.part import Part
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.session import Session


class PrivacyPart(Part):
    """The list of what is due, with what can be done about one person."""

    SHOWS = frozenset({"student", "participation", "placement", "learning_wish", "company_person", "period", "policy"})

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            translate("Settings", "Inzage en wissen"),
            translate(
                "Settings",
                "Wat lang genoeg bewaard is volgens jullie bewaartermijnen. Driehoek wist niets vanzelf: "
                "jij kijkt en beslist.",
            ),
        )
        self._papers = Papers(self.desk, self)
        self.table: RowTable[DueRow] = RowTable(
            _columns(), key=lambda row: (row.kind, row.id), spoken=translate("Settings", "Wat gewist kan worden")
        )
        self._calm = Text(translate("Settings", "Niets is lang genoeg bewaard om te wissen."), tone="muted", wrap=True)
        ask = self.action("privacy.request", self.tr("Verzoek van een student"), self._ask, "user", shortcut="Ctrl+N")
        self._erase = self.action(
            "privacy.erase", self.tr("Wis de gekozen regels"), self._erase_marked, "trash-2", owner=self.table
        )
        self.column.addWidget(self._calm)
        self.add_list(self.table, [ask, self._erase])

    def refresh(self) -> None:
        rows = self.desk.ask(due, today=today())
        self.table.show_rows(rows)
        self._calm.setVisible(not rows)
        self._erase.setEnabled(bool(rows))
        if rows and self.table.current_row() is None:
            self.table.selectRow(0)

    def _ask(self) -> None:
        everybody = [
            *self.desk.ask(students, today=today()).rows,
            *self.desk.ask(students, today=today(), filters=frozenset({StudentFilter.LEFT})).rows,
        ]
        dialog = PersonRequestDialog(everybody, self.window())
        names = {row.id: row.name for row in everybody}

        def go_on(values: dict[str, Any]) -> None:
            dialog.accept()
            key: UUID = values["student_id"]
            if values["request"] is Request.ERASE:
                self._offer_erasure([("student", key)], [names[key]])
            else:
                self._give(key, values["request"])

        dialog.saved.connect(go_on)
        dialog.open()

    def _give(self, student_id: UUID, request: Request) -> None:
        """What is known of a student, to read or to take along; that it was given is kept."""
        place = self.desk.ask(school)
        name = "" if place is None else place.name
        known = self.desk.ask(person_file, kind="student", key=student_id)
        fact = self.tr("Inzage voor {name} gemaakt").format(name=known.name)
        self.desk.do(hand_out, fact, document="inzage", text_version=request.value)
        if request is Request.PAPER:
            self._papers.offer(self.tr("Inzage"), person_report(name, known))
        else:
            self._papers.offer_bytes(self.tr("Inzage"), "json", person_json(name, known, today()))

    def _erase_marked(self) -> None:
        rows = self.table.marked_rows()
        self._offer_erasure([(row.kind, row.id) for row in rows], [row.name for row in rows])

    def _offer_erasure(self, roots: Sequence[tuple[str, UUID]], names: Sequence[str]) -> None:
        if not roots:
            return
        preview = self.desk.ask(erasure_preview, roots=tuple(roots), today=today())
        dialog = EraseDialog(names, preview, self.window())

        def erase(_values: dict[str, Any]) -> None:
            dialog.accept()
            words = plural(len(roots), self.tr("{n} regel"), self.tr("{n} regels"))
            self.desk.erase(tuple(roots), self.tr("Definitief gewist: {what}").format(what=words))

        dialog.saved.connect(erase)
        dialog.open()


def _columns() -> tuple[Column[DueRow], ...]:
    return (
        Column(translate("Settings", "Wie"), lambda row: row.name, strong=True, width=220),
        Column(translate("Settings", "Waarom"), lambda row: row.why, tip=lambda row: row.why),
        Column(translate("Settings", "Sinds"), lambda row: short_date(row.since), width=120),
        Column(translate("Settings", "Mag weg vanaf"), lambda row: short_date(row.due), width=130),
    )
