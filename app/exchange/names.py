"""Names of people and companies, split and compared (rules 6 and 10 of ``tests/data/README.md``)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.exchange.vocabulary import fold
from app.resources import toml

_LEGAL_FORM = re.compile(r"(?<!\w)(?:b\.?\s?v|n\.?\s?v|v\.?\s?o\.?\s?f)(?:\.|(?!\w))", re.IGNORECASE)
_CALLED = re.compile(r"\(([^)]*)\)")
_ADDITION = re.compile(r"\s*\(([^)]*)\)\s*$")
_INITIAL = re.compile(r"^(\w)(?:\.(?:\w\.)*)?$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its three parts; ``prefix`` is the tussenvoegsel, empty when there is none."""

    first: str
    prefix: str
    last: str

    @property
    def whole(self) -> str:
        """The name as people write it."""
        return " ".join(part for part in (self.first, self.prefix, self.last) if part)

    @property
    def folded(self) -> str:
        """For comparing."""
        return fold_name(self.whole)


def fold_name(name: str) -> str:
    """A name for comparing: lower case, without accents; both apostrophes are the same."""
    return fold(name)


def fold_company(name: str) -> str:
    """A company's name for comparing: ``&`` is ``en``, and the legal form does not count."""
    return fold(_LEGAL_FORM.sub(" ", name).replace("&", " en "))


def without_addition(name: str) -> tuple[str, str]:
    """A name and what stands in brackets behind it, such as a town."""
    found = _ADDITION.search(name)
    return (name[: found.start()], found[1]) if found else (name, "")


def split_prefix(surname: str) -> tuple[str, str]:
    """The tussenvoegsel at the beginning of a surname, and the rest.

    A capital is left alone: ``De Smet`` is the surname of somebody from Flanders, and ``El``, ``Al``
    and ``Ben`` belong to it too.
    """
    parts = surname.split()
    for count in range(min(3, len(parts) - 1), 0, -1):
        if _is_prefix(parts[:count]):
            return " ".join(parts[:count]), " ".join(parts[count:])
    return "", surname


def split_full_name(name: str) -> PersonName:
    """``Haan, S. (Sander) de``, ``Pol, Zakaria van de`` or ``Zakaria van de Pol`` in three parts."""
    last, comma, rest = name.partition(",")
    if comma:
        return _after_comma(last.strip(), rest.strip())
    parts = name.split()
    for at in range(1, len(parts) - 1):
        prefix, surname = split_prefix(" ".join(parts[at:]))
        if prefix:
            return PersonName(" ".join(parts[:at]), prefix, surname)
    return PersonName(parts[0], "", " ".join(parts[1:])) if parts[1:] else PersonName("", "", name)


def _after_comma(last: str, rest: str) -> PersonName:
    if called := _CALLED.search(rest):
        first, prefix = called[1].strip(), rest[called.end() :].strip()
    else:
        parts = rest.split()
        count = next((n for n in range(min(3, len(parts) - 1), 0, -1) if _is_prefix(parts[-n:])), 0)
        first, prefix = " ".join(parts[: len(parts) - count]), " ".join(parts[len(parts) - count :])
    if not prefix:
        prefix, last = split_prefix(last)
    return PersonName(first, prefix, last)


def _is_prefix(parts: list[str]) -> bool:
    return " ".join(parts).replace("’", "'") in toml("exchange", "words.toml")["prefixes"]


def is_initial_of(initials: str, first_name: str) -> bool:
    """Whether ``M.`` can stand for ``Mees``."""
    found = _INITIAL.match(initials)
    return found is not None and fold(first_name).startswith(fold(found[1]))
