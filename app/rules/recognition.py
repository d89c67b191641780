"""What the checks of a company's recognitions say together."""

from __future__ import annotations

from collections.abc import Iterable

from app.terms.company import Recognised


def summary(outcomes: Iterable[Recognised]) -> Recognised:
    """One word for the recognitions of a company, for each crebo the outcome of its last check.

    A recognition belongs to a crebo (WEB art. 7.2.10), so one that is unchecked is still to be looked up
    whatever the others say; without any there is something to look up as well.
    """
    known = set(outcomes)
    if not known or Recognised.UNCHECKED in known:
        return Recognised.UNCHECKED
    return Recognised.YES if Recognised.YES in known else Recognised.NO
