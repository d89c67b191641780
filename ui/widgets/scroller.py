"""A scroll area whose content fills the room there is, and scrolls only when it cannot be smaller."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_TURNS = 3  # what has another width can need another height, once


class Scroller(QScrollArea):
    """Gives its content the whole view, or the least height that it needs at that width.

    Qt's own resizable area asks for the preferred height as soon as any text in it can wrap,
    which makes lists scroll twice.
    """

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        content.installEventFilter(self)

    def settle(self) -> None:
        """Lay the content out now, from the inside out.

        Left to itself Qt takes a turn of its loop for every widget in another, and paints in between: a heading that
        got more words is cut for as long.
        """
        for _ in range(_TURNS):
            before = self._content.size()
            for widget in reversed([self._content, *self._content.findChildren(QWidget)]):
                if (layout := widget.layout()) is not None:
                    layout.activate()
            self._fit()
            if self._content.size() == before:
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._content:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        room = self.maximumViewportSize()
        width, height = room.width(), room.height()
        if self._least(width) > height:
            width -= self.verticalScrollBar().sizeHint().width()
        wide = max(width, self._content.minimumSizeHint().width())
        self._content.resize(wide, max(height, self._least(wide)))

    def _least(self, width: int) -> int:
        layout = self._content.layout()
        if layout is None:
            return self._content.minimumSizeHint().height()
        if layout.hasHeightForWidth():
            return layout.minimumHeightForWidth(width)
        return layout.minimumSize().height()
