"""How a form that is half filled in is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Which form it is, and about what: an id, or nothing for something new.

    ``layout`` is raised when the fields of the form change their meaning: older drafts are then not read.
    """

    form: str
    subject: str = ""
    layout: int = 1
