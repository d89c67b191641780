"""Words about reading tables into the school."""

from __future__ import annotations

from collections.abc import Mapping

from app.terms.exchange import Subject
from app.terms.steps import Deed
from app.terms.term import Term

DEEDS: Mapping[Subject, Deed] = {
    Subject.STUDENTS: Deed.IMPORT_STUDENTS,
    Subject.COMPANIES: Deed.IMPORT_COMPANIES,
    Subject.SUPERVISORS: Deed.IMPORT_SUPERVISORS,
    Subject.WISHES: Deed.IMPORT_WISHES,
    Subject.OFFERS: Deed.IMPORT_OFFERS,
    Subject.PLACEMENTS: Deed.IMPORT_PLACEMENTS,
    Subject.TALKS: Deed.IMPORT_TALKS,
}
"""How the history names the reading of each table."""


class Became(Term):
    """What became of a row of a file."""

    STORED = "stored", "opgeslagen"
    WARNED = "warned", "opgeslagen, let op"
    MERGED = "merged", "samengevoegd"
    REFUSED = "refused", "niet opgeslagen"


class Leaving(Term):
    """Why somebody of the school may have left."""

    ENDED = "ended", "inschrijving beëindigd"
    ABSENT = "absent", "staat niet meer in het bestand"
