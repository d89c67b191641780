"""What every page has: a title, a line beneath it, tools at the right, and its body."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.flow import FlowLayout
from ui.widgets.scroller import Scroller
from ui.widgets.text import Text


class PageFrame(QWidget):
    """A page: ``self.column`` holds its body, ``add_tool`` puts widgets beside the title.

    A page that is taller than the window scrolls as a whole, as at large text it must.
    ``set_primary`` names the one primary action; the window shows it in the top bar.
    """

    QUIET: ClassVar[bool] = False
    """Whether the window offers no period and no search while this page is in view."""

    primary_changed = Signal()

    def __init__(self, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._primary: QAction | None = None
        self._title = Text(title, "title", parent=self)
        self._subtitle = Text(subtitle, tone="muted", wrap=True, parent=self)
        self._tool_box = QWidget(self)
        self._tools = FlowLayout(self._tool_box)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._tool_box.setSizePolicy(policy)
        self._tool_box.setVisible(False)
        head = FlowLayout(None, 12, push_last=True)
        for part in (self._title, self._subtitle, self._tool_box):
            head.addWidget(part)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(20, 14, 20, 14)
        self.column.setSpacing(12)
        self.column.addLayout(head)
        self._subtitle.setVisible(bool(subtitle))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroller(inner, self))

    @property
    def primary(self) -> QAction | None:
        """The primary action of this page."""
        return self._primary

    def set_primary(self, action: QAction | None) -> None:
        """Name the primary action; ``None`` when there is none now."""
        self._primary = action
        self.primary_changed.emit()

    def set_subtitle(self, text: str) -> None:
        """Say what is shown, under the title."""
        self._subtitle.setText(text)
        self._subtitle.setVisible(bool(text))

    def add_tool(self, widget: QWidget) -> None:
        """Put a widget at the right of the title."""
        self._tools.addWidget(widget)
        self._tool_box.setVisible(True)
