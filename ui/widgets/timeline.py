"""What happened, newest first, along a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import look
from ui.widgets.row_model import Column, RowModel

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TALL = 10_000


class When(StrEnum):
    """How a moment stands to now."""

    DONE = "done"
    NEXT = "next"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Moment:
    """One point on the line: what identifies it, what happened, when and by whom in words."""

    key: str
    title: str
    detail: str = ""
    when: When = When.DONE


class Timeline(QListView):
    """Moments under each other, as tall as they need; Enter opens one."""

    opened = Signal(str)

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self.moments: RowModel[Moment] = RowModel([Column("", _spoken)], lambda moment: moment.key, self)
        self.setModel(self.moments)
        self.setItemDelegate(_MomentDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._open)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show these moments, in this order."""
        self.moments.show(moments)
        self._fit()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.moments.row(index.row()).key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and self.model() is not None:
            self._fit()

    def _fit(self) -> None:
        """Be as tall as all moments, so that the panel around it scrolls as one."""
        self.scheduleDelayedItemsLayout()
        width = self.viewport().width()
        height = sum(moment_height(moment, width) for moment in self.moments.rows)
        self.setFixedHeight(height + 2)


def _spoken(moment: Moment) -> str:
    return f"{moment.title}, {moment.detail}" if moment.detail else moment.title


def moment_height(moment: Moment, width: int) -> int:
    """The height of a moment in a line of ``width``."""
    room = max(width - look().px(26), look().px(60))
    height = look().px(12)
    for text, weight, role in ((moment.title, 600, "body"), (moment.detail, 400, "small")):
        if text:
            metrics = QFontMetrics(look().font(role, weight))
            height += metrics.boundingRect(0, 0, room, _TALL, _WRAP, text).height()
    return height


class _MomentDelegate(QStyledItemDelegate):
    """Draws the rail, a dot (full: done, open: still to come) and the words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002 - the view knows its width
        view = self.parent()
        width = view.viewport().width() if isinstance(view, Timeline) else look().px(200)
        return QSize(width, moment_height(index.data(RowModel.RowRole), width))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        moment: Moment = index.data(RowModel.RowRole)
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look().colour("petrol"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        first, last = index.row() == 0, index.row() == index.model().rowCount() - 1
        x, y = box.left() + look().px(9), box.top() + look().px(15)
        painter.setPen(QPen(look().colour("line"), 2))
        painter.drawLine(x, y if first else box.top(), x, y if last else box.bottom() + 1)
        colour = look().colour({"done": "petrol", "next": "attention", "late": "coral"}[moment.when])
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if moment.when is When.DONE else look().colour("card"))
        painter.drawEllipse(QPointF(x, y), look().px(4.5), look().px(4.5))
        self._paint_words(painter, box, moment)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect, moment: Moment) -> None:
        left = box.left() + look().px(24)
        room = QRect(left, box.top() + look().px(5), max(box.width() - look().px(26), look().px(60)), box.height())
        ink: QColor = look().colour("coral" if moment.when is When.LATE else "ink")
        painter.setFont(look().font("body", 600))
        painter.setPen(ink)
        used = painter.boundingRect(room, _WRAP, moment.title)
        painter.drawText(room, _WRAP, moment.title)
        painter.setFont(look().font("small"))
        painter.setPen(look().colour("muted"))
        painter.drawText(room.adjusted(0, used.height(), 0, 0), _WRAP, moment.detail)
