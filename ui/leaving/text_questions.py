"""The texts of a paper as fields of a form: a field for each, with what the program wrote beside what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QWidget

from app.dates import short_date
from app.documents import Kind, read_texts
from app.documents.rewriting import (
    Question,
    answers,
    body_of,
    is_draft,
    longer,
    moved_on,
    questions,
    shorter,
    strange_words,
    version_of,
    words_of,
)
from app.queries.school_papers import SchoolTextRow
from app.text import plural, translate
from ui.theme import Tone, look
from ui.widgets.button import Button
from ui.widgets.button import Kind as ButtonKind
from ui.widgets.choice_fields import TickField
from ui.widgets.form import Form
from ui.widgets.sign import Sign
from ui.widgets.text import Text
from ui.widgets.text_fields import NoteField, TextField

_LONGEST = 2_000
_ALONG = 80  # characters on a line of the form
_WORD = re.compile(r"\S+")


class BlockField(NoteField):
    """One text; words that differ from the program's own are marked, and that own text can be put back.

    ``moved`` when the program wrote this text anew since the school wrote its own.

    An item of a list can be taken away, and after the last one another added.
    """

    less_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, question: Question, known: frozenset[str], *, moved: bool = False) -> None:
        length = max(len(question.factory), 1)
        lines = question.factory.count("\n") + 1 if question.several else -(-length // _ALONG)
        super().__init__(question.label, required=True, lines=min(lines + 1, 8), longest=_LONGEST)
        self._question = question
        self._known = known
        self._moved = moved
        self._beside = QWidget(self)
        row = QHBoxLayout(self._beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        said = translate("TextQuestions", "Driehoek: {text}")
        row.addWidget(Text(said.format(text=question.factory), "small", tone="muted", wrap=True), 1)
        back = Button(translate("TextQuestions", "Zet terug"), "undo-2", ButtonKind.LINK, small=True)
        spoken = translate("TextQuestions", "Zet terug: {label}")
        back.setAccessibleName(spoken.format(label=question.label))
        back.clicked.connect(self._put_back)
        row.addWidget(back)
        self.add_below(self._beside)
        self._offer_list(question)
        self.changed.connect(self._mark)

    def _offer_list(self, question: Question) -> None:
        """The ways to make the list of this text shorter or longer."""
        less = translate("TextQuestions", "Haal nummer {n} weg").format(n=question.item + 1)
        more = translate("TextQuestions", "Voeg er een toe")
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
            text = translate("TextQuestions", "Het woord {{{word}}} bestaat niet. Wel: {known}.")
            known = ", ".join(f"{{{name}}}" for name in sorted(self._known))
            return text.format(word=min(strange), known=known)
        return super().problem()

    @property
    def differs(self) -> bool:
        """Whether the school wrote something else here."""
        return self.value != self._question.factory

    def _mark(self) -> None:
        own = Sign(translate("TextQuestions", "eigen tekst"), "pencil", Tone.INFO)
        if self._moved:
            own = Sign(translate("TextQuestions", "Driehoek schreef dit opnieuw"), "history", Tone.ATTENTION)
        self.set_status(own if self.differs else None)
        self._beside.setVisible(self.differs and bool(self._question.factory))
        self._edit.setExtraSelections([self._marked(start, end) for start, end in self._own_words()])

    def _own_words(self) -> Iterator[tuple[int, int]]:
        """Where the words stand that the program did not write."""
        text = self._edit.toPlainText()
        words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        own, factory = [text[start:end] for start, end in words], _WORD.findall(self._question.factory)
        for what, _i, _j, begin, end in SequenceMatcher(None, factory, own, autojunk=False).get_opcodes():
            if what in {"replace", "insert"} and factory:
                yield words[begin][0], words[end - 1][1]

    def _marked(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        """A mark that is seen without colour too: a line under the words."""
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        style.setBackground(look().surface(Tone.ATTENTION))
        mark.cursor, mark.format = cursor, style
        return mark

    def _put_back(self) -> None:
        self.set_value(self._question.factory)
        self.tell()


class TextQuestions(QObject):
    """Fills ``form`` with the texts of ``kind`` in ``language``: the school's ``own`` where there is one.

    ``body`` is a text that was begun and not kept yet.
    """

    reshaped = Signal(str, str)
    """The text with an item more or less in one of its lists, and the name of the text to go on with."""

    def __init__(self, form: Form, kind: Kind, language: str, own: SchoolTextRow | None, body: str | None) -> None:
        super().__init__(form)
        self._form, self._kind, self._language = form, kind.texts, language
        self.begun = body is not None
        self._text = body if body is not None or own is None else own.body
        self._moved = moved_on(self._kind, language, None if own is None else own.body)
        self.age = self._told_age(own)
        self.moved = self._told_moved(own)
        self._fill()

    def _told_age(self, own: SchoolTextRow | None) -> str:
        if own is None:
            return ""
        said = translate("TextQuestions", "Gewijzigd door {name} op {day}.")
        return said.format(name=own.changed_by, day=short_date(own.changed_on))

    def _told_moved(self, own: SchoolTextRow | None) -> str:
        """That the program's own text was renewed since the school wrote its own; empty when it was not."""
        version = read_texts(self._kind, self._language).version
        if own is None or own.based_on == version:
            return ""
        said = translate(
            "TextQuestions",
            "De tekst van Driehoek is intussen vernieuwd, van versie {old} naar {new}. Onder elk veld dat je zelf "
            "schreef, staat wat er nu zou staan.",
        ).format(old=own.based_on, new=version)
        if not self._moved:
            return said
        one = translate("TextQuestions", "Bij {n} daarvan schreef Driehoek de tekst opnieuw; dat staat erbij.")
        more = translate("TextQuestions", "Bij {n} daarvan schreef Driehoek de teksten opnieuw; dat staat erbij.")
        return f"{said} {plural(len(self._moved), one, more)}"

    def _fill(self) -> None:
        version, confirmed = version_of(self._kind, self._language, self._text)
        hint = translate("TextQuestions", "Staat onderaan het papier, en in het register van wie de kaart kreeg.")
        label = translate("TextQuestions", "Versie")
        self._form.add(version=TextField(label, hint=hint, required=True, longest=20))
        values: dict[str, Any] = {
            "version": version if self.begun else _following(version),
            **answers(self._kind, self._language, self._text),
        }
        if is_draft(self._kind, self._language):
            said = translate("TextQuestions", "Iemand die deze taal goed kent, heeft de vertaling nagekeken")
            self._form.add(confirmed=TickField(said))
            values["confirmed"] = confirmed
        known, block = words_of(self._kind, self._language), ""
        for question in questions(self._kind, self._language, self._text):
            if question.block != block:
                block = question.block
                self._form.add_words(block, heading=True)
            field = BlockField(question, known, moved=question.name in self._moved)
            field.less_wanted.connect(partial(self._shorten, question))
            field.more_wanted.connect(partial(self._lengthen, question))
            self._form.add(**{question.name: field})
        self._form.show_values(values)

    def _shorten(self, question: Question) -> None:
        body = shorter(self._kind, self._language, self.written(), question.listed, question.item)
        self.reshaped.emit(body, question.name)

    def _lengthen(self, question: Question) -> None:
        body = longer(self._kind, self._language, self.written(), question.listed)
        (first,) = [
            one.name
            for one in questions(self._kind, self._language, body)
            if one.opens and one.listed == question.listed and one.item == question.item + 1
        ]
        self.reshaped.emit(body, first)

    def written(self) -> str:
        """The text as it is typed now."""
        values = self._form.values
        return body_of(
            self._kind,
            self._language,
            values,
            values["version"],
            confirmed=bool(values.get("confirmed", False)),
            body=self._text,
        )

    def checked(self) -> str:
        """The text as it is typed now, which can be printed; raises ``Refusal`` when it cannot."""
        body = self.written()
        read_texts(self._kind, self._language, body)
        return body


def intro() -> str:
    """How texts are written."""
    return translate(
        "TextQuestions",
        "Pas aan wat anders moet; de rest blijft van Driehoek. **Vet** zet je tussen sterretjes, "
        "en {school} wordt bij het printen ingevuld.",
    )


def _following(version: str) -> str:
    """The number of a next edition: ``2026.1`` and then ``2026.1-1``, ``2026.1-2``."""
    base, _dash, number = version.partition("-")
    return f"{base}-{int(number) + 1 if number.isdigit() else 1}"
