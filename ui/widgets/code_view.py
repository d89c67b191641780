"""A code to write down or read out, in large groups."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import look
from ui.widgets.bits import Painted
from ui.widgets.brush import draw_panel, draw_text, line_height, text_width
from ui.widgets.flow import FlowLayout


class _Group(Painted):
    """One group of a code, spoken sign by sign."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(" ".join(text), parent)
        self._text = text

    def sizeHint(self) -> QSize:
        font = look().font("title", 700, tabular=True)
        return QSize(text_width(self._text, font) + look().px(28), line_height(font) + look().px(16))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        draw_panel(painter, self.rect(), look().colour("well"), look().colour("line"), 8)
        font, centre = look().font("title", 700, tabular=True), Qt.AlignmentFlag.AlignCenter
        draw_text(painter, QRect(self.rect()), self._text, font, look().colour("ink"), align=centre)


class CodeView(QWidget):
    """Shows a code whose groups are parted by hyphens; it cannot be copied, as a clipboard tells everybody."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, 8)
        self._groups: list[_Group] = []
        self.code = ""
        """The code in view."""

    def show_code(self, code: str) -> None:
        """Show another code."""
        for group in self._groups:
            self._flow.removeWidget(group)
            group.deleteLater()
        self.code = code
        self._groups = [_Group(part, self) for part in code.split("-")] if code else []
        for group in self._groups:
            self._flow.addWidget(group)
        self.updateGeometry()
