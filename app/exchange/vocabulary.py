"""The words by which other people's tables are understood, read from ``resources/exchange``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from anyascii import anyascii

from app.resources import toml
from app.terms.exchange import Subject

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of a subject and the headers under which it is known, the usual one first."""

    name: str
    label: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeverSpec:
    """A kind of column that is never stored; a sensitive kind is named to the user.

    A header is of this kind when it is one of ``aliases`` or has one of ``words`` in it. ``read_as`` is
    the field for which its values are looked at and then dropped.
    """

    kind: str
    sensitive: bool
    why: str
    aliases: tuple[str, ...]
    words: frozenset[str] = frozenset()
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class SubjectSpec:
    """What is known about the tables of one subject; of each group in ``required`` one column must be there."""

    subject: Subject
    fields: tuple[FieldSpec, ...]
    never: tuple[NeverSpec, ...]
    required: tuple[tuple[str, ...], ...]


def fold_header(header: str) -> str:
    """A header for comparing: lower case, without accents, punctuation and blanks."""
    return _NOT_A_LETTER.sub("", anyascii(header).casefold())


def fold(text: str) -> str:
    """A text for comparing: lower case words without accents and punctuation, one blank between."""
    return _NOT_A_LETTER.sub(" ", anyascii(text).casefold()).strip()


@cache
def subject_spec(subject: Subject) -> SubjectSpec:
    """The columns of one subject, with the kinds that are never stored of anybody."""
    data = toml("exchange", "columns.toml")
    own = data[subject.value]
    fields = tuple(
        FieldSpec(name, spec["label"], tuple(spec["aliases"])) for name, spec in own["fields"].items()
    )  # fmt: skip
    never = (*_never(own.get("never", {})), *_never(data["never"]))
    return SubjectSpec(subject, fields, never, tuple(tuple(group) for group in own["required"]))


def _never(data: dict[str, Any]) -> tuple[NeverSpec, ...]:
    return tuple(
        NeverSpec(
            kind,
            spec.get("sensitive", False),
            spec["why"],
            tuple(spec["aliases"]),
            frozenset(spec.get("words", ())),
            spec.get("read_as"),
        )
        for kind, spec in data.items()
    )


@cache
def known_headers() -> frozenset[str]:
    """Every folded header that any subject knows, stored or not."""
    specs = [subject_spec(subject) for subject in Subject]
    fields = {fold_header(alias) for spec in specs for one in spec.fields for alias in one.aliases}
    never = {fold_header(alias) for spec in specs for kind in spec.never for alias in kind.aliases}
    return frozenset(fields | never)


@cache
def words(name: str) -> tuple[str, ...]:
    """A list of words of ``words.toml``, folded for comparing."""
    return tuple(fold(word) for word in toml("exchange", "words.toml")[name])


@cache
def meanings(name: str) -> dict[str, str]:
    """A table of ``words.toml`` that gives each folded word its code."""
    return {fold(word): code for code, spelled in toml("exchange", "words.toml")[name].items() for word in spelled}
