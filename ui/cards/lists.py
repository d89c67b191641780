"""Lists over the placements in view: progress by klas, agreements that wait, what the student system should say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.clock import today
from app.commands.agreements import settle_system_status
from app.queries.allowances import allowances
from app.queries.placement_lists import (
    View,
    papers_waiting,
    progress_lines,
    system_differences,
)
from app.text import plural, translate
from ui.cards.list_columns import paper_columns, progress_columns, system_columns
from ui.cards.list_exports import papers_exported, progress_exported, system_exported
from ui.cards.money import money_columns, money_exported
from ui.desk.actions import local_action
from ui.desk.desk import Desk
from ui.leaving.exporting import Exporter, Lines
from ui.leaving.reminding import Reminder
from ui.widgets import switch
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class _Kind:
    """A list: its words, what it asks, and how it looks and leaves."""

    key: str
    title: str
    icon: str
    intro: str
    nothing: str
    ask: Callable[..., Sequence[Any]]
    columns: Callable[[], tuple[Column[Any], ...]]
    exported: Callable[[Sequence[Any]], Lines]


def _kinds() -> tuple[_Kind, ...]:
    return (
        _Kind(
            "progress",
            translate("Lists", "Voortgang"),
            "target",
            translate("Lists", "Oordelen, uren en werkprocessen van iedereen die begonnen is, klas voor klas."),
            translate("Lists", "Zodra een stage begint, zie je hier de oordelen, de uren en de werkprocessen."),
            progress_lines,
            progress_columns,
            progress_exported,
        ),
        _Kind(
            "papers",
            translate("Lists", "POK’s"),
            "file-text",
            translate("Lists", "Wie nog moet tekenen, het langste wachten bovenaan."),
            translate("Lists", "Alles wat verstuurd is, is door iedereen getekend."),
            papers_waiting,
            paper_columns,
            papers_exported,
        ),
        _Kind(
            "money",
            translate("Lists", "Vergoeding"),
            "handshake",
            translate("Lists", "Wie geen kosten vergoed krijgt, staat bovenaan. Reiskosten zijn een schatting."),
            translate("Lists", "Zodra er plaatsingen zijn, zie je hier wat ze een student kosten."),
            allowances,
            money_columns,
            money_exported,
        ),
        _Kind(
            "system",
            translate("Lists", "Studentsysteem"),
            "file-output",
            translate(
                "Lists",
                "Wat de bpv-administratie daar wijzigt. Alleen het studentsysteem meldt aan DUO, Driehoek nooit.",
            ),
            translate("Lists", "Het studentsysteem zegt overal hetzelfde als het bord."),
            system_differences,
            system_columns,
            system_exported,
        ),
    )


class PlacementLists(QWidget):
    """One of the lists at a time, with what can be done with its rows; it asks when it is shown."""

    opened = Signal(object)
    """The key of the participation of a row."""
    marked = Signal()
    """Other rows are in hand."""
    left = Signal()
    """Back to the board."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kinds = {kind.key: kind for kind in _kinds()}
        self._exporter, self._reminder = Exporter(desk, self), Reminder(desk, self)
        views = [switch.View(kind.key, kind.title, kind.icon) for kind in self._kinds.values()]
        self.switch = switch.Switch(views, self.tr("Welke lijst"), self)
        self.switch.chosen.connect(self.refresh)
        self.remind = self._action(self.tr("Herinner per mail"), "mail", self._remind, "M")
        self.settle = self._action(self.tr("Staat daar nu goed"), "check", self._settle, "S")
        self.copy = self._action(self.tr("Kopieer herinnering"), "message-circle", self._copy, "Shift+M")
        self._export_action = self._action(self.tr("Exporteer"), "file-output", self.export, "")
        self._back = self._action(self.tr("Terug naar het bord"), "arrow-left", self.left.emit, "")
        self.tables: dict[str, RowTable[Any]] = {}
        self._intro = Text("", tone="muted", wrap=True)
        self._card = Panel("card", margin=1)
        self._nothing = {
            kind.key: EmptyState("circle-check", self.tr("Hier staat niets"), kind.nothing)
            for kind in self._kinds.values()
        }
        self.menu: Callable[[Sequence[Any]], Sequence[QAction]] | None = None
        self._lay_out()

    @property
    def table(self) -> RowTable[Any]:
        """The table of the list that is shown."""
        return self.tables[self.switch.choice]

    @property
    def participations(self) -> list[UUID]:
        """Of the rows that an action is about."""
        return [row.participation_id for row in self.table.marked_rows()]

    @property
    def placements(self) -> list[UUID]:
        """The placements of those rows: a student may have several."""
        return [row.placement_id for row in self.table.marked_rows()]

    def refresh(self, _key: object = None) -> None:
        """Ask for the list that is shown."""
        kind, scope = self._kinds[self.switch.choice], self._desk.scope
        view = View(today(), scope.period, scope.programme, scope.group)
        rows = self._desk.ask(kind.ask, view=view)
        for key, table in self.tables.items():
            table.setVisible(key == kind.key)
        self.table.show_rows(rows)
        count = plural(len(rows), self.tr("{n} regel"), self.tr("{n} regels"))
        self._intro.setText(f"{kind.intro} {count}." if rows else kind.intro)
        self._card.setVisible(bool(rows))
        for key, nothing in self._nothing.items():
            nothing.setVisible(key == kind.key and not rows)
        for action, key in ((self.remind, "papers"), (self.copy, "papers"), (self.settle, "system")):
            action.setEnabled(kind.key == key and bool(rows))
            self._buttons[action].setVisible(kind.key == key)
        self._export_action.setEnabled(bool(rows))
        self.marked.emit()

    def focus(self) -> None:
        """Give the focus to the rows, or to the way back where there are none."""
        (self.table if self._card.isVisible() else self.switch).setFocus()
        self.table.hold_one()

    def turn(self) -> None:
        """Go to the list after the one that is shown; after the last comes the first."""
        keys = list(self._kinds)
        self.switch.choose(keys[(keys.index(self.switch.choice) + 1) % len(keys)])
        self.focus()

    def export(self) -> None:
        """Take the list along as a file."""
        kind = self._kinds[self.switch.choice]
        self._exporter.offer(kind.title, self.table, kind.exported)

    def _remind(self) -> None:
        """Of the marked rows when somebody marked several, else of every row."""
        marked = self.table.marked_rows()
        self._reminder.write(marked if len(marked) > 1 else list(self.table.rows.rows))

    def _copy(self) -> None:
        marked = self.table.marked_rows()
        company = {row.company_id for row in marked}
        rows = [row for row in self.table.rows.rows if row.company_id in company]
        self._reminder.copy(rows)

    def _settle(self) -> None:
        """Tick off the marked rows: the student system was changed."""
        keys = tuple(row.placement_id for row in self.table.marked_rows())
        if keys:
            lines = plural(len(keys), self.tr("{n} plaatsing"), self.tr("{n} plaatsingen"))
            fact = self.tr("{lines} staan nu goed in het studentsysteem").format(lines=lines)
            self._desk.do(settle_system_status, fact, placement_ids=keys)

    def _action(self, text: str, icon_name: str, slot: Callable[[], object], shortcut: str) -> QAction:
        action = local_action(self, text, icon_name, slot, shortcut)
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        bar = QWidget(self)
        flow = FlowLayout(bar)
        flow.addWidget(self.switch)
        self._buttons: dict[QAction, Button] = {}
        for action in (self.remind, self.copy, self.settle, self._export_action, self._back):
            button = Button.of(action, Kind.LINK if action is self._back else Kind.USUAL)
            self._buttons[action] = button
            flow.addWidget(button)
        policy = bar.sizePolicy()
        policy.setHeightForWidth(True)
        bar.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(bar)
        column.addWidget(self._intro)
        for kind in self._kinds.values():
            table: RowTable[Any] = RowTable(kind.columns(), lambda row: row.placement_id, kind.title)
            table.menu = self._menu
            table.opened.connect(self._open)
            table.marked.connect(self._tell_marked)
            self.tables[kind.key] = table
            self._card.column.addWidget(table)
        column.addWidget(self._card, 1)
        for nothing in self._nothing.values():
            column.addWidget(nothing, 1)

    def _open(self, key: object) -> None:
        row = next((row for row in self.table.rows.rows if row.placement_id == key), None)
        if row is not None:
            self.opened.emit(row.participation_id)

    def _menu(self, rows: Sequence[Any]) -> Sequence[QAction]:
        return () if self.menu is None else self.menu(rows)

    def _tell_marked(self, _keys: object) -> None:
        self.marked.emit()
