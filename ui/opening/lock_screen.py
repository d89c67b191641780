"""What stands on the screen while the school is locked: who are you, and your wachtzin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.frame.navigation import paint_mark
from ui.theme import look, theme
from ui.widgets.bits import Painted, Panel, Rule
from ui.widgets.button import Button, Kind
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.scroller import Scroller
from ui.widgets.text import Text
from ui.widgets.text_fields import TextField


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who may open this school: what identifies their key slot, and their name and role."""

    key: str
    name: str


class LockScreen(QWidget):
    """Asks who is there and their wachtzin; it opens nothing itself and keeps nothing typed."""

    unlock_wanted = Signal(str, str)
    """The key of the person and the wachtzin."""
    recovery_wanted = Signal()
    """The wachtzin is lost: the recovery code is to be asked."""
    others_wanted = Signal()
    """Another school, a new one or a backup is to be opened instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panel = Panel("card", margin=26, spacing=12)
        self._person = ChoiceField(self.tr("Wie ben je?"))
        self._phrase = TextField(self.tr("Wachtzin"), secret=True, longest=400)
        self._open = Button(self.tr("Open"), "key-round", Kind.PRIMARY, key="Enter")
        self._lost = Button(self.tr("Wachtzin kwijt"), kind=Kind.LINK)
        self._others = Button(self.tr("Andere school"), kind=Kind.LINK)
        self._others.clicked.connect(self.others_wanted)
        self._open.clicked.connect(self.ask)
        self._lost.clicked.connect(self.recovery_wanted)
        self._phrase.edit.returnPressed.connect(self.ask)
        self._foot = Text(self.tr("Alles staat versleuteld op deze laptop."), "small", tone="muted", wrap=True)
        self._lay_out()
        self._fit()
        theme.changed.connect(self._fit)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(_BigMark())
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text("Driehoek", "title"))
        words.addWidget(Text(self.tr("Je school is op slot."), tone="muted", wrap=True))
        head.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._open)
        foot.addStretch(1)
        foot.addWidget(self._lost)
        column = self._panel.column
        column.addLayout(head)
        column.addSpacing(6)
        column.addWidget(self._person)
        column.addWidget(self._phrase)
        column.addLayout(foot)
        column.addWidget(self._foot)
        column.addWidget(Rule())
        column.addWidget(self._others, 0, Qt.AlignmentFlag.AlignLeft)
        inner = QWidget()
        outer = QVBoxLayout(inner)
        outer.addStretch(2)
        outer.addWidget(self._panel, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroller(inner))

    def show_people(self, people: Sequence[Person], current: str = "") -> None:
        """Offer who may open this school; one person alone is not asked who they are."""
        self._person.show_options([Option(person.key, person.name) for person in people])
        if current:
            self._person.set_value(current)
        self._person.setVisible(len(people) > 1)
        self.focus()

    def say(self, text: str) -> None:
        """Say something under the button, in place of where everything is kept."""
        self._foot.setText(text)

    def focus(self) -> None:
        """Go to the wachtzin."""
        self._phrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> None:
        """Ask to open with what was typed."""
        phrase = self._phrase.value
        if not phrase:
            self._phrase.show_error(self.tr("Typ je wachtzin."))
            self.focus()
            return
        self.set_busy(True)
        self.unlock_wanted.emit(str(self._person.value or ""), phrase)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a state, as in Qt's setters
        """While the key is being made nothing can be typed; the button says so."""
        for part in (self._person, self._phrase, self._open, self._others, self._lost):
            part.setEnabled(not busy)
        self._open.setText(self.tr("Even wachten …") if busy else self.tr("Open"))
        self._open.updateGeometry()

    def show_error(self, text: str) -> None:
        """Say why it did not open; what was typed is gone."""
        self.set_busy(False)
        self._phrase.set_value("")
        self._phrase.show_error(text)
        self.focus()

    def _fit(self) -> None:
        self._panel.setFixedWidth(look().px(420))


class _BigMark(Painted):
    """The mark of the program."""

    def __init__(self) -> None:
        super().__init__("Driehoek")

    def sizeHint(self) -> QSize:
        return QSize(look().px(48), look().px(48))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        paint_mark(QPainter(self), self.rect(), "card")
