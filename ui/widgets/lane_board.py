"""Lanes of cards: what is where, how long, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QWidget

from ui.theme import Tone, look, theme
from ui.widgets.bits import Count, Icon, Panel
from ui.widgets.card import Card
from ui.widgets.lane_view import LaneView
from ui.widgets.text import Text

_NARROWEST = 164
_LOWEST = 260


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: what identifies it, its title, icon, and a line about its age."""

    key: str
    title: str
    icon: str
    note: str = ""


class LaneBoard(QScrollArea):
    """Cards in lanes.

    Arrows go within and between lanes; Enter opens; Space marks several; Ctrl+→ and Ctrl+←
    ask to move the marked cards (or the one with the focus) a lane on or back; dragging does
    the same. The board itself moves nothing: a new answer does.
    """

    opened = Signal(object)
    """The id of the card that was opened."""
    chosen = Signal(object)
    """The id of the card that has the focus, ``None`` when there is none."""
    marked = Signal(list)
    """The ids of the marked cards."""
    move_wanted = Signal(list, int)
    """Ids, and +1 for a lane on or -1 for a lane back."""
    dropped = Signal(list, str)
    """Ids, and the key of the lane they were dropped on."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self.menu: Callable[[Sequence[Card]], Sequence[QAction]] | None = None
        self._lanes: list[Lane] = []
        self._boxes: dict[str, _LaneBox] = {}
        self._marks: dict[Hashable, None] = {}
        self._current: Hashable | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inner = QWidget()
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._fit()
        theme.changed.connect(self._fit)

    def show_board(self, lanes: Sequence[Lane], cards: Sequence[Card]) -> None:
        """Show a new answer; focus, marks and scroll places stay with the cards that stay.

        Raises ``KeyError`` for a card in an unknown lane.
        """
        if [lane.key for lane in lanes] != [lane.key for lane in self._lanes]:
            self._build(lanes)
        by_lane: dict[str, list[Card]] = defaultdict(list)
        for card in cards:
            by_lane[self._boxes[card.lane].lane_key].append(card)
        present = {card.id for card in cards}
        self._marks = {key: None for key in self._marks if key in present}
        had_focus = any(box.view.hasFocus() for box in self._boxes.values())
        current = self._current
        self._lanes = list(lanes)
        for lane in lanes:
            self._boxes[lane.key].show_lane(lane, by_lane[lane.key], self._marks)
        kept = current is None or self.choose(current, focus=had_focus)
        if not kept and self._current not in present:
            self._current = None
            self.chosen.emit(None)
        if had_focus and not any(box.view.hasFocus() for box in self._boxes.values()):
            self.focus()

    @property
    def marks(self) -> list[Hashable]:
        """The ids of the marked cards, in the order in which they were marked."""
        return list(self._marks)

    @property
    def current(self) -> Hashable | None:
        """The id of the card that has the focus."""
        return self._current

    def lane_view(self, key: str) -> LaneView:
        """The list of a lane."""
        return self._boxes[key].view

    def choose(self, card_id: Hashable, *, focus: bool = True) -> bool:
        """Give a card the focus; False when it is not shown."""
        for box in self._boxes.values():
            if box.view.choose(card_id):
                self._settle(box, focus=focus)
                return True
        return False

    def focus(self) -> None:
        """Give the board the focus: its current card, else the first."""
        if self._current is not None and self.choose(self._current):
            return
        for box in self._boxes.values():
            if box.view.cards.rowCount():
                self.choose(box.view.cards.key(0))
                return

    def unmark(self) -> None:
        """Mark nothing."""
        if self._marks:
            self._marks.clear()
            self._tell_marks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for box in self._boxes.values():
            if box.view.current_id() is not None:
                self.ensureWidgetVisible(box, 0, 0)

    def _fit(self) -> None:
        self.setMinimumHeight(look().px(_LOWEST))

    def _build(self, lanes: Sequence[Lane]) -> None:
        for box in self._boxes.values():
            self._row.removeWidget(box)
            box.setVisible(False)
            box.deleteLater()
        self._boxes = {}
        for lane in lanes:
            box = _LaneBox(lane.key, self)
            view = box.view
            view.opened.connect(self.opened)
            view.reached.connect(self._reach)
            view.side_wanted.connect(self._go_aside)
            view.move_wanted.connect(self._want_move)
            view.mark_wanted.connect(self._toggle)
            view.unmark_wanted.connect(self.unmark)
            view.dropped.connect(self._drop)
            view.menu_wanted.connect(self._offer_menu)
            self._boxes[lane.key] = box
            self._row.addWidget(box, 1)

    def _settle(self, box: _LaneBox, *, focus: bool) -> None:
        """Let one lane hold the current card, and the others none."""
        for other in self._boxes.values():
            if other is not box:
                other.view.release()
        if focus:
            box.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(box, 0, 0)

    def _reach(self, card_id: Hashable) -> None:
        view = self.sender()
        box = next((box for box in self._boxes.values() if box.view is view), None)
        if box is None:
            return
        self._settle(box, focus=False)
        self.ensureWidgetVisible(box, 0, 0)
        if card_id != self._current:
            self._current = card_id
            self.chosen.emit(card_id)

    def _go_aside(self, step: int, height: int) -> None:
        """Go to the card at about the same height in the next lane that has one."""
        boxes = list(self._boxes.values())
        at = next((at for at, box in enumerate(boxes) if box.view is self.sender()), 0) + step
        while 0 <= at < len(boxes):
            view = boxes[at].view
            if view.cards.rowCount():
                near = view.indexAt(QPoint(view.viewport().width() // 2, height))
                place = near.row() if near.isValid() else view.cards.rowCount() - 1
                self.choose(view.cards.key(place))
                return
            at += step

    def _taken(self, card_id: Hashable) -> list[Hashable]:
        """What an intent on a card is about: the marked cards, when it is one of them."""
        return self.marks if card_id in self._marks else [card_id]

    def _want_move(self, card_id: Hashable, step: int) -> None:
        self.move_wanted.emit(self._taken(card_id), step)

    def _drop(self, card_id: Hashable, lane: str) -> None:
        self.dropped.emit(self._taken(card_id), lane)

    def _toggle(self, card_id: Hashable) -> None:
        if card_id in self._marks:
            del self._marks[card_id]
        else:
            self._marks[card_id] = None
        self._tell_marks()

    def _tell_marks(self) -> None:
        for box in self._boxes.values():
            box.view.show_marks(self._marks)
        self.marked.emit(self.marks)

    def _offer_menu(self, card_id: Hashable, at: QPoint) -> None:
        if self.menu is None:
            return
        wanted = set(self._taken(card_id))
        cards = [card for box in self._boxes.values() for card in box.view.cards.rows if card.id in wanted]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self.menu(cards)))
        menu.popup(at)


class _LaneBox(Panel):
    """A lane: its heading above its cards."""

    def __init__(self, lane_key: str, board: QWidget) -> None:
        super().__init__("well", margin=6, spacing=4, parent=board)
        self.lane_key = lane_key
        self._icon = Icon("kanban", "petrol", 18, parent=self)
        self._title = Text("", "section", elide=True, parent=self)
        self._count = Count(tone=Tone.INFO, parent=self)
        self._note = Text("", "small", tone="muted", elide=True, parent=self)
        self.view = LaneView(lane_key, self)
        head = QHBoxLayout()
        head.setContentsMargins(4, 4, 2, 0)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        below = QHBoxLayout()
        below.setContentsMargins(4, 0, 2, 2)
        below.addWidget(self._note)
        self.column.addLayout(head)
        self.column.addLayout(below)
        self.column.addWidget(self.view, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._fit()
        theme.changed.connect(self._fit)

    def show_lane(self, lane: Lane, cards: Sequence[Card], marks: dict[Hashable, None]) -> None:
        self._icon.show_icon(lane.icon, "petrol")
        self._title.setText(lane.title)
        self._count.show_count(str(len(cards)))
        self._note.setText(lane.note or " ")
        words = [lane.title, str(len(cards)), lane.note]
        self.view.setAccessibleName(", ".join(word for word in words if word))
        self.view.show_marks(marks)
        self.view.cards.show(cards)

    def _fit(self) -> None:
        self.setMinimumWidth(look().px(_NARROWEST))
