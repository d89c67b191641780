"""The filters above the board: chips that stay, a menu of the ways beside the usual road, and whose students."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QWidget

from app.queries.board import CardRow
from app.queries.board_counts import SIDE_ORDER, SupervisorRow, aside, sides, supervisors_of
from app.queries.board_sieve import Sieve
from app.terms.board import BoardFilter
from app.terms.pipeline import State
from app.text import plural
from ui.cards.signs import state_sign
from ui.frame.state import StateFile
from ui.theme import look
from ui.widgets.button import Button, Kind
from ui.widgets.chips import Filter, FilterChips, MenuChip

_GUIDE, _SIDE = "guide:", "side:"
_REMEMBERED = "placements.filters"
_NARROW = 640
_ICONS = {
    BoardFilter.ASKING: "circle-alert",
    BoardFilter.STARTS_SOON: "calendar",
    BoardFilter.SEEKING: "map-pin",
    BoardFilter.LATE_CONTACT: "message-circle",
    BoardFilter.MINOR: "users",
    BoardFilter.SELF_FOUND: "user-search",
}
_PLAIN = tuple(one for one in BoardFilter if one is not BoardFilter.SELF_FOUND)
_WAYS = (*SIDE_ORDER, State.COMPLETED)


class BoardFilters(QWidget):
    """Chips and menus; ``sieve`` is what they ask for together with the words typed.

    The plain filters are remembered on this machine, who guides is not: that would be a name.
    """

    changed = Signal()
    lists_wanted = Signal()
    """The lists over these placements, in the place of the cards."""

    def __init__(self, state: StateFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.sieve = Sieve(filters=_remembered(state))
        self._guides: Sequence[SupervisorRow] = ()
        self._own, self._sides = 0, dict[State, int]()
        self.chips = FilterChips([self._plain(one) for one in _PLAIN], parent=self)
        self.side_chip = MenuChip("", "split", parent=self.chips)
        self.side_chip.clicked.connect(self._offer_sides)
        self.chips.add(self.side_chip)
        self.chips.changed.connect(self._take)
        self.guide_button = self._menu_button(self.tr("Begeleider"), "user", self._offer_guides)
        menus = QHBoxLayout()
        menus.addStretch(1)
        self.lists_button = self._menu_button(self.tr("Lijsten"), "table", self.lists_wanted.emit)
        for button in (self.guide_button, self.lists_button):
            menus.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.chips, 1)
        self._row.addLayout(menus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the menus stand under the chips."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if self.width() < look().px(_NARROW) else way.LeftToRight)

    def minimumSizeHint(self) -> QSize:
        beside = self.chips.minimumSizeHint()
        menus = self.guide_button.sizeHint().width() + self.lists_button.sizeHint().width() + look().px(12)
        return QSize(max(beside.width(), menus), beside.height())

    def show_rows(self, rows: Sequence[CardRow]) -> None:
        """Offer what there is to filter by among these cards; what is asked for beside the usual stands as a chip."""
        self._guides = supervisors_of(rows)
        self._own, self._sides = sum(row.self_found for row in rows), {row.state: row.count for row in sides(rows)}
        self._show_sides(aside(rows))
        wanted = self.sieve
        filters = [self._plain(one) for one in _PLAIN]
        if State.COMPLETED in self._sides and State.COMPLETED not in wanted.sides:
            filters.append(self._side(State.COMPLETED))
        filters += [
            Filter(f"{_GUIDE}{row.supervisor_id}", row.name, "user", on=True)
            for row in self._guides
            if row.supervisor_id in wanted.supervisors
        ]
        if BoardFilter.SELF_FOUND in wanted.filters:
            filters.append(self._plain(BoardFilter.SELF_FOUND))
        filters += [self._side(state) for state in _WAYS if state in wanted.sides]
        self.chips.show_filters(filters)
        self.guide_button.setVisible(bool(self._guides))

    def _plain(self, one: BoardFilter) -> Filter:
        return Filter(one.value, one.label, _ICONS[one], one in self.sieve.filters)

    def _side(self, state: State) -> Filter:
        words = f"{_capital(state)} {self._sides.get(state, 0)}"
        return Filter(f"{_SIDE}{state}", words, state_sign(state).icon, state in self.sieve.sides)

    def _show_sides(self, count: int) -> None:
        """How many went another way; who is in none, and asks for none, has no use of the chip."""
        students = plural(count, self.tr("{n} student"), self.tr("{n} studenten"))
        self.side_chip.show_count(self.tr("Naast de gewone weg"), count, students)
        self.side_chip.setVisible(bool(count or self.sieve.sides or BoardFilter.SELF_FOUND in self.sieve.filters))

    def search(self, text: str) -> None:
        """Look for these words too."""
        self._sift(replace(self.sieve, text=text))

    def clear(self) -> None:
        """Filter by nothing."""
        self._sift(Sieve())

    def guide_menu(self) -> QMenu:
        """The supervisors with how many students each has; it deletes itself when it closes."""
        menu = self._menu()
        on = self.sieve.supervisors
        for row in self._guides:
            key = row.supervisor_id
            self._offer(menu, row.name, row.count, replace(self.sieve, supervisors=on ^ {key}), on=key in on)
        return menu

    def side_menu(self) -> QMenu:
        """The ways beside the usual road with how many went each; it deletes itself when it closes."""
        menu = self._menu()
        wanted, own = self.sieve, BoardFilter.SELF_FOUND
        on = own in wanted.filters
        if self._own or on:
            self._offer(menu, own.label, self._own, replace(wanted, filters=wanted.filters ^ {own}), on=on)
        for state in SIDE_ORDER:
            on = state in wanted.sides
            if state in self._sides or on:
                sieve = replace(wanted, sides=wanted.sides ^ {state})
                self._offer(menu, _capital(state), self._sides.get(state, 0), sieve, on=on)
        return menu

    def _sift(self, sieve: Sieve) -> None:
        self.sieve = sieve
        self._state.set_view(_REMEMBERED, ",".join(sorted(sieve.filters)))
        self.changed.emit()

    def _take(self, on: frozenset[str]) -> None:
        """Follow the chips: one that was turned off may stand for a supervisor or a way."""
        filters = frozenset(BoardFilter(key) for key in on & frozenset(BoardFilter))
        guides = frozenset(UUID(key.removeprefix(_GUIDE)) for key in on if key.startswith(_GUIDE))
        aside = frozenset(State(key.removeprefix(_SIDE)) for key in on if key.startswith(_SIDE))
        self._sift(replace(self.sieve, filters=filters, supervisors=guides, sides=aside))

    def _menu_button(self, text: str, icon_name: str, offer: Callable[[], object]) -> Button:
        button = Button(text, icon_name, Kind.LINK, small=True, parent=self)
        button.clicked.connect(offer)
        return button

    def _offer_guides(self) -> None:
        self.guide_menu().popup(self.guide_button.mapToGlobal(self.guide_button.rect().bottomLeft()))

    def _offer_sides(self) -> None:
        self.side_menu().popup(self.side_chip.mapToGlobal(self.side_chip.rect().bottomLeft()))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _offer(self, menu: QMenu, words: str, count: int, sieve: Sieve, *, on: bool) -> None:
        """A line that says how many there are, and looks with ``sieve`` when it is taken."""
        action = menu.addAction(f"{words}\t{count}")
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(partial(self._turn, sieve))

    def _turn(self, sieve: Sieve, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's argument
        self._sift(sieve)


def _capital(state: State) -> str:
    return f"{state.label[:1].upper()}{state.label[1:]}"


def _remembered(state: StateFile) -> frozenset[BoardFilter]:
    known = {one.value: one for one in BoardFilter}
    return frozenset(known[word] for word in state.view(_REMEMBERED).split(",") if word in known)
