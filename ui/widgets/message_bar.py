"""The bar that says what happened and offers to undo it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Tone
from ui.widgets.announce import announce
from ui.widgets.bits import Icon
from ui.widgets.button import Button, Kind, key_text
from ui.widgets.text import Text

_ICONS = {
    Tone.PLAIN: ("info", "muted"),
    Tone.INFO: ("info", "petrol"),
    Tone.DONE: ("circle-check", "done"),
    Tone.ATTENTION: ("circle-alert", "attention"),
    Tone.DANGER: ("triangle-alert", "coral"),
}


class MessageBar(QWidget):
    """One fact, which stays until the next one or until it is put away; sometimes with Undo."""

    undo_wanted = Signal()
    action_wanted = Signal()
    """The one other thing that the message offers was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon("info", side=17, parent=self)
        self._words = Text(elide=True, parent=self)
        undo_key = key_text(QKeySequence(QKeySequence.StandardKey.Undo))
        self._undo = Button(self.tr("Ongedaan maken"), "undo-2", key=undo_key, small=True, parent=self)
        self._action = Button("", kind=Kind.SOFT, small=True, parent=self)
        self._away = Button("", "x", Kind.LINK, small=True, parent=self)
        self._away.setAccessibleName(self.tr("Bericht weg"))
        self._undo.clicked.connect(self.undo_wanted)
        self._action.clicked.connect(self.action_wanted)
        self._away.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._icon, self._words, self._undo, self._action, self._away):
            row.addWidget(part)
        row.addStretch(1)
        self.clear()

    @property
    def text(self) -> str:
        """What the bar says now; empty when nothing."""
        return self._words.text()

    def say(self, text: str, tone: Tone = Tone.DONE, *, undo: bool = False, action: str = "") -> None:
        """Say what happened; ``undo`` offers to take it back, ``action`` offers one other thing."""
        name, role = _ICONS[tone]
        self._icon.show_icon(name, role)
        self._words.setText(text)
        self._words.set_tone("danger" if tone is Tone.DANGER else "ink")
        self._action.setText(action)
        self._icon.setVisible(True)
        self._words.setVisible(True)
        self._undo.setVisible(undo)
        self._action.setVisible(bool(action))
        self._away.setVisible(True)
        announce(self, text, urgent=tone in {Tone.ATTENTION, Tone.DANGER})

    def leave_page(self) -> None:
        """Forget what was only of the page that goes out of view; an offer to undo or to act stays."""
        if not self._undo.isVisibleTo(self) and not self._action.isVisibleTo(self):
            self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._words.setText("")
        for part in (self._icon, self._words, self._undo, self._action, self._away):
            part.setVisible(False)
