"""The texts of papers: factory texts in TOML, and a school's own text laid over them block by block.

A text file has ``schema``, ``id``, ``language``, ``version``, ``title`` and ``subject``, a block ``[words]``
with the words that a school can rename, and blocks of texts. The factory text decides which blocks and
keys there are and of what kind; a school's text may hold any part of them.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.ageing import FACTORY
from app.documents.clean import fields_of
from app.errors import Refusal
from app.resources import resource, toml
from app.text import translate

_SCHOOL = "school"
_FIXED = ("schema", "id", "language")
_POSITION = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text file, or one item of a list in it."""

    values: Mapping[str, Any]

    def text(self, key: str) -> str:
        """A single text."""
        return str(self.values[key])

    def lines(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(str(line) for line in self.values[key])

    def items(self, key: str) -> tuple[Block, ...]:
        """A list of blocks."""
        return tuple(Block(item) for item in self.values[key])


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one paper in one language, factory and school together."""

    kind: str
    language: str
    version: str
    title: str
    subject: str
    words: Mapping[str, str]
    blocks: Mapping[str, Block]
    confirmed: bool = True
    """Whether somebody who reads the language well said that the text is right."""

    def __getitem__(self, block: str) -> Block:
        return self.blocks[block]


def read_texts(kind: str, language: str = "nl", override: str | None = None) -> Texts:
    """The texts of ``kind`` in ``language``, with the school's own TOML ``override`` over them.

    Raises ``Refusal`` with the line and the block when the override cannot be read or does not fit.
    """
    factory = toml("texts", language, f"{kind}.toml")
    own = {} if override is None else _Override(override, factory).checked()
    whole: dict[str, Any] = {
        name: {**value, **own.get(name, {})} if isinstance(value, dict) else own.get(name, value)
        for name, value in factory.items()
    }
    return Texts(
        kind=whole["id"],
        language=whole["language"],
        version=whole["version"],
        title=whole["title"],
        subject=whole["subject"],
        words=whole["words"],
        confirmed=whole.get("confirmed", True),
        blocks={name: Block(value) for name, value in whole.items() if isinstance(value, dict) and name != "words"},
    )


def languages_of(kind: str) -> tuple[str, ...]:
    """The languages in which the program has texts of ``kind``, Dutch first."""
    found = sorted(path.parent.name for path in resource("texts").glob(f"*/{kind}.toml"))
    return tuple(sorted(found, key=lambda language: language != "nl"))


class _Override:
    """A school's own text, checked against the factory text."""

    def __init__(self, source: str, factory: Mapping[str, Any]) -> None:
        self._source = source
        self._factory = factory
        self._fields = {_SCHOOL, *factory["words"]}

    def checked(self) -> Mapping[str, Any]:
        """The parsed text, every part of which has its place in the factory text."""
        try:
            own = tomllib.loads(self._source)
        except tomllib.TOMLDecodeError as error:
            raise self._unreadable(error) from error
        own.pop(FACTORY, None)
        for name, value in own.items():
            if isinstance(value, dict):
                self._check_block(name, value)
            else:
                self._check_head(name, value)
        return own

    def _unreadable(self, error: tomllib.TOMLDecodeError) -> Refusal:
        found = _POSITION.search(str(error))
        number = int(found[1]) if found else len(self._source.splitlines())
        headers = [line.strip("[] \t") for line in self._source.splitlines()[:number] if line.lstrip().startswith("[")]
        if headers:
            text = translate(
                "Texts",
                "Regel {line}, blok “{block}”: deze regel is niet goed geschreven. Kijk naar de aanhalingstekens.",
            )
            return Refusal(text.format(line=number, block=headers[-1]))
        text = translate("Texts", "Regel {line}: deze regel is niet goed geschreven. Kijk naar de aanhalingstekens.")
        return Refusal(text.format(line=number))

    def _check_head(self, name: str, value: object) -> None:
        if name not in self._factory or isinstance(self._factory[name], dict):
            raise self._unknown(name, list(self._factory), "")
        if name in _FIXED and value != self._factory[name]:
            text = translate("Texts", "Regel {line}: “{name}” hoort “{value}” te zijn.")
            raise Refusal(text.format(line=self._line(name), name=name, value=self._factory[name]))
        if isinstance(self._factory[name], bool):
            if not isinstance(value, bool):
                raise self._misshapen(name, name, translate("Texts", "true of false, zonder aanhalingstekens"))
        elif name not in _FIXED:
            self._check_value(value, self._factory[name], name, name)

    def _check_block(self, block: str, values: Mapping[str, Any]) -> None:
        factory = self._factory.get(block)
        if not isinstance(factory, dict):
            raise self._unknown(block, [name for name, value in self._factory.items() if isinstance(value, dict)], "")
        for key, value in values.items():
            if key not in factory:
                raise self._unknown(key, list(factory), block)
            self._check_value(value, factory[key], block, key)

    def _check_value(self, value: object, factory: object, block: str, key: str) -> None:
        """Let ``value`` have the shape of the factory value: a text, a list of texts, a list of items."""
        if isinstance(factory, str):
            if not isinstance(value, str) or not value.strip():
                raise self._misshapen(block, key, translate("Texts", "een tekst tussen aanhalingstekens"))
            if strange := fields_of(value) - self._fields:
                raise self._strange_field(block, key, min(strange))
            return
        if not isinstance(value, list) or not value:
            raise self._misshapen(block, key, translate("Texts", "een lijst"))
        pattern = factory[0] if isinstance(factory, list) else ""
        for item in value:
            if isinstance(pattern, str):
                self._check_value(item, pattern, block, key)
            elif not isinstance(item, dict) or set(item) != set(pattern):
                keys = ", ".join(pattern)
                raise self._misshapen(block, key, translate("Texts", "steeds: {keys}").format(keys=keys))
            else:
                for name, part in item.items():
                    self._check_value(part, pattern[name], f"{block}.{key}", name)

    def _unknown(self, name: str, known: list[str], block: str) -> Refusal:
        near = difflib.get_close_matches(name, known, 1, 0)[0]
        text = translate("Texts", "Regel {line}, blok “{block}”: “{name}” bestaat niet. Bedoel je “{near}”?")
        return Refusal(text.format(line=self._line(name, block), block=block or name, name=name, near=near))

    def _misshapen(self, block: str, key: str, wanted: str) -> Refusal:
        text = translate("Texts", "Regel {line}, blok “{block}”: bij “{key}” hoort {wanted}.")
        return Refusal(text.format(line=self._line(key, block), block=block, key=key, wanted=wanted))

    def _strange_field(self, block: str, key: str, field: str) -> Refusal:
        text = translate("Texts", "Regel {line}, blok “{block}”: het woord {{{field}}} bestaat niet. Wel: {known}.")
        known = ", ".join(f"{{{name}}}" for name in sorted(self._fields))
        return Refusal(text.format(line=self._line(field, block), block=block, key=key, field=field, known=known))

    def _line(self, name: str, block: str = "") -> int:
        """The line of ``name`` in the source, within ``block`` when that has a line of its own."""
        lines = list(self._numbered(name))
        starts = [number for number, line in self._numbered(block) if block and line.lstrip().startswith("[")]
        within = [number for number, _line in lines if not starts or number >= starts[0]]
        return within[0] if within else 1

    def _numbered(self, word: str) -> Iterator[tuple[int, str]]:
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        for number, line in enumerate(self._source.splitlines(), start=1):
            if pattern.search(line):
                yield number, line
