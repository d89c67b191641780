"""The details of a stagebegeleider in the drawer: how to reach them, and whom they guide now."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import today
from app.queries.supervisor import GuidedRow, SupervisorDetailRow, supervisor
from ui.cards.signs import state_sign
from ui.desk.desk import Desk
from ui.frame.details import DetailsView
from ui.leaving.copying import Clip
from ui.widgets.bits import Count, Pill, Rule
from ui.widgets.button import Button, Kind
from ui.widgets.drawer import Details, Drawer, Fact
from ui.widgets.text import Text

_HOUR = 60


class SupervisorDetails(DetailsView):
    """One supervisor; B copies their number, M their address."""

    SHOWS = frozenset({"supervisor", "placement", "participation", "student", "company", "programme", "period"})

    def __init__(self, desk: Desk, drawer: Drawer) -> None:
        super().__init__(desk, drawer)
        self._row: SupervisorDetailRow | None = None
        self._clip = Clip(self)
        self._call = self.action(self.tr("Kopieer nummer"), "phone", self._copy_phone, "B")
        self._mail = self.action(self.tr("Kopieer e-mailadres"), "mail", self._copy_email, "M")
        desk.open_wanted.connect(self._heed)
        drawer.closed.connect(partial(self._heed, ""))

    def show(self, key: UUID) -> Details | None:
        self._row = row = self.desk.ask(supervisor, key, today=today())
        if row is None:
            return None
        self._heed("supervisor")
        facts = (
            (self.tr("Telefoon"), row.phone),
            (self.tr("E-mail"), row.email),
            (self.tr("Werkt op"), "" if row.days is None else ", ".join(row.days)),
            (self.tr("Tijd"), self._hours(row)),
            (self.tr("Opleiding"), row.programme),
        )
        names = row.name.split()
        return Details(
            title=row.name,
            subtitle=self.tr("stagebegeleider") if row.active else self.tr("stagebegeleider, niet meer actief"),
            initials="".join(name[0] for name in (names[0], names[-1])).upper(),
            actions=(self._call, self._mail),
            primary=False,
            facts=[Fact(label, value) for label, value in facts if value],
            extra=self._guided(row),
        )

    def begin(self, doing: str) -> None:
        """Nothing to begin: a supervisor is only called."""

    def _heed(self, kind: str) -> None:
        """The keys are heard while a supervisor is shown; other details use the same ones."""
        row = self._row
        self._call.setEnabled(kind == "supervisor" and row is not None and bool(row.phone))
        self._mail.setEnabled(kind == "supervisor" and row is not None and bool(row.email))

    def _hours(self, row: SupervisorDetailRow) -> str:
        if row.guidance_minutes is None:
            return ""
        hours = f"{row.guidance_minutes / _HOUR:g}".replace(".", ",")
        return self.tr("{hours} uur voor begeleiding").format(hours=hours)

    def _guided(self, row: SupervisorDetailRow) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Begeleidt nu"), "section"))
        head.addWidget(Count(str(len(row.guided))))
        head.addStretch(1)
        column.addWidget(Rule())
        column.addLayout(head)
        if not row.guided:
            column.addWidget(Text(self.tr("Nog niemand in de lopende perioden."), tone="muted", wrap=True))
        for one in row.guided:
            column.addWidget(self._student(one))
        return box

    def _student(self, row: GuidedRow) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(1)
        opens = Button(row.student, kind=Kind.LINK, small=True)
        opens.clicked.connect(partial(self.desk.open, "student", row.student_id))
        about = " · ".join(part for part in (row.group, row.company, row.period) if part)
        column.addWidget(opens)
        column.addWidget(Pill(state_sign(row.state)))
        column.addWidget(Text(about, "small", tone="muted", wrap=True))
        return box

    def _copy_phone(self) -> None:
        if self._row is not None:
            self._copy(self._row.phone, self.tr("Het nummer van {who} staat een minuut op het klembord: {what}"))

    def _copy_email(self) -> None:
        if self._row is not None:
            self._copy(self._row.email, self.tr("Het adres van {who} staat een minuut op het klembord: {what}"))

    def _copy(self, what: str, words: str) -> None:
        if self._row is not None:
            self._clip.copy(what)
            self.desk.told.emit(words.format(who=self._row.name, what=what))
