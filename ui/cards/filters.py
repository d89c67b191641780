"""The filters above the board: chips that stay, the ways beside the usual road, and whose students."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QWidget

from app.queries.board import CardRow
from app.queries.board_counts import SIDE_ORDER, SideRow, SupervisorRow, sides, supervisors_of
from app.queries.board_sieve import Sieve
from app.terms.board import BoardFilter
from app.terms.pipeline import State
from ui.cards.signs import state_sign
from ui.frame.state import StateFile
from ui.theme import look
from ui.widgets.button import Button, Kind
from ui.widgets.chips import Filter, FilterChips

_GUIDE, _SIDE = "guide:", "side:"
_REMEMBERED = "placements.filters"
_NARROW = 640
_ICONS = {
    BoardFilter.ASKING: "circle-alert",
    BoardFilter.STARTS_SOON: "calendar",
    BoardFilter.NO_PLACE: "map-pin",
    BoardFilter.LATE_CONTACT: "message-circle",
    BoardFilter.MINOR: "users",
    BoardFilter.SELF_FOUND: "user-search",
}
Key = TypeVar("Key")


class BoardFilters(QWidget):
    """Chips and a menu; ``sieve`` is what they ask for together with the words typed.

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
        self._sides: Sequence[SideRow] = ()
        self.chips = FilterChips(parent=self)
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
        """Offer what there is to filter by among these cards."""
        self._guides, self._sides = supervisors_of(rows), sides(rows)
        wanted = self.sieve
        found = sum(row.self_found for row in rows)
        filters = [
            Filter(one.value, one.label, _ICONS[one], one in wanted.filters)
            for one in BoardFilter
            if one is not BoardFilter.SELF_FOUND
        ]
        filters += [
            Filter(f"{_GUIDE}{row.supervisor_id}", row.name, "user", on=True)
            for row in self._guides
            if row.supervisor_id in wanted.supervisors
        ]
        own = BoardFilter.SELF_FOUND
        if found or own in wanted.filters:
            filters.append(Filter(own.value, f"{own.label} {found}", _ICONS[own], own in wanted.filters))
        counts = dict.fromkeys(wanted.sides, 0) | {row.state: row.count for row in self._sides}
        filters += [
            Filter(
                f"{_SIDE}{state}",
                f"{state.label[:1].upper()}{state.label[1:]} {counts[state]}",
                state_sign(state).icon,
                state in wanted.sides,
            )
            for state in SIDE_ORDER
            if state in counts
        ]
        self.chips.show_filters(filters)
        self.guide_button.setVisible(bool(self._guides))

    def search(self, text: str) -> None:
        """Look for these words too."""
        self._sift(replace(self.sieve, text=text))

    def clear(self) -> None:
        """Filter by nothing."""
        self._sift(Sieve())

    def guide_menu(self) -> QMenu:
        """The supervisors with how many students each has; it deletes itself when it closes."""
        offered = [(row.supervisor_id, row.name, row.count) for row in self._guides]
        return self._menu_of(offered, self.sieve.supervisors, lambda on: replace(self.sieve, supervisors=on))

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

    def _menu_of(
        self, offered: Sequence[tuple[Key, str, int]], on: frozenset[Key], sieve: Callable[[frozenset[Key]], Sieve]
    ) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, text, count in offered:
            action = menu.addAction(f"{text}\t{count}")
            action.setCheckable(True)
            action.setChecked(key in on)
            action.triggered.connect(partial(self._turn, sieve, on ^ {key}))
        return menu

    def _turn(
        self,
        sieve: Callable[[frozenset[Key]], Sieve],
        on: frozenset[Key],
        _checked: bool = False,  # noqa: FBT001, FBT002 - the signal's argument
    ) -> None:
        self._sift(sieve(on))


def _remembered(state: StateFile) -> frozenset[BoardFilter]:
    known = {one.value: one for one in BoardFilter}
    return frozenset(known[word] for word in state.view(_REMEMBERED).split(",") if word in known)
