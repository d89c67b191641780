"""Vandaag: who needs me, in one list, each line with its fix one key away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.clock import today
from app.dates import iso_week, weekday_date
from app.queries.attention import AttentionGroup, attention
from app.queries.attention_cards import AttentionRow
from app.queries.beginning import first_step
from app.queries.incident_terms import terms_due
from app.text import plural, translate
from ui.desk.desk import Desk
from ui.frame.details import AT_PLACEMENT
from ui.frame.page import Page
from ui.pages.today.beginning import Beginning
from ui.pages.today.beside import TodayBeside
from ui.theme import Tone, look, theme
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.button import Kind as ButtonKind
from ui.widgets.empty_state import EmptyState
from ui.widgets.grouped_list import GroupedList
from ui.widgets.need import Fix, Group, Need
from ui.widgets.scroller import Scroller
from ui.widgets.sign import Sign

_FIXES: Mapping[str, tuple[Callable[[], str], str, str]] = {
    "propose": (lambda: translate("TodayPage", "Zoek plek"), "P", "search"),
    "sign": (lambda: translate("TodayPage", "Leg handtekening vast"), "H", "pencil"),
    "loose": (lambda: translate("TodayPage", "Rond af"), "R", "circle-check"),
    "end": (lambda: translate("TodayPage", "Beëindig en herplaats"), "B", "refresh-cw"),
    "contact": (lambda: translate("TodayPage", "Leg contact vast"), "C", "message-circle"),
    "judge": (lambda: translate("TodayPage", "Leg oordeel vast"), "O", "badge-check"),
    "recognition": (lambda: translate("TodayPage", "Controleer erkenning"), "E", "badge-check"),
    "helpline": (lambda: translate("TodayPage", "Controleer nummer"), "N", "phone"),
}
_TOGETHER: Mapping[str, tuple[Callable[[], str], str, str]] = {
    "no_place": (lambda: translate("TodayPage", "Naar Matching"), "matching", "scale"),
    "no_talk": (lambda: translate("TodayPage", "Plan in Contact"), "contact", "calendar-days"),
}
"""By reason: the page where all of it is done at once, with its words and icon."""
_BESIDE_FROM = 1180
_BESIDE = 364
_Key = tuple[str, UUID, UUID | None]


class TodayPage(Page):
    """The first page of the day; it empties."""

    page_wanted = Signal(str)
    """The key of a page that somebody wants to go to."""
    import_wanted = Signal()
    settings_wanted = Signal(str)
    """The key of a part of the settings that somebody wants to go to."""

    SHOWS = frozenset(
        {
            "sealed_reminder",
            "participation",
            "placement",
            "agreement",
            "contact_moment",
            "appointment",
            "assessment",
            "recognition_check",
            "learning_wish",
            "helpline",
            "loose_end",
            "student",
            "student_group",
            "group_period",
            "programme",
            "company",
            "period",
            "policy",
            "hand_out",
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("TodayPage", "Wie heeft mij nodig"), parent)
        self._list = GroupedList(self.tr("Wie heeft mij nodig"))
        self._list.opened.connect(self._open)
        self._list.fix_wanted.connect(self._fix)
        self._list.bulk_wanted.connect(lambda _reason, page: self.page_wanted.emit(page))
        self._nothing = EmptyState(
            "sun",
            self.tr("Niemand wacht op je"),
            self.tr("Zodra iemand een plek, een handtekening of een gesprek nodig heeft, staat het hier."),
        )
        self._beside = TodayBeside(desk)
        self._beside.page_wanted.connect(self.page_wanted)
        self._terms = Button("", "shield-alert", ButtonKind.LINK)
        self._terms.clicked.connect(lambda: self.page_wanted.emit("incidents"))
        self.add_tool(self._terms)
        self._rows: dict[_Key, AttentionRow] = {}
        self._lay_out()
        theme.changed.connect(self._arrange)

    def _lay_out(self) -> None:
        self._begin = Beginning()
        self._begin.lists_wanted.connect(self.import_wanted)
        self._begin.settings_wanted.connect(self.settings_wanted)
        card = Panel("card", margin=1)
        card.column.addWidget(self._list, 1)
        card.column.addWidget(self._nothing, 1)
        self._side = Scroller(self._beside)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._begin)
        left.addWidget(card, 1)
        self._row.addLayout(left, 1)
        self._row.addWidget(self._side)
        self.column.addLayout(self._row, 1)
        self.setFocusProxy(self._list)
        self._arrange()

    def refresh(self) -> None:
        now, scope = today(), self.desk.scope
        period, programme, group = scope.period, scope.programme, scope.group
        found = self.desk.ask(attention, today=now, period_id=period, programme_id=programme, group_id=group)
        self._rows = {_key(row): row for group in found for row in group.rows}
        self._list.show_groups([self._group(group) for group in found])
        self._begin.show_step(self.desk.ask(first_step, today=now))
        self._list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        words = self.tr("{day} · week {week} · dringendste eerst")
        self.set_subtitle(words.format(day=weekday_date(now), week=iso_week(now)))
        self._show_terms(self.desk.ask(terms_due, today=now))
        self._beside.refresh(now)

    def _show_terms(self, count: int) -> None:
        """Say how many terms of Meldingen run out, and no more."""
        self._terms.setText(plural(count, self.tr("Meldingen: {n} termijn"), self.tr("Meldingen: {n} termijnen")))
        self._terms.updateGeometry()
        self._terms.setVisible(count > 0)

    def _group(self, group: AttentionGroup) -> Group:
        tone = Tone.DANGER if any(row.overdue for row in group.rows) else Tone.ATTENTION
        needs = [self._need(row) for row in group.rows]
        return Group(group.reason, group.title, group.icon, tone, group.explanation, needs, self._bulk(group))

    def _bulk(self, group: AttentionGroup) -> Fix | None:
        if group.reason not in _TOGETHER:
            return None
        words, page, icon = _TOGETHER[group.reason]
        return Fix(page, words(), icon=icon)

    def _need(self, row: AttentionRow) -> Need:
        words, key, icon = _FIXES[row.fix]
        fix = Fix(row.fix, words(), key, icon)
        since = Sign(
            row.when, "circle-alert" if row.overdue else "clock", Tone.DANGER if row.overdue else Tone.ATTENTION
        )
        return Need(_key(row), row.who, row.tag, row.what, since, fix)

    def _open(self, key: _Key) -> None:
        row = self._rows[key]
        self.desk.open(row.kind, row.key, _about(row))

    def _fix(self, key: _Key, fix: str) -> None:
        row = self._rows[key]
        self.desk.open(row.kind, row.key, fix + _about(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Beside the list where there is room; a narrow page shows the list alone."""
        self._side.setVisible(self.width() >= look().px(_BESIDE_FROM) - look().px(260) or self.width() == 0)
        self._side.setFixedWidth(look().px(_BESIDE))


def _key(row: AttentionRow) -> _Key:
    """What tells one matter from the others: a student may have several placements."""
    return row.fix, row.key, row.placement_id or row.participation_id


def _about(row: AttentionRow) -> str:
    """Which placement the details should be about."""
    return "" if row.placement_id is None else f"{AT_PLACEMENT}{row.placement_id.hex}"
