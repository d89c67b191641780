"""What the pages with one long list share: filters that stay, a table, its totals, and taking it along."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.frame.page import Page
from ui.leaving.exporting import Exporter
from ui.theme import look, theme
from ui.widgets.bits import Panel, Rule
from ui.widgets.button import Button
from ui.widgets.chips import Filter, FilterChips
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.search_edit import SearchEdit
from ui.widgets.text import Text

if TYPE_CHECKING:
    from app.exchange.export import Value


class Listed(Protocol):
    """A row with the key of what it tells about."""

    @property
    def id(self) -> UUID:
        """The key."""


Row = TypeVar("Row", bound=Listed)
_PAUSE_MS = 150
_FIELD = 220


@dataclass(frozen=True, slots=True)
class Shown(Generic[Row]):
    """An answer with its words: under the title, and at the left and right under the table.

    ``empty`` says that there is nothing in view whatever the filters.
    """

    rows: Sequence[Row]
    subtitle: str
    found: str
    totals: str = ""
    empty: bool = False


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a list is called: for the program, on the screen and in a file, and by a screen reader."""

    key: str
    title: str
    spoken: str


class ListPage(Page, Generic[Row]):
    """A page with one list: Enter opens a row, Ctrl+F filters, Ctrl+E takes the list along as a file.

    A page says what its columns, filters and actions are, asks for its ``answer``, and gives plain values
    of rows for a file. ``order``, ``descending``, ``text`` and ``chips.on`` tell what is wanted now.
    """

    import_wanted = Signal()
    """Somebody wants to read tables of the school in."""

    def __init__(self, desk: Desk, actions: Actions, words: ListWords, parent: QWidget | None = None) -> None:
        super().__init__(desk, words.title, parent)
        self._words = words
        self._actions = actions
        columns = self.columns()
        self.order, self.descending = columns[0].order, False
        self._edit = self._filter_edit()
        self.chips = FilterChips(self.filters(), self)
        self.chips.changed.connect(self.filter_by)
        self.table: RowTable[Row] = RowTable(columns, lambda row: row.id, words.spoken)
        self.table.show_order(self.order)
        self.table.opened.connect(self._open)
        self.table.order_changed.connect(self._reorder)
        self._found, self._totals = Text(tone="muted"), Text(strong=True)
        self.action("filter", self.tr("Zoek in deze lijst"), self._to_filter, "search", QKeySequence.StandardKey.Find)
        self._exporter = Exporter(desk, self)
        self.import_action = self.action("import", self.tr("Importeer"), self.import_wanted.emit, "file-input", "I")
        self._export = self.action("export", self.tr("Exporteer"), self._offer_export, "file-output", "Ctrl+E")
        self.add_actions()
        self._card = self._card_of_table()
        self.nothing = self.empty_state()
        self._no_match = EmptyState(
            "list-filter",
            self.tr("Niets past bij deze filters"),
            self.tr("Zet een filter uit of zoek op een ander woord."),
            self.action("clear", self.tr("Wis filters"), self.clear_filters, "x"),
        )
        self._lay_out()

    @property
    def text(self) -> str:
        """The words that are filtered by."""
        return self._edit.text().strip()

    @abstractmethod
    def columns(self) -> Sequence[Column[Row]]:
        """The columns; the first one orders until another is chosen."""

    @abstractmethod
    def add_actions(self) -> None:
        """Make the actions of the page, beside those that every list has."""

    @abstractmethod
    def filters(self) -> Sequence[Filter]:
        """The filters of this list."""

    @abstractmethod
    def answer(self) -> Shown[Row]:
        """Ask for the list as it is wanted now."""

    @abstractmethod
    def empty_state(self) -> EmptyState:
        """What the page shows while there is nothing."""

    @abstractmethod
    def exported(self, rows: Sequence[Row]) -> tuple[Sequence[str], Sequence[Sequence[Value]]]:
        """Headings and plain values of the rows, for a file."""

    @abstractmethod
    def open_row(self, key: UUID) -> None:
        """Show the details of a row."""

    def refresh(self) -> None:
        held = self.table.hasFocus()
        shown = self.answer()
        self.table.show_rows(shown.rows)
        self.set_subtitle(shown.subtitle)
        self._found.setText(shown.found)
        self._totals.setText(shown.totals)
        self._totals.setVisible(bool(shown.totals))
        self._card.setVisible(bool(shown.rows))
        self._no_match.setVisible(not shown.rows and not shown.empty)
        self.nothing.setVisible(shown.empty)
        self.chips.setVisible(not shown.empty or bool(self.chips.on))
        self._edit.setVisible(not shown.empty)
        self._export.setEnabled(bool(shown.rows))
        if held and not self.table.isVisibleTo(self):  # or Qt would hand the focus to whatever comes next
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def filter_by(self, on: frozenset[str]) -> None:  # noqa: ARG002 - a page with more than chips looks at it
        """Other chips are on: ask again."""
        self.refresh()

    def show_filters(self) -> None:
        """Show the filters with their words of now; those that are on stay on."""
        on = self.chips.on
        self.chips.show_filters([replace(one, on=one.key in on) for one in self.filters()])

    def clear_filters(self) -> None:
        """Show the whole list again."""
        self._edit.clear()
        self._pause.stop()
        self.chips.clear()
        self.refresh()

    def _filter_edit(self) -> SearchEdit:
        edit = SearchEdit(self.tr("Zoek in deze lijst"), self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        edit.textChanged.connect(self._pause.start)
        edit.returnPressed.connect(self._to_table)
        return edit

    def _to_table(self) -> None:
        """Enter in the filter goes on to what it found."""
        self._pause.stop()
        self.refresh()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.table.rows.rowCount() and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def action(
        self,
        key: str,
        text: str,
        slot: Callable[[], object],
        icon_name: str,
        shortcut: str | QKeySequence.StandardKey = "",
    ) -> QAction:
        """Make an action of this page."""
        return self._actions.add(
            f"{self._words.key}.{key}",
            text,
            slot,
            owner=self,
            section=self._words.title,
            shortcut=shortcut,
            icon_name=icon_name,
        )

    def _to_filter(self) -> None:
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.selectAll()

    def _card_of_table(self) -> Panel:
        card = Panel("card", margin=1, spacing=0)
        card.column.addWidget(self.table, 1)
        card.column.addWidget(Rule())
        foot = QWidget()
        flow = FlowLayout(foot, push_last=True)
        flow.setContentsMargins(13, 8, 13, 8)
        flow.addWidget(self._found)
        flow.addWidget(self._totals)
        card.column.addWidget(foot)
        return card

    def _lay_out(self) -> None:
        self.add_tool(self._edit)
        self.add_tool(Button.of(self._export))
        self.add_tool(Button.of(self.import_action))
        self.column.addWidget(self.chips)
        for body in (self._card, self._no_match, self.nothing):
            self.column.addWidget(body, 1)
        self._fit()
        theme.changed.connect(self._fit)
        self.setFocusProxy(self.table)

    def _fit(self) -> None:
        self._edit.setFixedSize(look().px(_FIELD), look().size("control"))

    def _reorder(self, order: str, descending: bool) -> None:  # noqa: FBT001 - the signal's argument
        self.order, self.descending = order, descending
        self.refresh()

    def _open(self, key: object) -> None:
        if isinstance(key, UUID):
            self.open_row(key)

    def _offer_export(self) -> None:
        self._exporter.offer(self._words.title, self.table, self.exported)
