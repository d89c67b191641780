"""The school's own text of a document: a field for each block, with the text of the program beside what differs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.dates import short_date
from app.documents import Kind, read_texts
from app.documents.rewriting import (
    Question,
    answers,
    body_of,
    is_draft,
    longer,
    questions,
    shorter,
    strange_words,
    version_of,
    words_of,
)
from app.errors import Refusal
from app.queries.school_papers import SchoolTextRow
from app.text import translate
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.button import Kind as ButtonKind
from ui.widgets.choice_fields import TickField
from ui.widgets.form import FormDialog
from ui.widgets.scroller import Scroller
from ui.widgets.sign import Sign
from ui.widgets.text import Text
from ui.widgets.text_fields import NoteField, TextField

_LONGEST = 2_000
_ALONG = 80  # characters on a line of the form


class BlockField(NoteField):
    """One text; what differs from the program's own is marked, and that own text can be put back.

    An item of a list can be taken away, and after the last one another added.
    """

    less_wanted = Signal()
    more_wanted = Signal()

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
        self._offer_list(question)
        self.changed.connect(self._mark)

    def _offer_list(self, question: Question) -> None:
        """The ways to make the list of this text shorter or longer."""
        less = translate("SchoolTextDialog", "Haal nummer {n} weg").format(n=question.item + 1)
        more = translate("SchoolTextDialog", "Voeg er een toe")
        for offered, words, icon, signal in (
            (question.opens, less, "trash-2", self.less_wanted),
            (question.closes, more, "plus", self.more_wanted),
        ):
            if offered:
                button = Button(words, icon, ButtonKind.LINK, small=True)
                button.clicked.connect(signal)
                self.add_below(button)

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
        self._beside.setVisible(self.differs and bool(self._question.factory))

    def _put_back(self) -> None:
        self.set_value(self._question.factory)
        self.tell()


class SchoolTextDialog(FormDialog):
    """Reports the school's text as ``body``, or that it is to be dropped."""

    written = Signal(str)
    """The text as it is to be kept."""
    dropped = Signal()
    reshaped = Signal(str, str)
    """The text with an item more or less in one of its lists, and the name of the text to go on with."""

    def __init__(
        self, kind: Kind, language: str, own: SchoolTextRow | None, parent: QWidget, draft: str | None = None
    ) -> None:
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
        body = draft if draft is not None or own is None else own.body
        self._text = body
        version, confirmed = version_of(kind.texts, language, body)
        hint = translate("SchoolTextDialog", "Staat onderaan het papier, en in het register van wie de kaart kreeg.")
        self.form.add(version=TextField(translate("SchoolTextDialog", "Versie"), hint=hint, required=True, longest=20))
        values: dict[str, Any] = {
            "version": version if draft else _following(version),
            **answers(kind.texts, language, body),
        }
        if is_draft(kind.texts, language):
            said = translate("SchoolTextDialog", "Iemand die deze taal goed kent, heeft de vertaling nagekeken")
            self.form.add(confirmed=TickField(said))
            values["confirmed"] = confirmed
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

    def begin_at(self, name: str) -> None:
        """Go to the text of this name, where it is."""
        scroller = self.findChild(Scroller)
        if name in self.form.values and scroller is not None:
            scroller.settle()
            self.form[name].setFocus()
            scroller.ensureWidgetVisible(self.form[name])

    def _add_questions(self) -> None:
        known = words_of(self._kind, self._language)
        block = ""
        for question in questions(self._kind, self._language, self._text):
            if question.block != block:
                block = question.block
                self.form.add_words(block, heading=True)
            field = BlockField(question, known)
            field.less_wanted.connect(partial(self._shorten, question))
            field.more_wanted.connect(partial(self._lengthen, question))
            self.form.add(**{question.name: field})

    def _shorten(self, question: Question) -> None:
        body = shorter(self._kind, self._language, self._written(), question.listed, question.item)
        self.reshaped.emit(body, question.name)

    def _lengthen(self, question: Question) -> None:
        body = longer(self._kind, self._language, self._written(), question.listed)
        (first,) = [
            one.name
            for one in questions(self._kind, self._language, body)
            if one.opens and one.listed == question.listed and one.item == question.item + 1
        ]
        self.reshaped.emit(body, first)

    def _written(self) -> str:
        """The text as it is typed now."""
        values = self.form.values
        return body_of(
            self._kind,
            self._language,
            values,
            values["version"],
            confirmed=bool(values.get("confirmed", False)),
            body=self._text,
        )

    def _report(self, _values: Mapping[str, Any]) -> None:
        body = self._written()
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
