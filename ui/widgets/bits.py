"""Small painted things: pill, avatar, key hint, icon, count, bar, and the panels they stand on."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.text import translate
from ui.theme import Tone, look, paint_icon
from ui.widgets.brush import (
    count_size,
    draw_count,
    draw_initials,
    draw_key,
    draw_pill,
    key_size,
    pill_size,
)
from ui.widgets.sign import Sign

Surface = Literal["card", "list", "well", "canvas", "top", "bottom", "side", "nav", "rule"]


class Painted(QWidget):
    """A widget of its own size that draws itself and speaks through its accessible name."""

    def __init__(self, spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()
            self.update()


class Pill(Painted):
    """A state as a word (and icon) on a soft surface."""

    def __init__(self, sign: Sign, parent: QWidget | None = None) -> None:
        super().__init__(sign.text, parent)
        self._sign = sign

    def show_sign(self, sign: Sign) -> None:
        """Show another state."""
        self._sign = sign
        self.setAccessibleName(sign.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return pill_size(self._sign, look().font("small", 500))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        draw_pill(QPainter(self), QPoint(0, 0), self._sign, look().font("small", 500), self.width())


class Avatar(Painted):
    """Initials in a circle of ``side`` logical pixels."""

    def __init__(
        self,
        initials: str,
        spoken: str,
        side: int = 24,
        *,
        strong: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(spoken, parent)
        self._initials, self._side, self._strong = initials, side, strong
        self.setToolTip(spoken)

    def show_person(self, initials: str, spoken: str) -> None:
        """Show another person."""
        self._initials = initials
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        side = look().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        draw_initials(QPainter(self), self.rect(), self._initials, strong=self._strong)


def spoken_key(key: str) -> str:
    """The name of a key as it is said: an arrow by its word."""
    arrows = {
        "→": translate("Keys", "pijl rechts"),
        "←": translate("Keys", "pijl links"),
        "↑": translate("Keys", "pijl omhoog"),
        "↓": translate("Keys", "pijl omlaag"),
    }
    for sign, word in arrows.items():
        key = key.replace(sign, word)
    return key


class KeyHint(Painted):
    """The name of a key as a key cap."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(spoken_key(key), parent)
        self._key = key

    def sizeHint(self) -> QSize:
        return key_size(self._key)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        draw_key(QPainter(self), self.rect(), self._key, look().colour("muted"), look().colour("line"))


class Icon(Painted):
    """An icon in the colour of a palette role; decoration, unless it has a spoken name."""

    def __init__(
        self,
        name: str,
        role: str = "muted",
        side: int = 16,
        spoken: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(spoken, parent)
        self._name, self._role, self._side = name, role, side

    def show_icon(self, name: str, role: str) -> None:
        """Show another icon."""
        self._name, self._role = name, role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(self._side), look().px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        box = QRect(QPoint(0, 0), self.sizeHint())
        box.moveCenter(self.rect().center())
        paint_icon(QPainter(self), self._name, box, look().colour(self._role))


class Count(Painted):
    """A number in a soft pill."""

    def __init__(self, text: str = "", tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._text, self._tone = text, tone

    def show_count(self, text: str, tone: Tone | None = None) -> None:
        """Show another number."""
        self._text = text
        self._tone = self._tone if tone is None else tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return count_size(self._text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        draw_count(QPainter(self), self.rect(), self._text, self._tone)


class Bar(Painted):
    """How far something is, from 0 to 1; the words stand beside it."""

    def __init__(
        self, share: float = 0.0, tone: Tone = Tone.INFO, spoken: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(spoken, parent)
        self._share, self._tone = share, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Show another share."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    @property
    def share(self) -> float:
        """The share that is shown."""
        return self._share

    def sizeHint(self) -> QSize:
        return QSize(look().px(120), look().px(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(40), look().px(6))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole, radius = QRectF(self.rect()), self.height() / 2
        painter.setBrush(look().colour("line"))
        painter.drawRoundedRect(whole, radius, radius)
        if self._share > 0:
            painter.setBrush(_bar_colour(self._tone))
            whole.setWidth(max(whole.height(), whole.width() * self._share))
            painter.drawRoundedRect(whole, radius, radius)


def _bar_colour(tone: Tone) -> QColor:
    return look().colour("attention_bar") if tone is Tone.ATTENTION else look().mark(tone)


class Panel(QFrame):
    """A surface of the look with a column on it: ``panel.column``."""

    def __init__(
        self, surface: Surface | Tone = "card", margin: int = 16, spacing: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", str(surface))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(spacing)


class Rule(QFrame):
    """A hairline across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "rule")
        self.setFixedHeight(1)
