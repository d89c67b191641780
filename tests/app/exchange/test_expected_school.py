"""The six files of the fictional school give exactly the rows, findings and totals that are written down."""

from collections import Counter

import pytest

from tests.app.exchange.conftest import FILES


def plain(value):
    """A value as JSON has it."""
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def hours(minutes):
    return None if minutes is None else minutes / 60


def student(row):
    return {
        "row": row.row,
        "number": row.number,
        "first_name": row.first_name,
        "prefix": row.prefix,
        "last_name": row.last_name,
        "class": row.group,
        "crebo": row.crebo,
        "path": row.path,
        "level": row.level,
        "cohort": row.cohort,
        "email": row.email,
        "mobile_key": row.mobile_key,
        "pc4": row.pc4,
        "mentor": row.mentor,
        "active": row.active,
        "earlier_placements": [
            {
                "leerbedrijf_id": one.leerbedrijf_id,
                "start": plain(one.start),
                "planned_end": plain(one.planned_end),
                "end": plain(one.end),
                "status": one.status,
            }
            for one in row.earlier
        ],
    }


def company(row):
    return {
        "row": row.row,
        "leerbedrijf_id": row.leerbedrijf_id,
        "kvk": row.kvk,
        "vestiging": row.vestiging,
        "name": row.name,
        "street": row.street,
        "pc4": row.pc4,
        "town": row.town,
        "phone_key": row.phone_key,
        "sector": row.sector,
        "contacts": [
            {"name": one.name, "role": one.role, "email": one.email, "phone_key": one.phone_key} for one in row.people
        ],
        "recognised": plain(row.recognised),
        "recognition_checked": plain(row.recognition_checked),
        "unfit": row.unfit,
        "unfit_reason": row.unfit_reason,
        "note": row.note,
    }


def supervisor(row):
    return {
        "row": row.row,
        "first_name": row.first_name,
        "prefix": row.prefix,
        "last_name": row.last_name,
        "email": row.email,
        "days": plain(row.days),
        "hours": hours(row.minutes),
        "pc4": row.pc4,
        "programme": row.programme,
    }


def wish(row):
    return {
        "row": row.row,
        "number": row.number,
        "period": row.period,
        "filled_at": plain(row.filled_at),
        "goals": row.goals,
        "werkprocessen": plain(row.werkprocessen),
        "unknown_werkprocessen": plain(row.unknown_werkprocessen),
        "company_kind": row.company_kind,
        "tasks": row.tasks,
        "transport": plain(row.transport),
        "max_minutes": row.max_minutes,
        "max_km": row.max_km,
        "days": plain(row.days),
        "needs": row.needs,
    }


def offer(row, companies):
    return {
        "row": row.row,
        "number": row.number,
        "leerbedrijf_id": companies[row.company].leerbedrijf_id,
        "company": row.company_name,
        "company_row": companies[row.company].row,
        "link": row.link,
        "crebos": plain(row.crebos),
        "path": row.path,
        "periods": plain(row.periods),
        "places": row.places,
        "days": plain(row.days),
        "hours": hours(row.week_minutes),
        "tasks": row.tasks,
        "werkprocessen": plain(row.werkprocessen),
        "requirements": [{"text": one.text, "reason": one.reason} for one in row.requirements],
        "fee_state": row.fee_state,
        "fee_cents": row.fee_cents,
        "cover": plain(row.cover),
        "ov": {"yes": True, "no": False, "unknown": None}[row.public_transport],
        "access": plain(row.access),
        "accepts": row.accepts,
        "mentor": row.mentor,
        "given_on": plain(row.given_on),
    }


PARTY = {"student": "student", "company": "praktijkopleider", "school": "docent"}
FORM = {"bezoek": "bezoek", "video": "Teams", "telefoon": "telefonisch", "op school": "op school", "e-mail": "e-mail"}


def counts(contact):
    """Whether a contact moment counts for the norm of the page."""
    return set(contact.present) == set(PARTY) and contact.form != "e-mail"


def placement(row, companies, supervisors):
    return {
        "row": row.row,
        "number": row.number,
        "student": row.student,
        "leerbedrijf_id": companies[row.company].leerbedrijf_id,
        "start": plain(row.start),
        "planned_end": plain(row.planned_end),
        "end": plain(row.end),
        "status": row.status,
        "end_reason": row.end_reason,
        "days_per_week": row.days_per_week,
        "hours_per_week": hours(row.week_minutes),
        "hours_total": hours(row.total_minutes),
        "hours_done": hours(row.done_minutes),
        "mentor": row.mentor,
        "supervisor": supervisors.get(row.supervisor),
        "signed_on": plain(row.signed_on),
        "contacts": [
            {
                "kind": one.kind,
                "date": plain(one.day),
                "form": FORM[one.form],
                "present": [PARTY[party] for party in one.present],
                "counts": counts(one),
            }
            for one in row.contacts
        ],
        "fee_state": row.fee_state,
        "fee_cents": row.fee_cents,
        "cover": plain(row.cover),
        "follows": row.follows,
    }


@pytest.fixture
def as_written(confirmed):
    """Every row in the words of the written expectation."""
    companies = {row.key: row for row in confirmed["companies"].rows}
    supervisors = {
        row.key: " ".join(filter(None, (row.first_name, row.prefix, row.last_name)))
        for row in confirmed["supervisors"].rows
    }
    return {
        "students": [student(row) for row in confirmed["students"].rows],
        "companies": [company(row) for row in confirmed["companies"].rows],
        "supervisors": [supervisor(row) for row in confirmed["supervisors"].rows],
        "wishes": [wish(row) for row in confirmed["wishes"].rows],
        "offers": [offer(row, companies) for row in confirmed["offers"].rows],
        "placements": [placement(row, companies, supervisors) for row in confirmed["placements"].rows],
    }


@pytest.mark.parametrize("subject", FILES)
def test_every_row_is_stored_field_by_field_as_expected(subject, as_written, expected_rows):
    differences = [
        (found["row"], {name: (value, found.get(name)) for name, value in wanted.items() if found.get(name) != value})
        for wanted, found in zip(expected_rows[subject], as_written[subject], strict=False)
        if found != wanted
    ]
    assert differences == []
    assert len(as_written[subject]) == len(expected_rows[subject])
    assert as_written[subject][0].keys() == expected_rows[subject][0].keys()


@pytest.mark.parametrize("subject", FILES)
def test_the_numbers_of_rows_are_as_expected(subject, confirmed, expected):
    wanted = expected["files"][FILES[subject]]
    found = confirmed[subject]
    assert {
        "rows_read": found.read,
        "stored": len(found.rows),
        "merged": len(found.merged),
        "refused": len(found.refused),
        "rows_with_warning": len({finding.row for finding in found.warnings}),
    } == {name: wanted[name] for name in ("rows_read", "stored", "merged", "refused", "rows_with_warning")}


@pytest.mark.parametrize("subject", FILES)
@pytest.mark.parametrize("kind", ["refused", "merged", "warnings"])
def test_every_row_with_something_wrong_has_its_code(subject, kind, confirmed, expected):
    written = {"refused": "refused_rows", "merged": "merged_rows", "warnings": "warning_rows"}[kind]
    wanted = {(one["row"], one["code"], one.get("first_row")) for one in expected["files"][FILES[subject]][written]}
    findings = getattr(confirmed[subject], kind)
    assert {(one.row, one.code, one.first_row) for one in findings} == wanted


def counted(values):
    return dict(Counter(values))


def totals_of_students(rows, confirmed):
    several = [row for row in rows if len(row.earlier) > 1]
    placements = {(row.student, row.company, row.start) for row in confirmed["placements"].rows}
    earlier = {(row.number, one.leerbedrijf_id, one.start) for row in rows for one in row.earlier}
    return {
        "students": len(rows),
        "active": sum(row.active for row in rows),
        "per_class": counted(row.group or "(none)" for row in rows),
        "per_crebo": counted(row.crebo for row in rows),
        "per_path": counted(row.path for row in rows),
        "with_prefix": sum(bool(row.prefix) for row in rows),
        "with_email": sum(row.email is not None for row in rows),
        "with_pc4": sum(row.pc4 is not None for row in rows),
        "earlier_placements": sum(len(row.earlier) for row in rows),
        "earlier_placements_students": sum(bool(row.earlier) for row in rows),
        "students_with_several_in_one_cell": len(several),
        "earlier_placements_also_in_plaatsingen": len(earlier & placements),
    }


def totals_of_companies(rows, _confirmed):
    return {
        "companies": len(rows),
        "without_leerbedrijf_id": sum(row.leerbedrijf_id is None for row in rows),
        "ids_with_leading_zero": sum((row.leerbedrijf_id or "").startswith("0") for row in rows),
        "contact_persons": sum(len(row.people) for row in rows),
        "per_sector": counted(row.sector for row in rows),
        "recognition_checked": sum(row.recognition_checked is not None for row in rows),
        "unfit": sum(row.unfit for row in rows),
        "without_pc4": sum(row.pc4 is None for row in rows),
    }


def totals_of_supervisors(rows, _confirmed):
    return {
        "supervisors": len(rows),
        "hours": sum(row.minutes or 0 for row in rows) / 60,
        "per_programme": counted(row.programme for row in rows),
    }


def totals_of_wishes(rows, confirmed):
    active = {row.number for row in confirmed["students"].rows if row.active}
    return {
        "wishes": len(rows),
        "students_with_a_wish": len({row.number for row in rows}),
        "active_students_without_a_wish": len(active - {row.number for row in rows}),
        "per_period": counted(row.period for row in rows),
        "transport": counted(one for row in rows for one in row.transport),
        "werkprocessen": sum(len(row.werkprocessen) for row in rows),
        "with_needs": sum(row.needs is not None for row in rows),
        "with_max_minutes": sum(row.max_minutes is not None for row in rows),
    }


def totals_of_offers(rows, _confirmed):
    places = Counter()
    crebos = Counter()
    for row in rows:
        places["both" if len(row.periods) > 1 else row.periods[0]] += row.places or 0
        crebos["+".join(row.crebos)] += row.places or 0
    return {
        "offers": len(rows),
        "companies_with_an_offer": len({row.company for row in rows}),
        "places": sum(row.places or 0 for row in rows),
        "places_unknown": sum(row.places is None for row in rows),
        "places_per_period": dict(places),
        "places_per_crebo": dict(crebos),
        "per_path": counted(row.path for row in rows),
        "link": counted(row.link for row in rows),
        "requirements": sum(len(row.requirements) for row in rows),
        "requirements_without_reason": sum(one.reason is None for row in rows for one in row.requirements),
        "fee_state": counted(row.fee_state for row in rows),
        "fee_cents_total": sum(row.fee_cents or 0 for row in rows),
        "cover_state": counted("unknown" if row.cover is None else "some" if row.cover else "none" for row in rows),
        "ov": counted(row.public_transport for row in rows),
        "accepts": counted(row.accepts for row in rows),
    }


def totals_of_placements(rows, _confirmed):
    ran = [row for row in rows if row.status in {"Beëindigd", "Definitief"}]
    held = [one for row in rows for one in row.contacts]
    met = [
        row
        for row in ran
        if sum(map(counts, row.contacts)) >= 3 and any(counts(one) and one.form == "bezoek" for one in row.contacts)
    ]
    return {
        "placements": len(rows),
        "per_status": counted(row.status for row in rows),
        "ended_early": sum(row.status == "Beëindigd" and row.end < row.planned_end for row in rows),
        "follow_ups": sum(row.follows is not None for row in rows),
        "contacts_held": len(held),
        "contacts_per_kind": counted(one.kind for one in held),
        "contacts_per_form": counted(FORM[one.form] for one in held),
        "contacts_that_count": sum(map(counts, held)),
        "placements_that_ran": len(ran),
        "placements_that_met_the_norm": len(met),
        "placements_without_any_contact": sum(not row.contacts for row in ran),
        "hours_done": sum(row.done_minutes or 0 for row in rows) / 60,
        "fee_state": counted(row.fee_state for row in rows),
        "cover_state": counted("unknown" if row.cover is None else "some" if row.cover else "none" for row in rows),
        "without_supervisor": sum(row.supervisor is None for row in rows),
    }


TOTALS = {
    "students": totals_of_students,
    "companies": totals_of_companies,
    "supervisors": totals_of_supervisors,
    "wishes": totals_of_wishes,
    "offers": totals_of_offers,
    "placements": totals_of_placements,
}


@pytest.mark.parametrize("subject", FILES)
def test_the_totals_are_as_expected(subject, confirmed, expected):
    assert TOTALS[subject](confirmed[subject].rows, confirmed) == expected["files"][FILES[subject]]["totals"]


OF_THE_FILE = {"delimiter_in_quotes", "newline_in_quotes", "doubled_quotes", "cp1252_only", "empty_rows"}  # reader
NOT_ON_THE_PAGE = {"supervisors": {(26, "decimal_comma")}}  # "36,5"; the page names one example of it


@pytest.mark.parametrize("subject", FILES)
def test_every_other_oddity_is_noted_at_its_row(subject, confirmed, expected):
    written = expected["files"][FILES[subject]]["other_oddities"]
    wanted = {(one["row"], one["code"]) for one in written if one["code"] not in OF_THE_FILE}
    found = {(one.row, one.code) for one in confirmed[subject].findings if one.outcome == "stored"}
    assert found == wanted | NOT_ON_THE_PAGE.get(subject, set())
