"""An early end keeps the hours and what is left to do, and stands on Vandaag until that is done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app import clock
from app.commands.termination import Termination, terminate, tie_off
from app.errors import Refusal
from app.queries.attention import attention
from app.queries.loose_ends import loose_ends_of
from app.terms.pipeline import State
from app.terms.termination import LooseEndKind
from tests.conftest import MONDAY
from tests.dump import dump
from tests.school import ACTOR, TODAY

DRAFT = Termination(
    State.ENDED_EARLY, TODAY, "Het werk paste niet", 90 * 60, frozenset({LooseEndKind.HOURS, LooseEndKind.SYSTEM})
)


def waiting(school, name):
    with school.store.reading() as session:
        groups = attention(session, today=TODAY)
    loose = next((group.rows for group in groups if group.reason == "loose"), ())
    return [row.what for row in loose if row.key == school.students[name]]


def end(school, name, draft=DRAFT):
    with clock.at(MONDAY):
        return school.store.change(terminate, ACTOR, placement_id=school.placements[name], draft=draft).step


def test_what_is_left_to_do_waits_on_vandaag_until_it_is_done(school):
    end(school, "Thijs")
    (line,) = waiting(school, "Thijs")
    assert "urenstaat ophalen" in line
    assert "studentsysteem" in line
    with school.store.reading() as session:
        rows = loose_ends_of(session, participation_id=school.cards["Thijs"])
    with clock.at(MONDAY):
        school.do(tie_off, loose_end_ids=(rows[0].id,))
        assert waiting(school, "Thijs") != [line]
        school.do(tie_off, loose_end_ids=tuple(row.id for row in rows))
    assert waiting(school, "Thijs") == []


def test_one_undo_takes_back_the_end_with_all_that_went_with_it(school):
    before = dump(school.store)
    step = end(school, "Thijs")
    assert dump(school.store) != before
    school.store.take_back(step, ACTOR)
    assert dump(school.store) == before


def test_nobody_stops_before_the_first_day(school):
    early = Termination(State.ENDED_EARLY, TODAY - timedelta(days=900), "Past niet")
    with pytest.raises(Refusal) as refused:
        end(school, "Thijs", early)
    assert refused.value.field == "ended_on"
