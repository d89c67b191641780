"""What every part of a report stands on: a question with its heading, one to weigh, and a line to type in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.terms.contact import Verdict
from ui.reporting.answers import Answers
from ui.theme import look
from ui.widgets.text import Text
from ui.widgets.tiles import Answer, Tiles

_VERDICTS = {Verdict.YES: "J", Verdict.PARTLY: "D", Verdict.NO: "N", Verdict.UNKNOWN: "W"}


_LONG = 300


class StepPart(QWidget):
    """One question, or a few that belong together."""

    changed = Signal()
    """An answer changed."""
    done = Signal()
    """The last of its questions was answered by Enter: go on."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        self.column.addWidget(Text(title, "title", wrap=True))
        if hint:
            self.column.addWidget(Text(hint, tone="muted", wrap=True))
        self.first: QWidget = self

    def show_answers(self, answers: Answers) -> None:
        """Show what was answered."""

    def start(self) -> None:
        """Give the first question the focus."""
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> bool:
        """Enter was pressed: whether there is nothing left to take in here."""
        return True

    def add(self, widget: QWidget, heading: str = "") -> None:
        """Add a question under its heading."""
        if heading:
            self.column.addWidget(Text(heading, "section", wrap=True))
        self.column.addWidget(widget)

    def end(self) -> None:
        """Leave what is below empty."""
        self.column.addStretch(1)


class VerdictPart(StepPart):
    """One question with four answers, and where wanted a line of words."""

    def __init__(self, title: str, hint: str, *, words: str = "") -> None:
        super().__init__(title, hint)
        self.tiles = Tiles(title, [Answer(one.value, one.label, key) for one, key in _VERDICTS.items()])
        self.add(self.tiles)
        self.edit: QLineEdit | None = None
        if words:
            self.edit = line(words)
            self.add(self.edit, words)
            self.edit.textEdited.connect(self.changed)
        self.end()
        self.first = self.tiles
        self.tiles.changed.connect(self.changed)

    def show_codes(self, code: str, words: str = "") -> None:
        """Show what was answered."""
        self.tiles.show_codes([code] if code else [])
        if self.edit is not None:
            self.edit.setText(words)

    @property
    def code(self) -> str:
        """The answer; empty while there is none."""
        return next(iter(self.tiles.codes), "")

    @property
    def words(self) -> str:
        """The line of words."""
        return "" if self.edit is None else self.edit.text()


class _Line(QLineEdit):
    """A large line to type in."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(look().px(46))
        self.setFont(look().font("section"))


def line(spoken_name: str) -> QLineEdit:
    """A large line to type in."""
    edit = _Line()
    edit.setAccessibleName(spoken_name)
    edit.setMaxLength(_LONG)
    return edit
