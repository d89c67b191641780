"""One of a few, all in sight: large lines to choose from by arrow or number, for a question that is put aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.brush import draw_panel, draw_text, line_height, middle
from ui.widgets.choice_fields import Option
from ui.widgets.field import Field

_MOST_KEYS = 9
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)
_TALL = 4_000


class _Pick(QRadioButton):
    """One line: its number, and its words."""

    def __init__(self, number: int, text: str, parent: QWidget) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._number, self._words = number, text
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - self._left() - look().px(12), 40), _TALL)
        words = QFontMetrics(look().font("body", 600)).boundingRect(room, _WRAP, self._words).height()
        return max(words, look().px(22)) + look().px(14)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(look().px(320), line_height(look().font("body", 600)) + look().px(16))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), self.sizeHint().height())

    def hitButton(self, pos: Any) -> bool:  # noqa: N802 - Qt's name
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter, colour = QPainter(self), look().colour
        on = self.isChecked()
        edge = colour("ink" if self.hasFocus() else "petrol" if on else "line")
        fill = colour("soft_petrol" if on else "card")
        draw_panel(painter, self.rect().adjusted(1, 1, -1, -1), fill, edge, 8, width=2 if self.hasFocus() else 1)
        dot = middle(self.rect(), look().px(22), look().px(10))
        draw_panel(
            painter, dot, colour("petrol" if on else "card"), colour("petrol" if on else "field"), dot.width() / 2
        )
        if self._number <= _MOST_KEYS:
            ink = colour("on_petrol" if on else "ink")
            draw_text(
                painter, dot, str(self._number), look().font("small", 700), ink, align=Qt.AlignmentFlag.AlignCenter
            )
        room = QRect(self._left(), 0, self.width() - self._left() - look().px(12), self.height())
        painter.setFont(look().font("body", 600 if on else 400))
        painter.setPen(colour("ink"))
        painter.drawText(room, _WRAP, self._words)

    def _left(self) -> int:
        return look().px(10 + 22 + 12)


class PickField(Field):
    """The answer is the value of the chosen line, ``None`` before one is chosen."""

    def __init__(
        self,
        label: str,
        options: Sequence[Option],
        *,
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, required=required, parent=parent)
        self._values = [option.value for option in options]
        box = QWidget(self)
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        self._picks = [_Pick(at, option.text, box) for at, option in enumerate(options, start=1)]
        for pick in self._picks:
            pick.clicked.connect(self.tell)
            pick.installEventFilter(self)
            rows.addWidget(pick)
        self.hold(box)
        self._aim()

    @property
    def value(self) -> Any:
        return next((value for value, pick in zip(self._values, self._picks, strict=True) if pick.isChecked()), None)

    @property
    def words(self) -> str:
        """The words of the chosen line; empty before one is chosen."""
        return next((pick.accessibleName() for pick in self._picks if pick.isChecked()), "")

    def set_value(self, value: Any) -> None:
        for known, pick in zip(self._values, self._picks, strict=True):
            pick.setAutoExclusive(False)  # or none could be let go of
            pick.setChecked(known == value)
            pick.setAutoExclusive(True)
        self._aim()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number chooses its line."""
        at = event.key() - Qt.Key.Key_1
        if 0 <= at < min(len(self._picks), _MOST_KEYS):
            self._picks[at].setFocus(Qt.FocusReason.OtherFocusReason)
            self._picks[at].click()
            self._aim()
            return
        super().keyPressEvent(event)

    def _aim(self) -> None:
        """The focus goes to the chosen line, or else to the first."""
        chosen = next((pick for pick in self._picks if pick.isChecked()), self._picks[0])
        self.setFocusProxy(chosen)
