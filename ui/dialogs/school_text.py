"""The school's own text of a document, as a file of blocks over the text that comes with the program."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.documents import Kind, read_texts
from app.errors import Refusal
from app.resources import resource
from app.text import translate
from ui.widgets.button import Button
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField

_LONGEST = 20_000


class _TextField(NoteField):
    """The text itself; what cannot be read is said with its line and block."""

    def __init__(self, label: str, kind: str, language: str, hint: str) -> None:
        super().__init__(label, hint=hint, lines=18, longest=_LONGEST)
        self._kind, self._language = kind, language

    def problem(self) -> str:
        """Why the paper could not be made with this text."""
        try:
            read_texts(self._kind, self._language, self.value)
        except Refusal as refusal:
            return str(refusal)
        return super().problem()


class SchoolTextDialog(FormDialog):
    """Reports the school's text as ``body``, or that it is to be dropped."""

    dropped = Signal()

    def __init__(self, kind: Kind, language: str, own: str | None, parent: QWidget) -> None:
        title = translate("SchoolTextDialog", "De tekst van {title}").format(title=kind.title)
        intro = translate(
            "SchoolTextDialog",
            "Pas aan wat anders moet. Wat je weglaat, komt uit de tekst van Driehoek. "
            "**Vet** zet je tussen sterretjes.",
        )
        super().__init__(title, parent, intro=intro)
        hint = translate("SchoolTextDialog", "Laat de woorden voor het is-teken en tussen [haken] staan.")
        body = _TextField(translate("SchoolTextDialog", "Tekst"), kind.texts, language, hint)
        self.form.add(body=body)
        factory = resource("texts", language, f"{kind.texts}.toml").read_text(encoding="utf-8")
        values: dict[str, Any] = {"body": factory if own is None else own}
        self.form.show_values(values)
        if own is not None:
            drop = Button(translate("SchoolTextDialog", "Terug naar de tekst van Driehoek"), "undo-2")
            drop.clicked.connect(self.dropped)
            self._body.insertWidget(self._body.count() - 1, drop)
