"""A card with one figure that can be chosen, as a tab is, to see what lies behind it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.bits import Bar, Icon, KeyHint
from ui.widgets.brush import draw_panel
from ui.widgets.text import Text
from ui.widgets.tile import Figure


class GoalCard(QAbstractButton):
    """A goal: its number, what that counts, last year's, and how much of it is known."""

    def __init__(self, icon: str, over: str, title: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = f"{over}: {title}"
        self._value, self._meaning = Text("", "number"), Text("", wrap=True)
        self._before = Text("", "small", tone="muted", wrap=True)
        self._known, self._bar = Text("", "small", tone="muted", wrap=True), Bar()
        head = QHBoxLayout()
        head.setSpacing(10)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(over, "small", tone="muted"))
        names.addWidget(Text(title, strong=True, wrap=True))
        head.addWidget(Icon(icon, "petrol", 22))
        head.addLayout(names, 1)
        head.addWidget(KeyHint(key), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(4)
        column.addLayout(head)
        for part in (self._value, self._meaning, self._before):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self._bar)
        column.addWidget(self._known)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_figure(self, figure: Figure) -> None:
        """Show a figure."""
        for label, words in (
            (self._value, figure.value),
            (self._meaning, figure.meaning),
            (self._before, figure.before),
            (self._known, figure.known),
        ):
            label.setText(words)
        self._bar.setVisible(figure.share is not None)
        self._bar.show_share(figure.share or 0.0)
        self._bar.setAccessibleName(figure.known)
        self.setAccessibleName(f"{self._title}. {figure.value} {figure.meaning}")
        self.setAccessibleDescription(" ".join(part for part in (figure.before, figure.known) if part))

    def sizeHint(self) -> QSize:
        return self._inner().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inner().totalMinimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._inner().totalHeightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        chosen = self.isChecked()
        border = look().colour("petrol" if chosen else "line")
        fill = look().colour("soft_petrol" if chosen else "card")
        draw_panel(painter, self.rect(), fill, border, 10, width=2 if chosen else 1)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look().colour("petrol"), 2, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRect(self.rect()).adjusted(4, 4, -4, -4), 7, 7)

    def _inner(self) -> QVBoxLayout:
        inner = self.layout()
        if not isinstance(inner, QVBoxLayout):
            raise TypeError(inner)
        return inner
