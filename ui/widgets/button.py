"""The one button of the program: icon, words and the key that does the same."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QEnterEvent, QHelpEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolTip, QWidget

from ui.theme import look, paint_icon
from ui.widgets.brush import draw_key, draw_panel, key_size, line_height, middle, text_width

ICON_PROPERTY = "icon_name"
_SHOWN = {"Return": "Enter", "Space": "Spatie", "Right": "→", "Left": "←", "Up": "↑", "Down": "↓"}


class Kind(StrEnum):
    """How much a button asks for attention; a page has at most one primary."""

    PRIMARY = "primary"
    USUAL = "usual"
    SOFT = "soft"
    LINK = "link"
    DANGER = "danger"


def key_text(shortcut: QKeySequence) -> str:
    """The name of a shortcut as a Dutch keyboard shows it: arrows as arrows, whatever Qt's own words are."""
    *held, key = shortcut.toString(QKeySequence.SequenceFormat.PortableText).split("+")
    return "+".join((*held, _SHOWN.get(key, key)))


def tell_name(widget: QWidget, event: QEvent) -> bool:
    """Show the spoken name of ``widget`` where the mouse rests, if that is what ``event`` asks and it has no tip."""
    if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent) or widget.toolTip():
        return False
    QToolTip.showText(event.globalPos(), widget.accessibleName(), widget)
    return True


class Button(QPushButton):
    """A push button with an icon by name and the hint of its key; ``key`` is shown, not bound.

    ``Button.of(action)`` follows an action: its text, icon, key, and whether it can be done.
    """

    def __init__(
        self,
        text: str,
        icon: str = "",
        kind: Kind = Kind.USUAL,
        *,
        key: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._kind, self._key, self._small = icon, kind, key, small
        self._action: QAction | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)

    @classmethod
    def of(cls, action: QAction, kind: Kind = Kind.USUAL, parent: QWidget | None = None) -> Button:
        """A button that does what ``action`` does."""
        made = cls(action.text(), kind=kind, parent=parent)
        made.follow(action)
        return made

    def follow(self, action: QAction) -> None:
        """Do and show what ``action`` does and says."""
        self._action = action
        action.changed.connect(self._read_action)
        self.clicked.connect(action.trigger)
        self._read_action()

    def _read_action(self) -> None:
        action = self._action
        if action is None:
            return
        self._icon = str(action.property(ICON_PROPERTY) or "")
        self._key = key_text(action.shortcut())
        self.setText(action.text())
        self.setToolTip("" if action.toolTip() == action.text() else action.toolTip())
        self.setEnabled(action.isEnabled())
        self.updateGeometry()
        self.update()

    @property
    def kind(self) -> Kind:
        """How much it asks for attention."""
        return self._kind

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Step forward or back."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = look().font("body", 600)
        width = text_width(_plain(self.text()), font) if self.text() else 0
        gap = look().px(7)
        if self._icon:
            width += look().px(16) + (gap if self.text() else 0)
        if self._key:
            width += key_size(self._key).width() + look().px(9)
        side = look().px({Kind.PRIMARY: 14, Kind.LINK: 6}.get(self._kind, 11))
        height = max(line_height(font) + look().px(8), look().px(30 if self._small else 36))
        wide = width + 2 * side if self.text() else max(width + 2 * look().px(7), height)
        return QSize(wide, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, everywhere and not only in a dialog."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Its spoken name is the tip where it has no other: as a tip of its own a screen reader would say it twice."""
        return tell_name(self, event) or super().event(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        painter = QPainter(self)
        ink = self._paint_ground(painter)
        self._paint_words(painter, ink)

    def _paint_ground(self, painter: QPainter) -> QColor:
        """Draw the surface; tells the colour of what stands on it."""
        colour = look().colour
        fill, border, ink = {
            Kind.PRIMARY: ("petrol", None, "on_petrol"),
            Kind.USUAL: ("card", "field", "petrol"),
            Kind.SOFT: ("soft_petrol", None, "petrol"),
            Kind.LINK: (None, None, "petrol"),
            Kind.DANGER: ("card", "coral", "coral"),
        }[self._kind]
        if not self.isEnabled():
            fill, border, ink = ("well" if fill else None), None, "muted"
        elif self._lit() and self._kind is not Kind.PRIMARY:
            fill = "well" if self._kind is Kind.SOFT else "soft_petrol"
        elif self._kind is Kind.PRIMARY and self._lit():
            border = "ink"
        surface = QColor(Qt.GlobalColor.transparent) if fill is None else colour(fill)
        draw_panel(painter, self.rect(), surface, colour(border) if border else None, 8)
        if self.hasFocus():
            ring = "ink" if self._kind is Kind.PRIMARY else "petrol"
            draw_panel(painter, self.rect(), QColor(Qt.GlobalColor.transparent), colour(ring), 8, width=2)
            if self._kind is Kind.PRIMARY:
                inner = self.rect().adjusted(2, 2, -2, -2)
                draw_panel(painter, inner, QColor(Qt.GlobalColor.transparent), colour("on_petrol"), 6)
        return colour(ink)

    def _lit(self) -> bool:
        return self.underMouse() or self.isDown() or self.isChecked()

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        font = look().font("body", 600)
        words = text_width(_plain(self.text()), font) if self.text() else 0
        icon = look().px(16) if self._icon else 0
        gap = look().px(7) if self._icon and self.text() else 0
        key = key_size(self._key) if self._key else QSize(0, 0)
        tail = key.width() + look().px(9) if self._key else 0
        left = (self.width() - words - icon - gap - tail) // 2
        if self._icon:
            paint_icon(painter, self._icon, middle(self.rect(), icon, left), ink)
        room = QRect(left + icon + gap, 0, words + 2, self.height())
        painter.setFont(font)
        painter.setPen(ink)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(flags | Qt.TextFlag.TextShowMnemonic), self.text())
        if self._key:
            at = QRect(room.right() + look().px(8), (self.height() - key.height()) // 2, key.width(), key.height())
            quiet = self._kind is not Kind.PRIMARY and self.isEnabled()
            draw_key(
                painter,
                at,
                self._key,
                look().colour("muted") if quiet else ink,
                look().colour("line") if quiet else ink,
            )


def _plain(text: str) -> str:
    """``text`` without its mnemonic mark."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
