"""Enough places: what each opleiding needs in a period, what is secured, and whom to call for the rest."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.clock import today
from app.commands.calls import copy_period
from app.commands.school import PeriodDraft
from app.dates import short_date
from app.documents.overviews import shortage_report
from app.queries.school import school
from app.queries.supply import CallRow, NeedRow, call_list, needs, period_groups
from app.queries.teaching import calendar, periods
from app.rules.supply import a_year_on
from app.terms.calls import CallOutcome
from app.text import phone_text, plural
from ui.cards.calling import Calling
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.dialogs.copy_period import CopyPeriodDialog
from ui.frame.page import Page
from ui.leaving.copying import Clip
from ui.leaving.papers import Papers
from ui.theme import Tone, look, theme
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text

_MOST_NEEDS = 7
_TONES = {
    CallOutcome.NO_ANSWER: ("phone", Tone.PLAIN),
    CallOutcome.THINKING: ("clock", Tone.ATTENTION),
    CallOutcome.NO: ("circle-x", Tone.PLAIN),
    CallOutcome.YES: ("circle-check", Tone.DONE),
}


class PlacesPage(Page):
    """The needs above, the call list of the chosen one below: Enter goes there, keys 1 to 4 log the call in hand."""

    SHOWS = frozenset(
        {
            "participation",
            "placement",
            "student",
            "student_group",
            "group_period",
            "programme",
            "period",
            "offer",
            "offer_period",
            "offer_programme",
            "company",
            "company_call",
            "contact_moment",
            "recognition_check",
            "policy",
        }
    )

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(desk, "", parent)
        self._title.setText(self.tr("Stageplaatsen"))
        self._papers, self._clip = Papers(desk, self), Clip(self)
        self._calling = Calling(desk, self)
        self._chosen: tuple[UUID, UUID] | None = None
        self.needs: RowTable[NeedRow] = RowTable(
            _need_columns(self), key=lambda row: (row.period_id, row.programme_id), spoken=self.tr("Wat er nodig is")
        )
        self.needs.chosen.connect(self._choose)
        self.needs.opened.connect(self._to_calls)
        self.calls: RowTable[CallRow] = RowTable(
            _call_columns(self), key=lambda row: row.id, spoken=self.tr("Bellijst")
        )
        self.calls.opened.connect(partial(desk.open, "company"))
        self._about = Text("", "section", wrap=True)
        self._add_actions(actions)
        self._lay_out()
        self.setFocusProxy(self.needs)
        theme.changed.connect(self._fit)

    def _add_actions(self, actions: Actions) -> None:
        add = partial(actions.add, owner=self, section=self.tr("Stageplaatsen"))
        words = {
            CallOutcome.NO_ANSWER: self.tr("Niet bereikt"),
            CallOutcome.THINKING: self.tr("Denkt erover na"),
            CallOutcome.NO: self.tr("Nu geen plek"),
            CallOutcome.YES: self.tr("Zegt plekken toe"),
        }
        self._log: list[QAction] = []
        for at, (outcome, text) in enumerate(words.items(), start=1):
            icon = _TONES[outcome][0]
            slot = partial(self._called, outcome)
            self._log.append(add(f"places.{outcome.value}", text, slot, shortcut=str(at), icon_name=icon))
        self._copy = add("places.phone", self.tr("Kopieer nummer"), self._copy_phone, shortcut="B", icon_name="phone")
        self._new = add(
            "places.period", self.tr("Nieuwe periode"), self._copy_period, shortcut="N", icon_name="calendar"
        )
        self._helps = add(
            "places.helps", self.tr("Wat zou helpen"), self._calling.show_helps, shortcut="H", icon_name="phone"
        )
        save = add("places.pdf", self.tr("Overzicht voor SBB"), self._save, shortcut="Ctrl+S", icon_name="file-text")
        actions.note(self.tr("Naar de bellijst van deze opleiding"), self.tr("Enter"), self.tr("Stageplaatsen"))
        self.calls.menu = lambda _rows: [*self._log, self._copy]
        self.set_primary(save)

    def _lay_out(self) -> None:
        for action in (self._helps, self._new):
            self.add_tool(Button.of(action))
        above = Panel("card", margin=1)
        above.column.addWidget(self.needs)
        above.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.column.addWidget(above)
        below = Panel("card", margin=1, spacing=0)
        head = QVBoxLayout()
        head.setContentsMargins(13, 10, 13, 8)
        head.setSpacing(8)
        head.addWidget(self._about)
        bar = QWidget()
        flow = FlowLayout(bar)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        bar.setSizePolicy(policy)
        for action in (*self._log, self._copy):
            flow.addWidget(Button.of(action))
        head.addWidget(bar)
        below.column.addLayout(head)
        below.column.addWidget(self.calls, 1)
        self.column.addWidget(below, 1)
        self._fit()

    def _fit(self) -> None:
        rows = min(max(self.needs.rows.rowCount(), 1), _MOST_NEEDS)
        self.needs.setMinimumHeight(0)
        self.needs.setFixedHeight(self.needs.verticalHeader().defaultSectionSize() * (rows + 1) + look().px(10))

    def refresh(self) -> None:
        scope = self.desk.scope
        rows = self.desk.ask(needs, today=today(), period_id=scope.period, programme_id=scope.programme)
        chosen = self._chosen
        self.needs.show_rows(rows)
        short = sum(max(row.short, 0) for row in rows)
        words = plural(short, self.tr("nog {n} plek nodig"), self.tr("nog {n} plekken nodig"))
        self.set_subtitle(words if short else self.tr("Voor iedereen is een plek bekend"))
        self._fit()
        if rows and (chosen is None or not self.needs.choose(chosen)):
            worst = max(rows, key=lambda row: row.short)
            self.needs.choose((worst.period_id, worst.programme_id))
        self._show_calls()

    def _choose(self, key: tuple[UUID, UUID] | None) -> None:
        if key is not None and key != self._chosen:
            self._chosen = key
            self._show_calls()

    def _to_calls(self, _key: object) -> None:
        """Enter at a need goes on to whom to call for it."""
        self.calls.setFocus()
        self.calls.hold_one()

    def _show_calls(self) -> None:
        row = self.needs.current_row()
        if row is None:
            self.calls.show_rows(())
            self._about.setText(self.tr("Kies hierboven een opleiding om te zien wie je kunt bellen."))
            return
        rows = self.desk.ask(call_list, today=today(), period_id=row.period_id, programme_id=row.programme_id)
        self.calls.show_rows(rows)
        todo = sum(one.outcome is None for one in rows)
        promised = sum(one.promised or 0 for one in rows)
        words = self.tr("Bellen voor {programme}, {period}: {todo} nog niet gebeld, {promised} plekken toegezegd")
        self._about.setText(words.format(programme=row.programme, period=row.period, todo=todo, promised=promised))

    def _called(self, outcome: CallOutcome) -> None:
        """Log the call with the company in hand; a yes asks how many."""
        need, rows = self.needs.current_row(), self.calls.marked_rows()
        if need is None or not rows:
            self.desk.refused.emit(self.tr("Kies eerst in de bellijst wie je belde."))
            return
        self._calling.log(outcome, [(row.id, row.name) for row in rows], (need.period_id, need.period))

    def _copy_phone(self) -> None:
        row = self.calls.current_row()
        if row is not None and row.phone:
            self._clip.copy(row.phone)
            words = self.tr("Het nummer van {who} staat een minuut op het klembord: {phone}")
            self.desk.told.emit(words.format(who=row.name, phone=row.phone))

    def _copy_period(self) -> None:
        rows = self.desk.ask(periods)
        if not rows:
            self.desk.refused.emit(self.tr("Er is nog geen periode om over te nemen. Maak er een bij Instellingen."))
            return
        scope = self.desk.scope.period
        example = next((row for row in rows if row.id == scope), rows[0])
        first, last = a_year_on(example.first_day, example.last_day, self.desk.ask(calendar))
        dialog = CopyPeriodDialog(
            example, (first, last), self.desk.ask(period_groups, period_id=example.id), self.window()
        )

        def keep(draft: PeriodDraft, group_ids: tuple[UUID, ...]) -> None:
            fact = self.tr("Periode {name} gemaakt naar het voorbeeld van {example}")
            done = self.desk.do(
                copy_period,
                fact.format(name=draft.name, example=example.name),
                dialog.refuse,
                period_id=example.id,
                draft=draft,
                group_ids=group_ids,
            )
            if done is not None:
                dialog.accept()
                self._show_period(done.result)

        dialog.drafted.connect(keep)
        dialog.open()

    def _show_period(self, period_id: UUID) -> None:
        """Go to the first need of a period that was just made: its companies are to be called now."""
        for row in self.needs.rows.rows:
            if row.period_id == period_id:
                self.needs.choose((row.period_id, row.programme_id))
                return

    def _save(self) -> None:
        place = self.desk.ask(school)
        rows = [row for row in self.needs.rows.rows if row.short > 0]
        lists = {
            (row.period_id, row.programme_id): self.desk.ask(
                call_list, today=today(), period_id=row.period_id, programme_id=row.programme_id
            )
            for row in rows
        }
        document = shortage_report("" if place is None else place.name, rows, lists, today())
        self._papers.offer(self.tr("Tekort aan stageplaatsen"), document)


def _need_columns(page: PlacesPage) -> tuple[Column[NeedRow], ...]:
    return (
        Column(page.tr("Periode"), lambda row: row.period, width=196),
        Column(page.tr("Opleiding"), lambda row: row.programme, strong=True, tip=lambda row: row.crebo),
        Column(page.tr("Nodig"), lambda row: str(row.students), width=66, right=True),
        Column(page.tr("Heeft plek"), lambda row: str(row.placed), width=88, right=True, spare=1),
        Column(
            page.tr("Vrij bekend"),
            lambda row: str(row.secured),
            width=96,
            right=True,
            spare=3,
            tip=lambda row: page.tr(
                "Vrije plekken voor deze studenten; bij {n} aanbiedingen is het aantal onbekend."
            ).format(n=row.unknown),
        ),
        Column(page.tr("Tekort"), lambda row: _short(page, row).text, sign=lambda row: _short(page, row), width=150),
        Column(
            page.tr("Klaar vóór"),
            lambda row: short_date(row.fill_by, today=today()),
            sign=_by,
            width=120,
            spare=2,
        ),
    )


def _short(page: PlacesPage, row: NeedRow) -> Sign:
    if row.short <= 0:
        return Sign(page.tr("genoeg"), "circle-check", Tone.DONE)
    words = plural(row.short, page.tr("{n} te weinig"), page.tr("{n} te weinig"))
    return Sign(words, "circle-alert", Tone.DANGER if row.fill_by < today() else Tone.ATTENTION)


def _by(row: NeedRow) -> Sign | None:
    text = short_date(row.fill_by, today=today())
    late = row.short > 0 and row.fill_by < today()
    return Sign(text, "circle-alert", Tone.DANGER) if late else Sign(text, "", Tone.PLAIN)


def _call_columns(page: PlacesPage) -> tuple[Column[CallRow], ...]:
    def took(row: CallRow) -> str:
        if not row.took or row.took_last is None:
            return page.tr("nog nooit iemand")
        words = plural(row.took, page.tr("{n} student"), page.tr("{n} studenten"))
        return page.tr("{students}, laatst {day}").format(students=words, day=short_date(row.took_last, today=today()))

    def lately(row: CallRow) -> Sign | None:
        if row.outcome is None or row.called_on is None:
            return None
        icon, tone = _TONES[row.outcome]
        text = row.outcome.label if row.promised is None else page.tr("zegt {n} toe").format(n=row.promised)
        return Sign(f"{text}, {short_date(row.called_on, today=today())}", icon, tone)

    return (
        Column(page.tr("Leerbedrijf"), lambda row: row.name, strong=True),
        Column(page.tr("Plaats"), lambda row: row.town, width=120, spare=4),
        Column(page.tr("Telefoon"), lambda row: phone_text(row.phone), width=132, spare=2),
        Column(page.tr("Eerdere studenten"), took, width=232, spare=1),
        Column(
            page.tr("Vrij"),
            lambda row: "" if row.free is None else str(row.free),
            width=52,
            right=True,
            spare=5,
        ),
        Column(
            page.tr("Gesproken"),
            lambda row: "" if row.last_contact is None else short_date(row.last_contact, today=today()),
            width=112,
            spare=3,
        ),
        Column(
            page.tr("Laatste gesprek over plekken"),
            lambda row: sign.text if (sign := lately(row)) is not None else page.tr("nog niet gebeld"),
            sign=lately,
            width=220,
        ),
    )
