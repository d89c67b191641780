"""What an import would do: every row of a file against the school, before anything is stored.

The last import that set a field, and whether a person edited it since, is read from the journal: the
latest edit of that column of that row that was not undone. Was it an import, the file's value is a plain
change; was it anything else, it is a conflict and the default keeps ours. What the file does not speak
of (a column that it lacks) is never a difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entities.record import ColumnMemory
from app.progress import Progress
from app.queries.import_companies import CompanyRows
from app.queries.import_known import School
from app.queries.import_making import Departures, Making
from app.queries.import_offers import OfferRows
from app.queries.import_placements import PlacementRows
from app.queries.import_plan import Plan, plan
from app.queries.import_rows import AlsoRow, FindingRow, Preview, Scope
from app.queries.import_students import StudentRows
from app.queries.import_supervisors import SupervisorRows
from app.queries.import_talks import TalkRows
from app.queries.import_wanted import Wanted
from app.queries.import_wishes import WishRows
from app.terms.exchange import Subject
from app.terms.imports import Became
from app.text import translate

if TYPE_CHECKING:
    from app.exchange.mapping import Mapping as Columns
    from app.exchange.parsed import Finding, Parsed


@dataclass(frozen=True, slots=True)
class Planned:
    """A preview with what must be written for it."""

    preview: Preview
    plan: Plan


def remembered_columns(session: Session, subject: Subject) -> Mapping[str, str]:
    """What the school said before about the columns of a subject: folded header → field, empty for none."""
    rows = session.execute(
        select(ColumnMemory.header, ColumnMemory.field)
        .where(ColumnMemory.subject == subject.value)
        .order_by(ColumnMemory.header)
    )
    return {row.header: row.field for row in rows}


def preview(
    session: Session,
    *,
    subject: Subject,
    parsed: Parsed[Any],
    today: date,
    columns: Columns | None = None,
    scope: Scope | None = None,
    accepted: frozenset[int] = frozenset(),
    progress: Progress | None = None,
) -> Preview:
    """What reading ``parsed`` in would do.

    ``columns`` is the mapping that the file was parsed by: fields that it lacks are left alone, and it is
    remembered. ``scope`` says for whom the file speaks; without it that is who is in it. ``accepted`` are
    the rows of the file whose proposed company somebody confirmed.
    """
    return planned(
        session,
        subject=subject,
        parsed=parsed,
        today=today,
        columns=columns,
        scope=scope,
        accepted=accepted,
        progress=progress,
    ).preview


def planned(
    session: Session,
    *,
    subject: Subject,
    parsed: Parsed[Any],
    today: date,
    columns: Columns | None = None,
    scope: Scope | None = None,
    accepted: frozenset[int] = frozenset(),
    progress: Progress | None = None,
) -> Planned:
    """The preview together with what must be written for it."""
    fields = None if columns is None else frozenset(one.field for one in columns.columns if one.field is not None)
    school = School(session, today)
    written = {one.row.row: one.written for one in parsed.proposals if one.row.row in accepted}
    waiting = [one.row for one in parsed.proposals if one.row.row not in accepted]
    making = Making(school, fields, frozenset(one.key for one in (*parsed.refused, *waiting) if one.key))
    wanted, departures = _wanted(making, subject, parsed.confirmed(accepted).rows, written, scope)
    made = plan(session, school, wanted, making.support, progress or Progress())
    for one, actions in departures.actions.items():
        made.actions[one] += actions
    findings = sorted((*map(_told, parsed.findings), *making.findings), key=lambda finding: finding.row)
    shown = Preview(
        subject=subject,
        today=today,
        parsed=parsed,
        accepted=accepted,
        scope=scope or departures.scope,
        file_scope=departures.scope,
        new=tuple(made.new),
        changed=tuple(made.changed),
        leaving=departures.leaving,
        gone=departures.gone,
        unchanged=made.unchanged,
        also=_also(made, subject),
        findings=tuple(findings),
        mapping=columns,
    )
    return Planned(shown, made)


def _wanted(
    making: Making, subject: Subject, rows: Sequence[Any], written: Mapping[int, str], scope: Scope | None
) -> tuple[Sequence[Wanted], Departures]:
    """The rows as the school would have them, and who or what is gone, for the subjects that can say so.

    A list of companies is never whole, since companies are found here too; a wish or a placement that is
    not in a file has not ended. So those never say that anything is gone.
    """
    wanted: Sequence[Wanted]
    match subject:
        case Subject.STUDENTS:
            students = StudentRows(making)
            wanted = list(students.wanted(rows))
            return wanted, students.departures(rows, wanted, scope)
        case Subject.COMPANIES:
            wanted = CompanyRows(making).wanted(rows)
        case Subject.SUPERVISORS:
            supervisors = SupervisorRows(making)
            wanted = supervisors.wanted(rows)
            return wanted, supervisors.departures(rows, wanted, scope)
        case Subject.WISHES:
            wanted = list(WishRows(making).wanted(rows))
        case Subject.OFFERS:
            offers = OfferRows(making, written)
            return list(offers.wanted(rows)), offers.departures(rows, scope)
        case Subject.PLACEMENTS:
            wanted = PlacementRows(making, written).wanted(rows)
        case Subject.TALKS:
            wanted = TalkRows(making).wanted(rows)
    return wanted, Departures()


def _told(finding: Finding) -> FindingRow:
    return FindingRow(finding.row, finding.code, Became(finding.outcome.value), finding.text, finding.first_row)


_MAIN = {
    Subject.STUDENTS: "student",
    Subject.COMPANIES: "company",
    Subject.SUPERVISORS: "supervisor",
    Subject.WISHES: "learning_wish",
    Subject.OFFERS: "offer",
    Subject.PLACEMENTS: "placement",
    Subject.TALKS: "contact_moment",
}


def _also(made: Plan, subject: Subject) -> tuple[AlsoRow, ...]:
    labels = {
        "student_group": translate("Import", "klassen"),
        "period": translate("Import", "BPV-perioden"),
        "participation": translate("Import", "deelnames aan een periode"),
        "placement": translate("Import", "plaatsingen uit de studentenlijst"),
        "earlier_placement": translate("Import", "eerdere plaatsingen die op hun leerbedrijf wachten"),
        "company_person": translate("Import", "contactpersonen"),
        "company_spelling": translate("Import", "schrijfwijzen van leerbedrijven"),
        "recognition_check": translate("Import", "erkenningen"),
        "wish_unit": translate("Import", "gewenste werkprocessen"),
        "offer_programme": translate("Import", "opleidingen bij stageplaatsen"),
        "offer_period": translate("Import", "perioden bij stageplaatsen"),
        "offer_unit": translate("Import", "werkprocessen bij stageplaatsen"),
        "requirement": translate("Import", "eisen"),
        "agreement": translate("Import", "praktijkovereenkomsten"),
        "contact_moment": translate("Import", "contactmomenten"),
        "promise": translate("Import", "toezeggingen"),
    }
    counts = made.also()
    return tuple(AlsoRow(labels[kind], counts[kind]) for kind in labels if counts[kind] and kind != _MAIN[subject])
