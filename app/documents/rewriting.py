"""The text of a paper as questions on a form: one for each block, with the factory's answer beside it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.clean import fields_of
from app.resources import toml
from app.text import translate

_HEAD = ("title", "subject")
_UNASKED = frozenset({"icon", "letter", "step"})
_BLOCKS = {
    "cover": "Voorkant",
    "before": "Voordat de stage begint",
    "during": "Tijdens de stage",
    "ask": "Vraag dit wel, vraag dit niet",
    "notes": "Invulregels",
    "norm": "Onze norm",
    "back": "Waarom deze kaart",
    "use": "Zo gebruik je de kaart",
    "contact": "Contact met school",
    "foot": "Onderaan de bladzijde",
    "head": "Bovenaan",
    "what": "Wat het is",
    "signs": "Herken je dit",
    "expect": "Wat je mag verwachten",
    "alarm": "Bij gevaar",
    "steps": "Stappen",
    "choices": "Keuzes",
    "contacts": "Wie helpt",
    "words": "Woorden die je school gebruikt",
    "": "Het papier zelf",
}
_KEYS = {
    "kicker": "Kopregel",
    "title": "Titel",
    "subtitle": "Ondertitel",
    "subject": "Onderwerp",
    "text": "Tekst",
    "lead": "Inleiding",
    "effect": "Wat het doet",
    "grounds_title": "Kopje van de gronden",
    "grounds": "Gronden, een op elke regel",
    "before_title": "Kopje vooraf",
    "before": "Vooraf, een op elke regel",
    "during_title": "Kopje tijdens",
    "during": "Tijdens, een op elke regel",
    "do_title": "Kopje wel",
    "do": "Wel, een op elke regel",
    "dont_title": "Kopje niet",
    "dont": "Niet, een op elke regel",
    "steps": "Stappen, een op elke regel",
    "lines": "Regels, een op elke regel",
    "qr": "Onder de QR-code",
    "school": "Op school",
    "outside": "Buiten school",
    "supervisor": "Begeleider van school",
    "mentor": "Praktijkopleider",
    "coordinator": "Coördinator",
    "talk_days": "Binnen hoeveel werkdagen een gesprek",
}
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A text that a school may write itself: where it stands, its name, and what the program wrote there.

    ``several`` is a list with one text on each line.
    """

    path: Path
    block: str
    label: str
    factory: str
    several: bool = False

    @property
    def name(self) -> str:
        """What identifies it in a form."""
        return ".".join(map(str, self.path))


def questions(kind: str, language: str) -> tuple[Question, ...]:
    """Every text of ``kind`` that a school may write, in the order of the paper."""
    return tuple(_questions(toml("texts", language, f"{kind}.toml")))


def words_of(kind: str, language: str) -> frozenset[str]:
    """The names that may stand between braces in these texts."""
    return frozenset({"school", *toml("texts", language, f"{kind}.toml")["words"]})


def is_draft(kind: str, language: str) -> bool:
    """Whether the text of the program is a translation that nobody confirmed."""
    return not toml("texts", language, f"{kind}.toml").get("confirmed", True)


def answers(kind: str, language: str, body: str | None) -> Mapping[str, str]:
    """What holds now of each question: the school's own text, or else the factory's."""
    factory = toml("texts", language, f"{kind}.toml")
    own = {} if body is None else tomllib.loads(body)
    found = {}
    for question in questions(kind, language):
        value = _at(own, factory, question.path)
        found[question.name] = "\n".join(value) if isinstance(value, list) else str(value)
    return found


def body_of(kind: str, language: str, given: Mapping[str, str], version: str, *, confirmed: bool = False) -> str:
    """The school's own text as it is stored: only what differs from the factory's, and its version."""
    factory = toml("texts", language, f"{kind}.toml")
    lines = [f"version = {_quoted(version)}"]
    if confirmed:
        lines.append("confirmed = true")
    asked = questions(kind, language)
    differs = {question.path: given[question.name].strip() for question in asked if _differs(question, given)}
    lines += [f"{path[0]} = {_quoted(text)}" for path, text in differs.items() if len(path) == 1]
    for block in (name for name, value in factory.items() if isinstance(value, dict)):
        written = list(_written(factory[block], {path[1:]: text for path, text in differs.items() if path[0] == block}))
        if written:
            lines += ["", f"[{block}]", *written]
    return "\n".join(lines) + "\n"


def strange_words(text: str, known: frozenset[str]) -> frozenset[str]:
    """The names between braces in ``text`` that would stay as they are on the paper."""
    return fields_of(text) - known


def _questions(factory: Mapping[str, Any]) -> Iterator[Question]:
    for key in _HEAD:
        yield Question((key,), _word(_BLOCKS, ""), _word(_KEYS, key), factory[key])
    for block, values in factory.items():
        if not isinstance(values, dict):
            continue
        for key, value in values.items():
            if key in _UNASKED:
                continue
            yield from _of_value((block, key), _word(_BLOCKS, block), value)


def _of_value(path: Path, block: str, value: Any) -> Iterator[Question]:
    label = _word(_KEYS, str(path[-1]))
    if isinstance(value, str):
        yield Question(path, block, label, value)
    elif isinstance(value[0], str):
        yield Question(path, block, label, "\n".join(value), several=True)
    else:
        for at, item in enumerate(value):
            for key, text in item.items():
                if key not in _UNASKED:
                    name = translate("Rewriting", "{number}. {label}").format(number=at + 1, label=_word(_KEYS, key))
                    yield Question((*path, at, key), block, name, text)


def _word(words: Mapping[str, str], key: str) -> str:
    return translate("Rewriting", words.get(key, key))


def _differs(question: Question, given: Mapping[str, str]) -> bool:
    return given[question.name].strip() != question.factory


def _at(own: Mapping[str, Any], factory: Mapping[str, Any], path: Path) -> Any:
    """What stands at ``path`` of the school's text; the factory's where the school has nothing there."""
    for source in (own, factory):
        value: Any = source
        try:
            for step in path:
                value = value[step]
        except (KeyError, IndexError):
            continue
        return value
    raise KeyError(path)


def _written(factory: Mapping[str, Any], differs: Mapping[Path, str]) -> Iterator[str]:
    """The lines of one block: its own texts, lists whole when one of their texts differs."""
    for key, value in factory.items():
        here = {path[1:]: text for path, text in differs.items() if path[0] == key}
        if not here:
            continue
        if isinstance(value, str):
            yield f"{key} = {_quoted(here[()])}"
        elif isinstance(value[0], str):
            listed = [line.strip() for line in here[()].splitlines() if line.strip()]
            yield f"{key} = [{', '.join(map(_quoted, listed))}]"
        else:
            items = [{name: here.get((at, name), text) for name, text in item.items()} for at, item in enumerate(value)]
            told = (", ".join(f"{name} = {_quoted(text)}" for name, text in item.items()) for item in items)
            yield f"{key} = [{', '.join(f'{{ {item} }}' for item in told)}]"


def _quoted(text: str) -> str:
    """``text`` as a basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
