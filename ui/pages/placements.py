"""Plaatsingen: everyone of the periods in view, as cards in lanes or as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.clock import today
from app.queries.board import (
    CardOrder,
    CardRow,
    board,
    cards,
    cards_of,
    in_order,
)
from app.terms.pipeline import Lane, Party
from app.text import plural
from ui.cards.actions import CardActions, signed_key
from ui.cards.calling import Calling
from ui.cards.filters import BoardFilters
from ui.cards.lists import PlacementLists
from ui.cards.rows import ASIDE, BoardCards, board_lanes, columns, exported
from ui.desk.actions import Actions
from ui.desk.desk import Desk, News
from ui.frame.page import Page
from ui.frame.state import StateFile
from ui.leaving.exporting import Exporter
from ui.theme import Tone, look, theme
from ui.widgets.bits import Panel
from ui.widgets.button import Button, Kind, key_text
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.lane_board import LaneBoard
from ui.widgets.row_table import RowTable
from ui.widgets.search_edit import SearchEdit
from ui.widgets.switch import Switch, View
from ui.widgets.text import Text

_BOARD, _TABLE, _LISTS = "board", "table", "lists"
_VIEW = "placements.view"
_PAUSE_MS, _FIELD = 150, 190
_FEW = 50
_OF_CARDS = frozenset(
    {
        "participation",
        "placement",
        "override",
        "agreement",
        "reminder",
        "required_document",
        "contact_moment",
        "assessment",
        "unit_standing",
        "unit_verdict",
        "goal",
    }
)


class PlacementsPage(Page):
    """The board and the table of the same cards; T switches, Ctrl+→ and Ctrl+← move, Enter opens."""

    SHOWS = _OF_CARDS | {
        "student",
        "company",
        "supervisor",
        "learning_wish",
        "recognition_check",
        "student_group",
        "programme",
        "period",
        "policy",
    }

    def __init__(self, desk: Desk, actions: Actions, state: StateFile, parent: QWidget | None = None) -> None:
        super().__init__(desk, QCoreApplication.translate("PlacementsPage", "Plaatsingen"), parent)
        self._actions = actions
        self._state = state
        self._rows: dict[UUID, CardRow] = {}
        self._cards = BoardCards()
        self._order, self._descending = CardOrder.URGENCY, False
        self.board = LaneBoard(self.tr("Bord met plaatsingen"))
        self.table: RowTable[CardRow] = RowTable(
            columns(), lambda row: row.participation_id, self.tr("Tabel met plaatsingen")
        )
        self.filters = BoardFilters(state, self)
        self.switch = self._view_switch()
        self.edit = self._search_edit()
        self.lists = PlacementLists(desk, self)
        self.card_actions = CardActions(desk, self._own_action, lambda: self.in_hand, self, self)
        self._exporter = Exporter(desk, self)
        self._add_actions()
        self._marked = self._marks_bar()
        self._table_card = Panel("card", margin=1)
        self._nothing, self._no_match = self._empty_states()
        self._lay_out()
        self._connect()
        self._show_marks()

    def refresh(self) -> None:
        scope = self.desk.scope
        found = self.desk.ask(
            board,
            today=today(),
            period_id=scope.period,
            programme_id=scope.programme,
            group_id=scope.group,
            order=CardOrder.STUDENT,
        )
        self._rows = {row.participation_id: row for row in found}
        self._show()

    def clear_filters(self) -> None:
        """Show the whole board again."""
        self.edit.clear()
        self._pause.stop()
        self.filters.clear()

    @property
    def listing(self) -> bool:
        """Whether one of the lists stands in the place of the cards."""
        return not self.lists.isHidden()

    @property
    def in_hand(self) -> list[CardRow]:
        """The cards that an action is about: the marked ones, else the one with the focus."""
        if self.listing:
            held = [self._rows[key] for key in self.lists.participations if key in self._rows]
            lead = self.lists.placements
            if all(row.placement_id in lead for row in held):
                return held
            wanted = [row.participation_id for row in held]
            return list(self.desk.ask(cards, participation_ids=wanted, today=today(), lead=lead))
        if self.switch.choice == _TABLE:
            return self.table.marked_rows()
        keys = self.board.marks or [self.board.current]
        return [self._rows[key] for key in keys if isinstance(key, UUID) and key in self._rows]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page gives the focus on to its cards."""
        super().focusInEvent(event)
        self._focus_view()

    def _hear(self, news: News) -> None:
        if not (self.isVisible() and self._patch(news)):
            super()._hear(news)

    def _patch(self, news: News) -> bool:
        """Bring only the cards up to date that the news is about; False when the whole board must be asked for."""
        touched = news.keys() & self.SHOWS
        changed = {kind: keys for kind, keys in news.items() if kind in touched}
        if not touched or touched - _OF_CARDS or sum(map(len, changed.values())) > _FEW:
            return False
        keys = self.desk.ask(cards_of, changed=changed)
        if keys is None or keys - self._rows.keys():
            return False
        fresh = self.desk.ask(cards, participation_ids=keys, today=today())
        if len(fresh) < len(keys):
            return False
        self._rows |= {row.participation_id: row for row in fresh}
        self._show()
        return True

    def _show(self) -> None:
        """Show the cards that pass the filters, as the chosen view does."""
        rows = list(self._rows.values())
        shown = self.filters.sieve.keep(rows, today())
        self.filters.show_rows(rows)
        asking = sum(row.asking for row in shown)
        students = plural(len({row.student_id for row in shown}), self.tr("{n} student"), self.tr("{n} studenten"))
        asks = plural(asking, self.tr("{n} vraagt iets van je"), self.tr("{n} vragen iets van je"))
        self.set_subtitle(f"{students}, {asks}" if asking else students)
        if self.listing:
            self.lists.refresh()
            return
        as_table = self.switch.choice == _TABLE
        held = self._view_has_focus()
        if as_table:
            self.table.show_rows(in_order(shown, self._order, descending=self._descending))
        else:
            self.board.show_board(board_lanes(shown), self._cards.of(shown))
        self._table_card.setVisible(bool(shown) and as_table)
        self.board.setVisible(bool(shown) and not as_table)
        self._no_match.setVisible(bool(rows) and not shown)
        self._nothing.setVisible(not rows)
        self.filters.setVisible(bool(rows))
        self._show_marks()
        if held:
            self._focus_view()

    def _search(self) -> None:
        self.filters.search(self.edit.text())

    def _view_switch(self) -> Switch:
        views = (
            View(_BOARD, self.tr("Bord"), "square-kanban"),
            View(_TABLE, self.tr("Tabel"), "table", hint="T"),
        )
        switch = Switch(views, self.tr("Weergave"), self)
        switch.show_choice(_TABLE if self._state.view(_VIEW, _BOARD) == _TABLE else _BOARD)
        return switch

    def _search_edit(self) -> SearchEdit:
        edit = SearchEdit(self.tr("Zoek op dit bord"), self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        edit.textChanged.connect(self._pause.start)
        edit.returnPressed.connect(self._to_cards)
        return edit

    def _add_actions(self) -> None:
        add = self._own_action("add", self.tr("Student toevoegen"), self._add_student, shortcut="N", icon_name="plus")
        self.set_primary(add)
        self._own_action("view", self.tr("Bord of tabel"), self._switch_view, shortcut="T", icon_name="table")
        self._own_action("export", self.tr("Exporteer"), self._export, shortcut="Ctrl+E", icon_name="file-output")
        self._own_action("find", self.tr("Zoek op dit bord"), self._to_search, shortcut="Ctrl+F", icon_name="search")
        self._own_action("lists", self.tr("Lijsten"), self._show_lists, shortcut="Shift+L", icon_name="list-filter")
        helps = Calling(self.desk, self).show_helps
        helps_text = self.tr("Wat zou helpen")
        self._helps = self._own_action("helps", helps_text, helps, shortcut="Shift+H", icon_name="phone")
        self._clear = self._own_action("clear", self.tr("Wis filters"), self.clear_filters, shortcut="", icon_name="x")
        section = self.tr("Plaatsingen")
        for text, key in (
            (self.tr("Open de student"), self.tr("Enter")),
            (self.tr("Markeer, om er meer tegelijk te verplaatsen"), self.tr("Spatie")),
            (self.tr("Naar de kaart ernaast"), "← →"),
            (self.tr("Naar de volgende lijst, als er een lijst staat"), "Shift+L"),
            (self.tr("Toetsen 1 tot en met 4 leggen meteen vast wie tekende; dit neemt het terug"), "Ctrl+Z"),
        ):
            self._actions.note(text, key, section)

    def _own_action(
        self, key: str, text: str, slot: Callable[[], object], /, *, shortcut: str, icon_name: str
    ) -> QAction:
        return self._actions.add(
            f"placements.{key}",
            text,
            slot,
            owner=self,
            section=self.tr("Plaatsingen"),
            shortcut=shortcut,
            icon_name=icon_name,
        )

    def _export(self) -> None:
        """Take the table along as a file; it comes in view first, so that one sees what goes."""
        if self.listing:
            self.lists.export()
            return
        if self.switch.choice != _TABLE:
            self.switch.choose(_TABLE)
        self._exporter.offer(self.tr("Plaatsingen"), self.table, exported)

    def _show_lists(self) -> None:
        """Show the lists over these placements in the place of the cards; the next list once they stand there."""
        if self.listing:
            self.lists.turn()
            return
        for part in (self.filters, self._marked, self.board, self._table_card, self._no_match, self._nothing):
            part.setVisible(False)
        for tool in (self.edit, self.switch):
            tool.setVisible(False)
        self.lists.setVisible(True)
        self.lists.refresh()
        self.lists.focus()

    def _leave_lists(self) -> None:
        self.lists.setVisible(False)
        for tool in (self.edit, self.switch):
            tool.setVisible(True)
        self._show()
        self._focus_view()

    def _marks_bar(self) -> Panel:
        """What can be done with all marked cards at once."""
        bar = Panel(Tone.INFO, margin=8)
        box = QWidget()
        flow = FlowLayout(box)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        self._marked_words = Text("", strong=True)
        flow.addWidget(self._marked_words)
        for key in ("next", "back", "guide", signed_key(Party.SCHOOL)):
            flow.addWidget(Button.of(self.card_actions[key]))
        self._unmark = Button(self.tr("Markering weg"), "x", Kind.LINK, key=key_text(QKeySequence(Qt.Key.Key_Escape)))
        self._unmark.clicked.connect(self._drop_marks)
        flow.addWidget(self._unmark)
        bar.column.addWidget(box)
        return bar

    def _empty_states(self) -> tuple[EmptyState, EmptyState]:
        nothing = EmptyState(
            "square-kanban",
            self.tr("Nog niemand in deze periode"),
            self.tr(
                "Hier zie je van iedereen die op stage gaat waar die staat en wat er mist. "
                "Voeg een student toe, of lees je lijst in bij Studenten."
            ),
            self.primary,
        )
        no_match = EmptyState(
            "list-filter",
            self.tr("Niemand past bij deze filters"),
            self.tr("Zet een filter uit of zoek op een ander woord."),
            self._clear,
        )
        return nothing, no_match

    def _lay_out(self) -> None:
        self.add_tool(Button.of(self._helps, Kind.LINK))
        self.add_tool(self.edit)
        self.add_tool(self.switch)
        self._table_card.column.addWidget(self.table)
        self.column.addWidget(self.filters)
        self.column.addWidget(self._marked)
        for body in (self.board, self._table_card, self._no_match, self._nothing, self.lists):
            self.column.addWidget(body, 1)
        self.lists.setVisible(False)
        self._fit()
        theme.changed.connect(self._fit)

    def _connect(self) -> None:
        self.filters.changed.connect(self._show)
        self.switch.chosen.connect(self._view_chosen)
        self.board.opened.connect(self._open)
        self.table.opened.connect(self._open)
        self.board.move_wanted.connect(self._move)
        self.board.dropped.connect(self._drop)
        self.board.marked.connect(self._show_marks)
        self.table.marked.connect(self._show_marks)
        self.board.chosen.connect(self._fit_actions)
        self.board.menu = self._menu
        self.table.menu = self._menu
        self.lists.menu = self._menu
        self.lists.opened.connect(self._open)
        self.lists.marked.connect(self._fit_actions)
        self.lists.left.connect(self._leave_lists)
        self.filters.lists_wanted.connect(self._show_lists)
        self.table.order_changed.connect(self._reorder)
        self.table.show_order(self._order)

    def _fit(self) -> None:
        self.edit.setFixedWidth(look().px(_FIELD))
        self.edit.setMinimumHeight(look().size("control"))

    def _menu(self, rows: Sequence[object]) -> Sequence[QAction]:
        self._fit_actions()
        found = self.in_hand if rows else []
        return [action for action in self.card_actions.all if action.isEnabled()] if found else []

    def _fit_actions(self, _key: object = None) -> None:
        self.card_actions.fit(self.in_hand)

    def _show_marks(self, _keys: object = None) -> None:
        marks = self.in_hand if self._several() else []
        self._marked.setVisible(bool(marks))
        words = plural(len(marks), self.tr("{n} student gekozen"), self.tr("{n} studenten gekozen"))
        self._marked_words.setText(words)
        self._fit_actions()

    def _several(self) -> bool:
        """Whether somebody marked cards: a row of a table that merely has the focus is none."""
        if self.switch.choice == _TABLE:
            return len(self.table.marked_rows()) > 1
        return bool(self.board.marks)

    def _drop_marks(self) -> None:
        self.board.unmark()
        self.table.clearSelection()
        self._focus_view()

    def _move(self, keys: list[object], step: int) -> None:
        rows = [self._rows[key] for key in keys if isinstance(key, UUID)]
        moves = self.card_actions.moves
        (moves.go_on if step > 0 else moves.go_back)(rows)

    def _drop(self, keys: list[object], lane: str) -> None:
        rows = [self._rows[key] for key in keys if isinstance(key, UUID)]
        if lane != ASIDE:
            self.card_actions.moves.to_lane(rows, Lane(lane))
        elif len(rows) == 1:
            self.card_actions.moves.stand_aside(rows[0])

    def _open(self, key: object) -> None:
        row = self._rows.get(key) if isinstance(key, UUID) else None
        if row is not None:
            self.desk.open("student", row.student_id, f"card:{row.participation_id.hex}")

    def _reorder(self, order: str, descending: bool) -> None:  # noqa: FBT001 - the signal's argument
        self._order, self._descending = CardOrder(order), descending
        self._show()

    def _view_chosen(self, view: str) -> None:
        current = self.board.current if view == _TABLE else self._current_of_table()
        self._state.set_view(_VIEW, view)
        self._show()
        if isinstance(current, UUID):
            (self.table if view == _TABLE else self.board).choose(current)
        self._focus_view()

    def _current_of_table(self) -> UUID | None:
        row = self.table.current_row()
        return None if row is None else row.participation_id

    def _switch_view(self) -> None:
        if self.listing:
            self._leave_lists()
            return
        self.switch.choose(_BOARD if self.switch.choice == _TABLE else _TABLE)

    def _view_has_focus(self) -> bool:
        """Whether the keys are for the cards, or for what stands in their place when there are none."""
        focus = QApplication.focusWidget()
        places = (self.board, self.table, self._no_match, self.lists)
        return focus is not None and any(place is focus or place.isAncestorOf(focus) for place in places)

    def _focus_view(self) -> None:
        if self.listing:
            self.lists.focus()
        elif self._no_match.isVisible() and self._no_match.button is not None:
            self._no_match.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.switch.choice == _TABLE:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.board.focus()

    def _to_search(self) -> None:
        if self.listing:
            self._leave_lists()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def _to_cards(self) -> None:
        """Enter in the search goes on to what it found."""
        self._pause.stop()
        self._search()
        if self.switch.choice == _TABLE and self.table.rows.rowCount() and self.table.current_row() is None:
            self.table.selectRow(0)
        self._focus_view()

    def _add_student(self) -> None:
        self.card_actions.moves.participate(self.desk.scope.period)
