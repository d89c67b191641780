"""The school's own text of a document: a field for each block, with the text of the program beside what differs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.dates import short_date
from app.documents import Kind, read_texts
from app.documents.rewriting import Question, answers, body_of, is_draft, questions, strange_words, words_of
from app.errors import Refusal
from app.queries.school import SchoolTextRow
from app.text import translate
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.button import Kind as ButtonKind
from ui.widgets.choice_fields import TickField
from ui.widgets.form import FormDialog
from ui.widgets.sign import Sign
from ui.widgets.text import Text
from ui.widgets.text_fields import NoteField, TextField

_LONGEST = 2_000
_ALONG = 80  # characters on a line of the form


class BlockField(NoteField):
    """One text; what differs from the program's own is marked, and that own text can be put back."""

    def __init__(self, question: Question, known: frozenset[str]) -> None:
        length = max(len(question.factory), 1)
        lines = question.factory.count("\n") + 1 if question.several else -(-length // _ALONG)
        super().__init__(question.label, required=True, lines=min(lines + 1, 8), longest=_LONGEST)
        self._question = question
        self._known = known
        self._beside = QWidget(self)
        row = QHBoxLayout(self._beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        said = translate("SchoolTextDialog", "Driehoek: {text}")
        row.addWidget(Text(said.format(text=question.factory), "small", tone="muted", wrap=True), 1)
        back = Button(translate("SchoolTextDialog", "Zet terug"), "undo-2", ButtonKind.LINK, small=True)
        spoken = translate("SchoolTextDialog", "Zet terug: {label}")
        back.setAccessibleName(spoken.format(label=question.label))
        back.clicked.connect(self._put_back)
        row.addWidget(back)
        self.add_below(self._beside)
        self.changed.connect(self._mark)

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        self._mark()

    def problem(self) -> str:
        if strange := strange_words(self.value, self._known):
            text = translate("SchoolTextDialog", "Het woord {{{word}}} bestaat niet. Wel: {known}.")
            known = ", ".join(f"{{{name}}}" for name in sorted(self._known))
            return text.format(word=min(strange), known=known)
        return super().problem()

    @property
    def differs(self) -> bool:
        """Whether the school wrote something else here."""
        return self.value != self._question.factory

    def _mark(self) -> None:
        own = Sign(translate("SchoolTextDialog", "eigen tekst"), "pencil", Tone.INFO)
        self.set_status(own if self.differs else None)
        self._beside.setVisible(self.differs)

    def _put_back(self) -> None:
        self.set_value(self._question.factory)
        self.tell()


class SchoolTextDialog(FormDialog):
    """Reports the school's text as ``body``, or that it is to be dropped."""

    written = Signal(str)
    """The text as it is to be kept."""
    dropped = Signal()

    def __init__(self, kind: Kind, language: str, own: SchoolTextRow | None, parent: QWidget) -> None:
        title = translate("SchoolTextDialog", "De tekst van {title}").format(title=kind.title)
        intro = translate(
            "SchoolTextDialog",
            "Pas aan wat anders moet; de rest blijft van Driehoek. **Vet** zet je tussen sterretjes, "
            "en {school} wordt bij het printen ingevuld.",
        )
        super().__init__(title, parent, intro=intro)
        self._kind, self._language = kind.texts, language
        factory = read_texts(kind.texts, language)
        self._tell_age(own, factory.version)
        body = None if own is None else own.body
        now = read_texts(kind.texts, language, body)
        hint = translate("SchoolTextDialog", "Staat onderaan het papier, en in het register van wie de kaart kreeg.")
        self.form.add(version=TextField(translate("SchoolTextDialog", "Versie"), hint=hint, required=True, longest=20))
        values: dict[str, Any] = {"version": _following(now.version), **answers(kind.texts, language, body)}
        if is_draft(kind.texts, language):
            said = translate("SchoolTextDialog", "Iemand die deze taal goed kent, heeft de vertaling nagekeken")
            self.form.add(confirmed=TickField(said))
            values["confirmed"] = now.confirmed
        self._add_questions()
        self.form.show_values(values)
        self.saved.connect(self._report)
        if own is not None:
            drop = Button(translate("SchoolTextDialog", "Terug naar de tekst van Driehoek"), "undo-2")
            drop.clicked.connect(self.dropped)
            self._body.insertWidget(self._body.count() - 1, drop)

    def _tell_age(self, own: SchoolTextRow | None, version: str) -> None:
        """Who wrote the school's text and when, and whether the program's own moved on since."""
        if own is None:
            return
        said = translate("SchoolTextDialog", "Gewijzigd door {name} op {day}.")
        self.form.add_words(said.format(name=own.changed_by, day=short_date(own.changed_on)))
        if own.based_on != version:
            moved = translate(
                "SchoolTextDialog",
                "De tekst van Driehoek is intussen vernieuwd, van versie {old} naar {new}. Onder elk veld dat je zelf "
                "schreef, staat wat er nu zou staan.",
            )
            notice = Panel(Tone.ATTENTION, margin=10)
            notice.column.addWidget(Text(moved.format(old=own.based_on, new=version), wrap=True))
            self._body.insertWidget(2, notice)

    def _add_questions(self) -> None:
        known = words_of(self._kind, self._language)
        block = ""
        for question in questions(self._kind, self._language):
            if question.block != block:
                block = question.block
                self.form.add_words(block, heading=True)
            self.form.add(**{question.name: BlockField(question, known)})

    def _report(self, values: Mapping[str, Any]) -> None:
        body = body_of(
            self._kind, self._language, values, values["version"], confirmed=bool(values.get("confirmed", False))
        )
        try:
            read_texts(self._kind, self._language, body)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.written.emit(body)


def _following(version: str) -> str:
    """The number of a next edition: ``2026.1`` and then ``2026.1-1``, ``2026.1-2``."""
    base, _dash, number = version.partition("-")
    return f"{base}-{int(number) + 1 if number.isdigit() else 1}"
