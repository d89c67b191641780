"""One way in for all subjects: a table with its mapping becomes rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.errors import Refusal
from app.exchange.companies import parse_companies
from app.exchange.known import Known
from app.exchange.mapping import Mapping
from app.exchange.offers import parse_offers
from app.exchange.parsed import Parsed
from app.exchange.placements import parse_placements
from app.exchange.students import parse_students
from app.exchange.supervisors import parse_supervisors
from app.exchange.tables import Table
from app.exchange.talks import parse_talks
from app.exchange.wishes import parse_wishes
from app.progress import Progress
from app.terms.exchange import Subject
from app.text import translate

PARSERS: dict[Subject, Callable[..., Parsed[Any]]] = {
    Subject.STUDENTS: parse_students,
    Subject.COMPANIES: parse_companies,
    Subject.SUPERVISORS: parse_supervisors,
    Subject.WISHES: parse_wishes,
    Subject.OFFERS: parse_offers,
    Subject.PLACEMENTS: parse_placements,
    Subject.TALKS: parse_talks,
}


def parse(table: Table, mapping: Mapping, known: Known, *, progress: Progress) -> Parsed[Any]:
    """The rows of ``table`` by the rules of its subject; columns that are not read are emptied first.

    Raises ``Refusal`` when a column is missing without which no row can be read, and ``Cancelled``.
    """
    if mapping.missing:
        text = translate("Mapping", "Deze kolommen zijn niet gevonden: {labels}. Wijs ze aan.")
        raise Refusal(text.format(labels=", ".join(mapping.missing)), field="columns")
    return PARSERS[mapping.subject](table.only(mapping.read), mapping, known, progress=progress)
