"""Every row of every file, from the file to the database, against what its README says should be stored."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from app import clock
from app.clock import ZONE
from app.demo.files import FILES, preview_file, read_in
from app.entities.company import Company, CompanyPerson, CompanySpelling, RecognitionCheck
from app.entities.contact import ContactMoment
from app.entities.names import full_name
from app.entities.offer import Offer, OfferPeriod, OfferProgramme, OfferUnit, Requirement
from app.entities.people import Student, Supervisor
from app.entities.placement import Agreement, EarlierPlacement, Participation, Placement
from app.entities.programme import Group, Period, Programme, ProgrammeUnit
from app.entities.wish import LearningWish, WishUnit
from app.rules.norm import Norm, Talk, standing
from app.terms.exchange import Subject
from app.terms.pipeline import State

ANSWER = {True: "yes", False: "no", None: "unknown"}
FORM = {"Teams": "video", "telefonisch": "telefoon"}


@pytest.fixture
def session(filled):
    with filled.reading() as session:
        yield session


def by(session, kind, column="id"):
    return {getattr(row, column): row for row in session.scalars(select(kind))}


def listed(session, kind, owner, column):
    found = defaultdict(list)
    for row in session.scalars(select(kind).order_by(kind.id)):
        found[getattr(row, owner)].append(getattr(row, column))
    return found


def day(text):
    return None if text is None else date.fromisoformat(text)


def test_students_are_stored_as_the_list_has_them(session, expected):
    stored, groups = by(session, Student, "number"), by(session, Group)
    programmes = by(session, Programme)
    found = {
        number: {
            "first_name": row.first_name,
            "prefix": row.prefix,
            "last_name": row.last_name,
            "class": None if row.group_id is None else groups[row.group_id].code,
            "crebo": None if row.programme_id is None else programmes[row.programme_id].crebo,
            "path": row.path,
            "level": row.level,
            "cohort": row.cohort,
            "email": row.email,
            "mobile_key": row.phone_key,
            "pc4": row.pc4,
            "mentor": row.mentor,
            "active": row.active,
        }
        for number, row in stored.items()
    }
    columns = next(iter(found.values()))
    known = {programme.crebo for programme in programmes.values()}
    wanted = {
        row["number"]: {name: row[name] for name in columns}
        | {"crebo": row["crebo"] if row["crebo"] in known else None}
        for row in expected["students"]
    }
    assert found == wanted


def test_of_a_birth_date_only_the_end_of_being_minor_is_kept(waalhaven, totals):
    february = datetime(2027, 2, 1, 9, tzinfo=UTC)
    with clock.at(february):
        read_in(waalhaven, Subject.STUDENTS, "Marieke")
    minors = select(func.count()).where(Student.active, Student.minor_until >= february.date())
    said = totals[FILES[Subject.STUDENTS]]["minors_on_2027_02_01_among_active"]
    rounded_up = 2  # they come of age on that very day, and count as minor until the end of the month
    with waalhaven.reading() as session:
        assert session.scalar(minors) == said + rounded_up


def test_coming_of_age_is_no_change(waalhaven):
    with clock.at(datetime(2027, 2, 1, 9, tzinfo=UTC)):
        read_in(waalhaven, Subject.STUDENTS, "Marieke")
    with clock.at(datetime(2027, 3, 1, 9, tzinfo=UTC)):
        assert preview_file(waalhaven, Subject.STUDENTS).changed == ()


def test_earlier_placements_of_the_student_list_are_placements(session, expected):
    companies, cards = by(session, Company), by(session, Participation)
    students, periods = by(session, Student), by(session, Period)
    placed = {
        (
            students[cards[row.participation_id].student_id].number,
            companies[row.company_id].leerbedrijf_id,
            row.first_day,
        ): row
        for row in session.scalars(select(Placement))
    }
    mentioned = {
        (row["number"], one["leerbedrijf_id"], day(one["start"])): one
        for row in expected["students"]
        for one in row["earlier_placements"]
    }
    assert placed.keys() == mentioned.keys()
    for key, one in mentioned.items():
        assert (placed[key].last_day, placed[key].ended_on) == (day(one["planned_end"]), day(one["end"]))
        assert placed[key].system_status == one["status"]
    assert not session.scalars(select(EarlierPlacement)).all()
    years = {periods[cards[row.participation_id].period_id].name for row in placed.values()}
    assert years == {"BPV 2024-2025", "BPV 2025-2026"}


def test_companies_are_stored_with_their_people_and_recognitions(session, expected):
    people, checks = by(session, CompanyPerson), by(session, RecognitionCheck)
    persons, recognised = defaultdict(set), defaultdict(set)
    for row in people.values():
        persons[row.company_id].add((row.name, row.role, row.email, row.phone_key))
    for row in checks.values():
        recognised[row.company_id].add((row.crebo, row.outcome.value, row.checked_on))
    found = {
        (row.leerbedrijf_id, row.kvk, row.branch): (
            (row.name, row.street, row.pc4, row.town, row.phone_key, row.sector, row.unfit, row.unfit_reason, row.note),
            persons[row.id],
            recognised[row.id],
        )
        for row in session.scalars(select(Company))
    }
    columns = ("name", "street", "pc4", "town", "phone_key", "sector", "unfit", "unfit_reason", "note")
    wanted = {
        (row["leerbedrijf_id"], row["kvk"], row["vestiging"]): (
            tuple(row[column] for column in columns),
            {(one["name"], one["role"], one["email"], one["phone_key"]) for one in row["contacts"]},
            {
                (crebo, "yes" if row["recognition_checked"] else "unchecked", day(row["recognition_checked"]))
                for crebo in row["recognised"]
            },
        )
        for row in expected["companies"]
    }
    assert found == wanted


def test_supervisors_are_stored(session, expected):
    programmes = by(session, Programme)
    found = {
        full_name(row.first_name, row.prefix, row.last_name): (
            (row.first_name, row.prefix, row.last_name, row.email, row.days, row.pc4),
            None if row.guidance_minutes is None else row.guidance_minutes / 60,
            programmes[row.programme_id].name,
        )
        for row in session.scalars(select(Supervisor))
    }
    wanted = {
        full_name(row["first_name"], row["prefix"], row["last_name"]): (
            (row["first_name"], row["prefix"], row["last_name"], row["email"], tuple(row["days"]), row["pc4"]),
            row["hours"],
            row["programme"],
        )
        for row in expected["supervisors"]
    }
    assert found == wanted


def test_wishes_are_stored_with_their_werkprocessen(session, expected):
    students, periods, units = by(session, Student), by(session, Period), by(session, ProgrammeUnit)
    links = listed(session, WishUnit, "wish_id", "unit_id")
    found = {
        (students[row.student_id].number, periods[row.period_id].code): (
            (row.filled_at.astimezone(ZONE).replace(tzinfo=None), row.goals, row.company_kind, row.tasks, row.needs),
            (row.transport, row.max_minutes, row.max_km, row.days or ()),
            {units[key].code for key in links[row.id]},
        )
        for row in session.scalars(select(LearningWish))
    }
    wanted = {
        (row["number"], row["period"]): (
            (datetime.fromisoformat(row["filled_at"]), row["goals"], row["company_kind"], row["tasks"], row["needs"]),
            (tuple(row["transport"]), row["max_minutes"], row["max_km"], tuple(row["days"] or ())),
            set(row["werkprocessen"]),
        )
        for row in expected["wishes"]
    }
    assert found == wanted


def test_a_wish_that_came_in_is_no_longer_awaited(session, expected):
    cards, periods = by(session, Participation), by(session, Period)
    wishes = {(row.student_id, row.period_id) for row in session.scalars(select(LearningWish))}
    for card in cards.values():
        if periods[card.period_id].code in {"P1", "P2"}:
            ready = (card.student_id, card.period_id) in wishes
            assert card.state is (State.WISH_READY if ready else State.WISH_OPEN)


def test_offers_are_stored_with_all_that_belongs_to_them(session, expected):
    companies, units = by(session, Company), by(session, ProgrammeUnit)
    programmes, periods = by(session, Programme), by(session, Period)
    crebos = listed(session, OfferProgramme, "offer_id", "programme_id")
    codes = listed(session, OfferPeriod, "offer_id", "period_id")
    learnt = listed(session, OfferUnit, "offer_id", "unit_id")
    asked = defaultdict(list)
    for row in session.scalars(select(Requirement).order_by(Requirement.offer_id, Requirement.rank)):
        asked[row.offer_id].append((row.text, row.justification))
    found = {
        row.number: (
            (
                companies[row.company_id].name,
                row.path,
                row.places,
                row.days or (),
                row.tasks,
                row.contact,
                row.given_on,
            ),
            None if row.minutes_per_week is None else row.minutes_per_week / 60,
            (row.allowance.value, row.allowance_cents, row.costs_covered, row.access),
            (row.public_transport.value, row.accepts.value),
            {programmes[key].crebo for key in crebos[row.id]},
            {periods[key].code for key in codes[row.id]},
            {units[key].code for key in learnt[row.id]},
            asked[row.id],
        )
        for row in session.scalars(select(Offer))
    }
    listing = lambda words: None if words is None else tuple(words)  # noqa: E731 - one use, below
    wanted = {
        row["number"]: (
            (
                row["company"],
                row["path"],
                row["places"],
                tuple(row["days"] or ()),
                row["tasks"],
                row["mentor"],
                day(row["given_on"]),
            ),
            row["hours"],
            (row["fee_state"], row["fee_cents"], listing(row["cover"]), listing(row["access"])),
            (ANSWER[row["ov"]], row["accepts"]),
            set(row["crebos"]),
            set(row["periods"]),
            set(row["werkprocessen"]),
            [(one["text"], one["reason"]) for one in row["requirements"]],
        )
        for row in expected["offers"]
    }
    assert found == wanted


def test_a_confirmed_spelling_of_a_company_is_not_asked_again(filled, expected):
    similar = [row["row"] for row in expected["offers"] if row["link"] == "similar_name"]
    with filled.reading() as session:
        assert session.scalar(select(func.count()).select_from(CompanySpelling)) == len(similar)
    assert preview_file(filled, Subject.OFFERS).parsed.proposals == ()


def test_placements_are_stored_with_their_papers_and_talks(session, expected):
    companies, cards, students = by(session, Company), by(session, Participation), by(session, Student)
    supervisors = {
        row.id: full_name(row.first_name, row.prefix, row.last_name) for row in session.scalars(select(Supervisor))
    }
    papers, talks = by(session, Agreement, "placement_id"), defaultdict(set)
    for row in session.scalars(select(ContactMoment)):
        present = (row.student_present, row.company_present, row.school_present)
        talks[row.placement_id].add(
            (row.moment.value, row.held_on, None if row.form is None else row.form.value, present)
        )
    found = {
        row.number: (
            (students[cards[row.participation_id].student_id].number, companies[row.company_id].leerbedrijf_id),
            (row.first_day, row.last_day, row.ended_on, row.system_status.value, row.end_reason),
            (row.days_per_week, row.minutes_per_week, row.minutes_total, row.minutes_done),
            (row.company_person, supervisors.get(row.supervisor_id), row.follows),
            (row.allowance.value, row.allowance_cents, row.costs_covered),
            papers[row.id].student_signed_on if row.id in papers else None,
            talks[row.id],
        )
        for row in session.scalars(select(Placement).where(Placement.number.is_not(None)))
    }
    minutes = lambda hours: None if hours is None else round(hours * 60)  # noqa: E731 - one use, below
    wanted = {
        row["number"]: (
            (row["student"], row["leerbedrijf_id"]),
            (day(row["start"]), day(row["planned_end"]), day(row["end"]), row["status"], row["end_reason"]),
            (
                row["days_per_week"],
                minutes(row["hours_per_week"]),
                minutes(row["hours_total"]),
                minutes(row["hours_done"]),
            ),
            (row["mentor"], row["supervisor"], row["follows"]),
            (row["fee_state"], row["fee_cents"], None if row["cover"] is None else tuple(row["cover"])),
            day(row["signed_on"]),
            {
                (
                    one["kind"],
                    day(one["date"]),
                    FORM.get(one["form"], one["form"]),
                    tuple(who in one["present"] for who in ("student", "praktijkopleider", "docent")),
                )
                for one in row["contacts"]
            },
        )
        for row in expected["placements"]
    }
    assert found == wanted


def test_a_signed_agreement_is_signed_by_all_three(session):
    for row in session.scalars(select(Agreement)):
        signed = {row.sent_on, row.student_signed_on, row.company_signed_on, row.school_signed_on}
        assert len(signed) == 1
        assert None not in signed


def test_the_norm_is_counted_as_the_school_counts_it(session, totals):
    said = totals[FILES[Subject.PLACEMENTS]]["totals"]
    talks = defaultdict(list)
    for row in session.scalars(select(ContactMoment)):
        talks[row.placement_id].append(Talk(row.form, row.student_present, row.company_present, row.school_present))
    ran = [
        row.id
        for row in session.scalars(select(Placement).where(Placement.number.is_not(None)))
        if row.system_status.value in {"Beëindigd", "Definitief"}
    ]
    assert sum(talk.counts for held in talks.values() for talk in held) == said["contacts_that_count"]
    assert len(ran) == said["placements_that_ran"]
    assert sum(standing(talks[key], Norm()).met for key in ran) == said["placements_that_met_the_norm"]


def test_the_state_follows_the_status_of_the_student_system(session, totals):
    rows = session.scalars(select(Placement).where(Placement.number.is_not(None))).all()
    early = [row for row in rows if row.state is State.ENDED_EARLY]
    assert len(early) == totals[FILES[Subject.PLACEMENTS]]["totals"]["ended_early"]
    assert {row.state for row in rows if row.system_status.value == "Voorlopig"} == {State.PLACED}
    assert all(row.since <= date(2027, 3, 1) for row in rows)


@pytest.mark.parametrize("subject", FILES)
def test_every_row_of_the_file_is_accounted_for(waalhaven, filled, totals, subject):
    said = totals[FILES[subject]]
    shown = preview_file(filled, subject)
    assert shown.unchanged == said["stored"]
    assert len({finding.row for finding in shown.refused}) == said["refused"]
    assert len({finding.row for finding in shown.merged}) == said["merged"]
    assert shown.unchanged + len(shown.refused) + len(shown.merged) == said["rows_read"]


def test_columns_that_are_not_stored_are_named_with_their_reason(waalhaven, totals):
    said = totals[FILES[Subject.STUDENTS]]
    shown = preview_file(waalhaven, Subject.STUDENTS)
    assert {column.header for column in shown.not_stored} == set(said["columns_never_stored"])
    assert all(column.why for column in shown.not_stored)
    named = {column.header for column in shown.not_stored if column.sensitive}
    assert named == set(said["columns_never_stored_and_named_to_the_user"])
