"""The kennismaking after a match, and how content people were at the end."""

from __future__ import annotations

from datetime import date

import pytest

from app.commands.introductions import (
    IntroductionDraft,
    Outcome,
    ask_satisfaction,
    plan_introduction,
    settle_introduction,
)
from app.commands.pipeline import advance
from app.entities.placement import Placement
from app.errors import Refusal
from app.queries.contact import contact, contacts
from app.queries.contact_plan import planning
from app.queries.introductions import contentment, introductions
from app.rules.pipeline import lane_of
from app.scheduling import Busy
from app.terms.contact import Content, Met, Objection
from app.terms.pipeline import Form, Lane, Party, State
from tests.school import TODAY

TUESDAY = date(2027, 3, 2)
DRAFT = IntroductionDraft(TUESDAY, 10 * 60, Form.VISIT)


def rows(school):
    with school.store.reading() as session:
        return {row.placement_id: row for row in introductions(session, today=TODAY)}


@pytest.fixture
def matched(school):
    """A placement that waits for its kennismaking."""
    found = rows(school)
    assert found
    return next(iter(found))


def state_of(school, placement):
    with school.store.reading() as session:
        return session.get_one(Placement, placement).state


def test_everybody_who_is_matched_stands_in_the_list_until_the_papers_go_out(school):
    found = rows(school)
    assert {lane_of(row.state, None, TODAY) for row in found.values()} == {Lane.PROPOSAL}
    assert all(row.is_open and row.day is None for row in found.values())


def test_it_is_planned_moved_and_held_and_never_counts_for_the_norm(school, matched):
    before = {row.placement_id: row.held for row in told(school)}
    school.do(plan_introduction, placement_id=matched, draft=DRAFT)
    assert (rows(school)[matched].day, rows(school)[matched].met) == (TUESDAY, None)
    later = IntroductionDraft(date(2027, 3, 4), None, Form.VIDEO)
    school.do(plan_introduction, placement_id=matched, draft=later)
    assert rows(school)[matched].met is Met.MOVED
    school.do(settle_introduction, placement_id=matched, outcome=Outcome(Met.HELD))
    assert (rows(school)[matched].met, rows(school)[matched].day) == (Met.HELD, TODAY)
    assert {row.placement_id: row.held for row in told(school)} == before
    with school.store.reading() as session:
        assert contact(session, matched, today=TODAY).held.joint == 0
    with pytest.raises(Refusal, match="al geweest"):
        school.do(plan_introduction, placement_id=matched, draft=DRAFT)


def told(school):
    with school.store.reading() as session:
        return contacts(session, today=TODAY)


def test_who_was_announced_and_met_goes_on_along_the_pipeline(school, matched):
    card = next(key for key, row in rows(school).items() if row.state is State.PLACED)
    with school.store.reading() as session:
        participation = session.get_one(Placement, card).participation_id
    school.do(advance, participation_ids=(participation,), reason="De school staat hiervoor in")
    assert state_of(school, card) is State.ANNOUNCED
    school.do(settle_introduction, placement_id=card, outcome=Outcome(Met.HELD))
    assert state_of(school, card) is State.INTRODUCED


def test_an_objection_has_somebody_and_a_code_and_no_words(school, matched):
    with pytest.raises(Refusal, match="Van wie"):
        school.do(settle_introduction, placement_id=matched, outcome=Outcome(Met.OBJECTED))
    wanted = Outcome(Met.OBJECTED, Objection.DAYS, Party.STUDENT)
    school.do(settle_introduction, placement_id=matched, outcome=wanted)
    row = rows(school)[matched]
    assert (row.met, row.objection, row.objected_by, row.is_open) == (
        Met.OBJECTED,
        Objection.DAYS,
        Party.STUDENT,
        False,
    )


@pytest.mark.parametrize(("day", "why"), [(date(2027, 2, 26), "al geweest"), (date(2027, 3, 6), "zaterdag")])
def test_a_day_that_cannot_be_is_refused(school, matched, day, why):
    with pytest.raises(Refusal, match=why):
        school.do(plan_introduction, placement_id=matched, draft=IntroductionDraft(day, None, Form.VISIT))


def test_the_planner_keeps_the_hour_of_a_kennismaking_free(school):
    placement = next(row.placement_id for row in told(school) if row.supervisor_id is not None and not row.held.met)
    school.do(plan_introduction, placement_id=placement, draft=DRAFT)
    with school.store.reading() as session:
        asked = planning(session, contacts(session, today=TODAY), today=TODAY)
    taken = [busy for one in asked.problem.availability for busy in one.busy]
    assert Busy(TUESDAY, 600, 630) in taken


def test_how_content_people_were_is_told_only_of_five_or_more(school):
    placements = list(school.placements.values())
    for number, placement in enumerate(placements[:6]):
        said = {"school": Content.YES, "other": Content.NO if number < 2 else Content.YES}
        school.do(ask_satisfaction, placement_id=placement, party=Party.STUDENT, **said)
    school.do(ask_satisfaction, placement_id=placements[0], party=Party.COMPANY, school=Content.NO, other=Content.YES)
    with school.store.reading() as session:
        student, company = contentment(session, today=TODAY)
    assert (student.school, student.other) == (student.asked, None)
    assert (company.asked, company.school, company.other) == (1, None, None)
    with pytest.raises(Refusal, match="student of het leerbedrijf"):
        school.do(
            ask_satisfaction, placement_id=placements[0], party=Party.SCHOOL, school=Content.NO, other=Content.YES
        )
