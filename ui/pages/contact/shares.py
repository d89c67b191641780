"""Tables of talks: each supervisor's share, and who is short of the norm; on the screen and in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queries.contact_rows import ContactRow
from app.queries.introductions import ContentRow
from app.terms.contact import Short
from app.terms.pipeline import Party
from app.text import plural, translate
from ui.pages.contact.lists import flowing, light, light_sign
from ui.theme import Tone
from ui.widgets.bits import Panel, Rule
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class ShareRow:
    """How the students of one supervisor stand; without ``id`` they have none."""

    id: UUID | None
    name: str
    students: int
    met: int
    late: int
    planned: int
    without_visit: int


def shares(rows: Sequence[ContactRow]) -> list[ShareRow]:
    """Every supervisor with how their students stand, most late ones first."""
    found: dict[UUID | None, list[ContactRow]] = {}
    for row in rows:
        found.setdefault(row.supervisor_id, []).append(row)
    lines = [
        ShareRow(
            key,
            own[0].supervisor or translate("Contact", "nog geen begeleider"),
            len(own),
            sum(row.held.met for row in own),
            sum(Short.OVERDUE in row.short for row in own),
            sum(row.planned is not None for row in own),
            sum(Short.NO_VISIT in row.short for row in own),
        )
        for key, own in found.items()
    ]
    return sorted(lines, key=lambda line: (-line.late, line.name, str(line.id)))


def share_columns() -> tuple[Column[ShareRow], ...]:
    """The columns of the table of supervisors."""
    return (
        Column(translate("Contact", "Begeleider"), lambda row: row.name, strong=True),
        Column(translate("Contact", "Studenten"), lambda row: str(row.students), width=90, right=True),
        Column(
            translate("Contact", "Te laat"),
            lambda row: str(row.late) if row.late else "",
            sign=lambda row: Sign(str(row.late), "triangle-alert", Tone.DANGER) if row.late else None,
            width=90,
        ),
        Column(translate("Contact", "Gepland"), lambda row: str(row.planned), width=86, right=True),
        Column(translate("Contact", "Zonder bezoek"), lambda row: str(row.without_visit), width=120, right=True),
        Column(
            translate("Contact", "Norm gehaald"),
            lambda row: translate("Contact", "{n} van {all}").format(n=row.met, all=row.students),
            width=120,
            right=True,
        ),
    )


class GuidesView(Panel):
    """The table of supervisors, with what is done for those who do not have the program."""

    opened = Signal(object)
    """The supervisor whose talks are wanted: its id."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__("card", margin=1, spacing=0, parent=parent)
        self.table: RowTable[ShareRow] = RowTable(
            share_columns(), lambda row: row.name, translate("Contact", "Begeleiders en hun studenten")
        )
        self.table.opened.connect(self._open)
        foot = flowing()
        flow = FlowLayout(foot)
        flow.setContentsMargins(13, 8, 13, 8)
        for action in actions:
            flow.addWidget(Button.of(action))
        self._content = Text("", "small", wrap=True)
        told = QWidget()
        words = QVBoxLayout(told)
        words.setContentsMargins(13, 10, 13, 4)
        words.addWidget(self._content)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(Rule())
        self.column.addWidget(told)
        self.column.addWidget(foot)

    def show_placements(self, rows: Sequence[ContactRow], content: Sequence[ContentRow]) -> None:
        """Show every supervisor with how their students stand, and how content people were at the end."""
        self.table.show_rows(shares(rows))
        parts = [part for row in content for part in _content(row)]
        words = translate("Contact", "Tevreden over de begeleiding, gevraagd aan het eind: {what}.")
        self._content.setText(words.format(what="; ".join(parts)))

    def _open(self, _name: object) -> None:
        line = self.table.current_row()
        if line is not None and line.id is not None:
            self.opened.emit(line.id)


def short_columns() -> tuple[Column[ContactRow], ...]:
    """The columns of the list of placements that are short of their norm."""
    return (
        Column(translate("Contact", "Student"), lambda row: row.student, strong=True),
        Column(translate("Contact", "Klas"), lambda row: row.group, width=80),
        Column(translate("Contact", "Leerbedrijf"), lambda row: row.company, spare=2),
        Column(translate("Contact", "Begeleider"), lambda row: row.supervisor, spare=1),
        Column(translate("Contact", "Periode"), lambda row: row.period, width=150, spare=3),
        Column(translate("Contact", "Norm"), light, sign=light_sign, width=250),
    )


def short_values(rows: Sequence[ContactRow]) -> tuple[Sequence[str], Sequence[Sequence[str | int | date]]]:
    """The same list as plain values for a file."""
    headings = [column.title for column in short_columns()]
    headings += [
        translate("Contact", "Gehouden"),
        translate("Contact", "Norm samen"),
        translate("Contact", "Te doen vóór"),
    ]
    values = [
        [
            row.student,
            row.group,
            row.company,
            row.supervisor,
            row.period,
            light(row),
            row.held.joint,
            row.norm.joint,
            "" if row.need is None else row.need.last,
        ]
        for row in rows
    ]
    return headings, values


def counted(rows: Sequence[ContactRow]) -> str:
    """How many students there are, how many are late, and how many reach the norm."""
    late = sum(Short.OVERDUE in row.short for row in rows)
    students = plural(len(rows), translate("Contact", "{n} student"), translate("Contact", "{n} studenten"))
    words = [students, translate("Contact", "{n} te laat").format(n=late)]
    words.append(translate("Contact", "{n} halen de norm").format(n=sum(row.held.met for row in rows)))
    return " · ".join(words)


def _content(row: ContentRow) -> Sequence[str]:
    """How content one party was, in words; a number about a few people is not told."""
    of_student = row.party is Party.STUDENT
    who = translate("Contact", "studenten") if of_student else translate("Contact", "leerbedrijven")
    if not row.asked:
        return (translate("Contact", "{who} nog niet gevraagd").format(who=who),)
    few = translate("Contact", "te weinig antwoorden om te tonen")
    other = translate("Contact", "over het leerbedrijf") if of_student else translate("Contact", "over de student")
    found = []
    for about, count in ((translate("Contact", "over school"), row.school), (other, row.other)):
        words = translate("Contact", "{n} van {all}").format(n=count, all=row.asked) if count is not None else few
        found.append(f"{who} {about} {words}")
    return found
