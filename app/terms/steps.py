"""What a step did: one word for every command, as the history shows it."""

from __future__ import annotations

from app.terms.term import Term


class Deed(Term):
    """A command by what it did."""

    UNDO = "undo", "ongedaan gemaakt"
