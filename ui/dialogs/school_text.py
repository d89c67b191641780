"""The school's own text of a paper that has no preview beside it: the letters of a matching round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.documents import Kind
from app.errors import Refusal
from app.queries.school_papers import SchoolTextRow
from app.text import translate
from ui.leaving.text_questions import TextQuestions, intro
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.form import FormDialog
from ui.widgets.text import Text


class SchoolTextDialog(FormDialog):
    """Reports the school's text as ``body``, or that it is to be dropped."""

    written = Signal(str)
    """The text as it is to be kept."""
    dropped = Signal()

    def __init__(self, kind: Kind, language: str, own: SchoolTextRow | None, parent: QWidget) -> None:
        title = translate("SchoolTextDialog", "De tekst van {title}").format(title=kind.title)
        super().__init__(title, parent, intro=intro())
        self._questions = TextQuestions(self.form, kind, language, own, None)
        for text, tone in ((self._questions.age, Tone.PLAIN), (self._questions.moved, Tone.ATTENTION)):
            if text:
                notice = Panel(tone, margin=10)
                notice.column.addWidget(Text(text, wrap=True))
                self._body.insertWidget(2, notice)
        self.saved.connect(self._report)
        if own is not None:
            drop = Button(translate("SchoolTextDialog", "Terug naar de tekst van Driehoek"), "undo-2")
            drop.clicked.connect(self.dropped)
            self._body.insertWidget(self._body.count() - 1, drop)

    def _report(self, _values: Mapping[str, Any]) -> None:
        try:
            body = self._questions.checked()
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.written.emit(body)
