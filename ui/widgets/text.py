"""Labels in the type roles of the tokens."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import look

TypeRole = Literal["title", "section", "body", "small", "number"]
LabelTone = Literal["ink", "muted", "petrol", "danger", "attention", "done", "nav"]
_NARROWEST = 24
_WIDEST = 520


_BREAK = "\u200b"  # a place to break that takes no room
_LONG_WORD = re.compile(r"\S{24,}")
_MARKS = re.compile(r"(?<=[@./_?&=-])")


class Text(QLabel):
    """Plain text in a type role; ``elide`` shortens it with an ellipsis and a tooltip, ``wrap`` breaks it."""

    def __init__(
        self,
        text: str = "",
        role: TypeRole = "body",
        *,
        tone: LabelTone = "ink",
        strong: bool = False,
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", role)
        self.setProperty("tone", tone)
        self.setProperty("strong", strong)
        self.setWordWrap(wrap)
        self._elide = elide
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def text(self) -> str:
        """The words, as they were given."""
        return super().text().replace(_BREAK, "")

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show ``text``; where it wraps, an address that is too long for a line breaks at its own marks."""
        super().setText(_LONG_WORD.sub(_broken, text) if self.wordWrap() else text)

    @property
    def elides(self) -> bool:
        """Whether the text shortens itself."""
        return self._elide

    def set_tone(self, tone: LabelTone) -> None:
        """Give the text another colour."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self.wordWrap():
            return hint
        width = min(self.fontMetrics().horizontalAdvance(self.text()) + 2, look().px(_WIDEST))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(_NARROWEST, hint.width()), hint.height()) if self._elide else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elide:
            self.setToolTip(self.text() if self.sizeHint().width() > self.width() else "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)


def _broken(word: re.Match[str]) -> str:
    return _MARKS.sub(_BREAK, word.group())
