"""What stands before the frame while no school is open: the first paint, and the welcome."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.text import translate
from ui.frame.navigation import paint_mark
from ui.theme import look
from ui.widgets.bits import Bar, Painted, Panel, Rule
from ui.widgets.button import Button, Kind
from ui.widgets.scroller import Scroller
from ui.widgets.text import Text

_WIDE = 1000
"""How much more of the width the card takes than the room beside it, up to its largest."""


class _Mark(Painted):
    """The mark of the program, large."""

    def sizeHint(self) -> QSize:
        return QSize(look().px(72), look().px(72))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is drawn anew
        paint_mark(QPainter(self), self.rect(), "canvas")


class Cover(QWidget):
    """A card in the middle of the window, under the mark."""

    def __init__(self, title: str, explanation: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark = _Mark("Driehoek", self)
        self.card = Panel("card", margin=28, spacing=14)
        self.card.setMaximumWidth(look().px(520))
        self.card.column.addWidget(Text(title, "title", wrap=True))
        if explanation:
            self.card.column.addWidget(Text(explanation, tone="muted", wrap=True))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(18)
        column.addStretch(2)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.card, _WIDE)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroller(inner))

    def _add(self, button: Button) -> None:
        """Offer one thing to do; the first that is offered has the focus, so that Enter does it."""
        self.card.column.addWidget(button)
        if self.focusProxy() is None:
            self.setFocusProxy(button)


class Opening(Cover):
    """What is painted first, before anything heavy is loaded, and while a school opens or closes."""

    def __init__(self, text: str = "", explanation: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text or translate("Opening", "Driehoek gaat open"), explanation, parent)
        self._bar = Bar(spoken=translate("Opening", "Voortgang"))
        self._bar.setVisible(False)
        self.card.column.addWidget(self._bar)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._bar.show_share(done / total if total else 0)
        self._bar.setVisible(True)


class _Offers(Cover):
    """A cover that offers a new school, a backup and the practice school."""

    new_wanted = Signal()
    practice_wanted = Signal()
    restore_wanted = Signal()

    def _offer(self, set_up: str, new: Kind, other: Kind) -> None:
        offers = (
            (set_up, "plus", new, self.new_wanted),
            (
                translate("Welcome", "Zet een back-up terug of neem een school over"),
                "history",
                other,
                self.restore_wanted,
            ),
            (translate("Welcome", "Kijk rond in de oefenschool"), "sparkles", other, self.practice_wanted),
        )
        for text, icon, kind, signal in offers:
            button = Button(text, icon, kind)
            button.clicked.connect(signal)
            self._add(button)


class Chooser(_Offers):
    """Which of the schools on this laptop to open, or what else to begin with."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(translate("Chooser", "Welke school open je?"), "", parent)
        for at, name in enumerate(names):
            button = Button(name, "building")
            button.clicked.connect(partial(self.chosen.emit, at))
            self._add(button)
        self.card.column.addWidget(Rule())
        self._offer(translate("Chooser", "Richt een nieuwe school in"), Kind.LINK, Kind.LINK)


class Rescue(Cover):
    """What is the matter with the school, and what can be done about it."""

    again_wanted = Signal()
    restore_wanted = Signal()
    go_on_wanted = Signal()
    """This folder becomes the school itself; other copies are older from now on."""

    def __init__(self, text: str, parent: QWidget | None = None, *, can_go_on: bool = False) -> None:
        super().__init__(translate("Rescue", "Je school gaat niet open"), text, parent)
        if can_go_on:
            here = Button(translate("Rescue", "Hier verder werken (de andere map veroudert)"), "check")
            here.clicked.connect(self.go_on_wanted)
            self._add(here)
        again = Button(translate("Rescue", "Probeer het opnieuw"), "refresh-cw", Kind.PRIMARY)
        again.clicked.connect(self.again_wanted)
        restore = Button(translate("Rescue", "Zet een back-up terug"), "history")
        restore.clicked.connect(self.restore_wanted)
        self.setFocusProxy(again)
        self._add(again)
        self._add(restore)


class Welcome(_Offers):
    """What a laptop without a school offers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        title = translate("Welcome", "Welkom bij Driehoek")
        explanation = translate(
            "Welcome",
            "Het bureau voor plaatsingen, contact en papieren. Alles staat versleuteld op deze laptop. "
            "Er is geen account nodig en geen internet.",
        )
        super().__init__(title, explanation, parent)
        self._offer(translate("Welcome", "Richt je school in"), Kind.PRIMARY, Kind.USUAL)
