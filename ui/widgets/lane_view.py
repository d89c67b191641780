"""One lane of a board: a list of cards."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.widgets.card import Card
from ui.widgets.card_paint import CardDelegate
from ui.widgets.row_model import Column, Index, RowModel

_MIME = "application/x-driehoek-card"


class CardModel(RowModel[Card]):
    """The cards of one lane; they can be dragged."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__([Column("", _spoken, tip=_tip)], _card_id, parent)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Say only that a card is being dragged; which one, the view knows."""
        data = QMimeData()
        data.setData(_MIME, str(len(indexes)).encode())
        return data


def _card_id(card: Card) -> Hashable:
    return card.id


def _spoken(card: Card) -> str:
    return card.spoken


def _tip(card: Card) -> str:
    return card.spoken if card.compact else ""


class LaneView(QListView):
    """The cards of one lane; what is asked of them goes to the board."""

    opened = Signal(object)
    reached = Signal(object)
    side_wanted = Signal(int, int)
    move_wanted = Signal(object, int)
    mark_wanted = Signal(object)
    unmark_wanted = Signal()
    dropped = Signal(object, str)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, lane: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.lane = lane
        self.cards = CardModel(self)
        self.marks: Mapping[Hashable, None] = {}
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self.is_marked, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setBackgroundRole(QPalette.ColorRole.NoRole)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def choose(self, card_id: Hashable) -> bool:
        """Make a card the current one; False when it is not in this lane."""
        place = self.cards.place(card_id)
        if place is not None:
            self.setCurrentIndex(self.cards.index(place, 0))
            self.scrollTo(self.cards.index(place, 0))
        return place is not None

    def release(self) -> None:
        """Have no current card."""
        if self.currentIndex().isValid():
            self.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.Clear)
        self.selectionModel().clear()

    def show_marks(self, marks: Mapping[Hashable, None]) -> None:
        """Show which cards are marked."""
        self.marks = marks
        self.viewport().update()

    def current_id(self) -> Hashable | None:
        """The id of the current card."""
        index = self.currentIndex()
        return self.cards.key(index.row()) if index.isValid() else None

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.reached.emit(self.cards.key(current.row()))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.cards.key(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        current = self.current_id()
        if key in steps and ctrl and current is not None:
            self.move_wanted.emit(current, steps[Qt.Key(key)])
        elif key in steps and not ctrl:
            self.side_wanted.emit(steps[Qt.Key(key)], self.visualRect(self.currentIndex()).center().y())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current is not None:
            self.opened.emit(current)
        elif key == Qt.Key.Key_Space and current is not None:
            self.mark_wanted.emit(current)
        elif key == Qt.Key.Key_Escape and self.marks:
            self.unmark_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.setCurrentIndex(index)
            self.mark_wanted.emit(self.cards.key(index.row()))
            return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_wanted.emit(self.cards.key(index.row()), at)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        source = event.source()
        if not isinstance(source, LaneView) or not event.mimeData().hasFormat(_MIME):
            return
        card = source.current_id()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if card is not None and source is not self:
            self.dropped.emit(card, self.lane)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def is_marked(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether the card at ``index`` is marked."""
        return self.cards.key(index.row()) in self.marks
