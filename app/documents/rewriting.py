"""The text of a paper as questions on a form: one for each block, with the factory's answer beside it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.documents.ageing import FACTORY, fingerprint, fingerprints
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
    "opening": "Begin",
    "how": "Hoe het ging",
    "now": "Wat er nu gebeurt",
    "close": "Slot",
    "talk": "Waar het gesprek over gaat",
    "never": "Waar het gesprek niet over gaat",
    "objection": "Bij een bezwaar",
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

    ``several`` is a list with one text on each line. A text of an item of a list knows the ``listed`` path of
    that list and the ``item``; ``opens`` is the first text of an item that may be taken away, ``closes`` the last of
    the list, after which one may be added.
    """

    path: Path
    block: str
    label: str
    factory: str
    several: bool = False
    listed: Path = ()
    item: int = 0
    opens: bool = False
    closes: bool = False

    @property
    def name(self) -> str:
        """What identifies it in a form."""
        return ".".join(map(str, self.path))


def questions(kind: str, language: str, body: str | None = None) -> tuple[Question, ...]:
    """Every text of ``kind`` that a school may write, in the order of the paper; with the items of its own ``body``."""
    return tuple(_questions(toml("texts", language, f"{kind}.toml"), _read(body)))


def words_of(kind: str, language: str) -> frozenset[str]:
    """The names that may stand between braces in these texts."""
    return frozenset({"school", *toml("texts", language, f"{kind}.toml")["words"]})


def is_draft(kind: str, language: str) -> bool:
    """Whether the text of the program is a translation that nobody confirmed."""
    return not toml("texts", language, f"{kind}.toml").get("confirmed", True)


def version_of(kind: str, language: str, body: str | None) -> tuple[str, bool]:
    """The version of a text, and whether somebody confirmed it; the school's own goes before the program's."""
    whole = {**toml("texts", language, f"{kind}.toml"), **_read(body)}
    return str(whole["version"]), bool(whole.get("confirmed", True))


def answers(kind: str, language: str, body: str | None) -> Mapping[str, str]:
    """What holds now of each question: the school's own text, or else the factory's."""
    factory, own = toml("texts", language, f"{kind}.toml"), _read(body)
    found = {}
    for question in questions(kind, language, body):
        value = _at(own, factory, question.path)
        found[question.name] = "\n".join(value) if isinstance(value, list) else str(value)
    return found


def body_of(
    kind: str,
    language: str,
    given: Mapping[str, str],
    version: str,
    *,
    confirmed: bool = False,
    body: str | None = None,
) -> str:
    """The school's own text as it is stored: only what differs from the factory's, and its version.

    ``given`` answers the questions about ``body``.
    """
    factory, before = toml("texts", language, f"{kind}.toml"), _read(body)
    own: dict[str, Any] = {"version": version}
    if confirmed:
        own["confirmed"] = True
    own |= {key: given[key].strip() for key in _HEAD if given[key].strip() != factory[key]}
    for block, values in factory.items():
        if isinstance(values, dict):
            now = {key: _given((block, key), factory, before, given) for key in values if key not in _UNASKED}
            if written := {key: value for key, value in now.items() if value != values[key]}:
                own[block] = written
    own[FACTORY] = {
        question.name: fingerprint(question.factory)
        for question in questions(kind, language, body)
        if question.factory and given.get(question.name, question.factory).strip() != question.factory
    }
    return _told(own)


def moved_on(kind: str, language: str, body: str | None) -> frozenset[str]:
    """The names of the texts that the program wrote anew since the school wrote its own there."""
    known = fingerprints(_read(body))
    now = {question.name: question.factory for question in questions(kind, language, body)}
    return frozenset(name for name, text in now.items() if known.get(name, fingerprint(text)) != fingerprint(text))


def longer(kind: str, language: str, body: str, listed: Path) -> str:
    """``body`` with one empty item more in the list; its icon is that of the last, its letter the next."""
    own, items = _listed(kind, language, body, listed)
    last = items[-1]
    new = {key: text if key in _UNASKED else "" for key, text in last.items()}
    if "letter" in new:
        new["letter"] = chr(ord(new["letter"]) + 1)
    return _with_list(own, listed, [*items, new])


def shorter(kind: str, language: str, body: str, listed: Path, item: int) -> str:
    """``body`` without an item of the list; letters go on without a gap."""
    own, items = _listed(kind, language, body, listed)
    letters = [one["letter"] for one in items if "letter" in one]
    kept = [dict(one) for at, one in enumerate(items) if at != item]
    for one, letter in zip(kept, letters, strict=False):
        one["letter"] = letter
    return _with_list(own, listed, kept)


def strange_words(text: str, known: frozenset[str]) -> frozenset[str]:
    """The names between braces in ``text`` that would stay as they are on the paper."""
    return fields_of(text) - known


def _read(body: str | None) -> dict[str, Any]:
    return {} if body is None else tomllib.loads(body)


def _listed(kind: str, language: str, body: str, listed: Path) -> tuple[dict[str, Any], list[dict[str, str]]]:
    own = _read(body)
    return own, list(_at(own, toml("texts", language, f"{kind}.toml"), listed))


def _with_list(own: dict[str, Any], listed: Path, items: list[dict[str, str]]) -> str:
    block, key = map(str, listed)
    return _told({**own, block: {**own.get(block, {}), key: items}})


def _questions(factory: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[Question]:
    for key in _HEAD:
        yield Question((key,), _word(_BLOCKS, ""), _word(_KEYS, key), factory[key])
    for block, values in factory.items():
        if not isinstance(values, dict):
            continue
        for key, value in values.items():
            if key in _UNASKED:
                continue
            label, name = _word(_KEYS, key), _word(_BLOCKS, block)
            if isinstance(value, str):
                yield Question((block, key), name, label, value)
            elif isinstance(value[0], str):
                yield Question((block, key), name, label, "\n".join(value), several=True)
            else:
                yield from _of_items((block, key), name, value, _at(own, factory, (block, key)))


def _of_items(
    path: Path, block: str, factory: Sequence[Mapping[str, str]], now: Sequence[Mapping[str, str]]
) -> Iterator[Question]:
    """The texts of each item that there is now, beside what the program has at its place."""
    for at, item in enumerate(now):
        asked = [key for key in item if key not in _UNASKED]
        for key in asked:
            yield Question(
                (*path, at, key),
                block,
                translate("Rewriting", "{number}. {label}").format(number=at + 1, label=_word(_KEYS, key)),
                factory[at][key] if at < len(factory) else "",
                listed=path,
                item=at,
                opens=key == asked[0] and len(now) > 1,
                closes=key == asked[-1] and at == len(now) - 1,
            )


def _word(words: Mapping[str, str], key: str) -> str:
    return translate("Rewriting", words.get(key, key))


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


def _given(path: Path, factory: Mapping[str, Any], own: Mapping[str, Any], given: Mapping[str, str]) -> Any:
    """The value at ``path`` as the answers have it."""
    name, value = ".".join(map(str, path)), _at(factory, factory, path)
    if isinstance(value, str):
        return given[name].strip()
    if isinstance(value[0], str):
        return [line.strip() for line in given[name].splitlines() if line.strip()]
    return [
        {key: given.get(f"{name}.{at}.{key}", text).strip() for key, text in item.items()}
        for at, item in enumerate(_at(own, factory, path))
    ]


def _told(own: Mapping[str, Any]) -> str:
    """A school's text in TOML: what stands by itself first, and then its blocks."""
    lines = [f"{key} = {_value(value)}" for key, value in own.items() if not isinstance(value, dict)]
    for block, values in own.items():
        if isinstance(values, dict) and values:
            lines += ["", f"[{block}]", *(f"{_key(key)} = {_value(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"


def _key(key: str) -> str:
    """A name as TOML has it: one with points in it would be taken for a path."""
    return key if key.isidentifier() else _quoted(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_value(part)}' for key, part in value.items())} }}"
    return f"[{', '.join(map(_value, value))}]"


def _quoted(text: str) -> str:
    """``text`` as a basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
