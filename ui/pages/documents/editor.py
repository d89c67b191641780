"""The texts of a paper beside the paper: what is typed stands in the preview a moment later."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.documents import Kind
from app.errors import Refusal
from app.queries.school_papers import SchoolTextRow
from ui.leaving.text_questions import TextQuestions, intro
from ui.theme import Tone, look, theme
from ui.widgets.announce import announce
from ui.widgets.bits import Panel, Rule
from ui.widgets.button import Button
from ui.widgets.button import Kind as ButtonKind
from ui.widgets.flow import FlowLayout
from ui.widgets.form import Form
from ui.widgets.scroller import Scroller
from ui.widgets.text import Text

_PAUSE_MS = 250
_LEAST, _LOWEST = 300, 200


class TextEditor(QWidget):
    """The fields of one text, above what can be done with it; ``body`` is a text that was begun and not kept yet."""

    typed = Signal(str)
    """The text as it is now, a moment after the last key."""
    reshaped = Signal(str, str)
    """The text with an item more or less, and the name of the text to go on with."""
    written = Signal(str)
    dropped = Signal()
    begun_anew = Signal()
    left = Signal()

    def __init__(self, kind: Kind, language: str, own: SchoolTextRow | None, body: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.form = Form()
        self._questions = TextQuestions(self.form, kind, language, own, body)
        self._questions.reshaped.connect(self.reshaped)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.form.changed.connect(self._pause.start)
        self._title = Text(self.tr("De tekst van {title}").format(title=kind.title), "section", wrap=True)
        self._notice = Panel(Tone.DANGER, margin=10)
        self._notice_text = Text("", wrap=True)
        self._notice.column.addWidget(self._notice_text)
        self._notice.setVisible(False)
        self._lay_out(own is not None, begun=body is not None)
        theme.changed.connect(self._fit)
        self._fit()

    def _lay_out(self, own: bool, *, begun: bool) -> None:  # noqa: FBT001 - whether there is one
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(16, 14, 16, 14)
        body.setSpacing(12)
        body.addWidget(self._title)
        body.addWidget(Text(intro(), tone="muted", wrap=True))
        if begun:
            again = Panel(Tone.INFO, margin=10)
            again.column.addWidget(Text(self.tr("Dit schreef je eerder. Het is nog niet bewaard."), wrap=True))
            again.column.addWidget(self._button(self.tr("Begin opnieuw"), "undo-2", self.begun_anew, ButtonKind.LINK))
            body.addWidget(again)
        for text, tone in ((self._questions.age, Tone.PLAIN), (self._questions.moved, Tone.ATTENTION)):
            if text:
                told = Panel(tone, margin=10)
                told.column.addWidget(Text(text, wrap=True))
                body.addWidget(told)
        body.addWidget(self._notice)
        body.addWidget(self.form)
        body.addStretch(1)
        self._scroller = Scroller(inner)
        foot = QWidget()
        row = FlowLayout(foot)
        row.setContentsMargins(16, 10, 16, 12)
        keep = Button(self.tr("Bewaar tekst"), "check", ButtonKind.PRIMARY, key="Ctrl+S")
        keep.clicked.connect(self.keep)
        row.addWidget(keep)
        leave = Button(self.tr("Sluit"), key="Esc")
        leave.clicked.connect(self.left)
        row.addWidget(leave)
        if own:
            row.addWidget(self._button(self.tr("Terug naar de tekst van Driehoek"), "undo-2", self.dropped))
        card = Panel("card", margin=1)
        card.column.setSpacing(0)
        for part, stretch in ((self._scroller, 1), (Rule(), 0), (foot, 0)):
            card.column.addWidget(part, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.setFocusProxy(self.form["version"])

    @staticmethod
    def _button(text: str, icon: str, slot: object, kind: ButtonKind = ButtonKind.USUAL) -> Button:
        button = Button(text, icon, kind)
        button.clicked.connect(slot)
        return button

    def begin_at(self, name: str) -> None:
        """Go to the text of this name, or to the first one."""
        field = self.form[name if name in self.form.values else list(self.form)[1]]
        self._scroller.settle()
        field.setFocus()
        self._scroller.ensureWidgetVisible(field)
        around = self.parentWidget()
        while around is not None:  # at large text the page scrolls too
            if isinstance(around, Scroller):
                around.settle()
                around.ensureWidgetVisible(field)
            around = around.parentWidget()

    @property
    def at(self) -> str:
        """The name of the text with the focus; empty when none has it."""
        focus = self.focusWidget()
        return next((name for name in self.form if focus is not None and self.form[name].isAncestorOf(focus)), "")

    @property
    def body(self) -> str:
        """The text as it is typed now."""
        return self._questions.written()

    def keep(self) -> None:
        """Check the text and report it."""
        self._notice.setVisible(False)
        if not self.form.check():
            return
        try:
            self.written.emit(self._questions.checked())
        except Refusal as refusal:
            self.refuse(refusal)

    def refuse(self, refusal: Refusal) -> None:
        """Say why the text was not kept."""
        self._notice_text.setText(str(refusal))
        self._notice.setVisible(True)
        self._scroller.ensureWidgetVisible(self._notice)
        announce(self, str(refusal), urgent=True)

    def tell_now(self) -> None:
        """Tell what was typed last, without waiting for a pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._tell()

    def _tell(self) -> None:
        self.typed.emit(self.body)

    def _fit(self) -> None:
        self.setMinimumSize(look().px(_LEAST), look().px(_LOWEST))
