"""A word of the field: stored by its value, shown by its label."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from app.text import translate


class Term(StrEnum):
    """A member is written as ``value, Dutch label``."""

    _dutch: str

    def __new__(cls, value: str, dutch: str = "") -> Self:  # a look-up by value gives one argument
        term = str.__new__(cls, value)
        term._value_ = value
        term._dutch = dutch  # noqa: SLF001 - the term under construction
        return term

    @property
    def label(self) -> str:
        """The word on the screen."""
        return translate("Terms", self._dutch)
