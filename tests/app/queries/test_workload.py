"""Who guides how many, with what time, and what goes over to another."""

from __future__ import annotations

from uuid import UUID

import pytest

from app.commands.school import decide_policy
from app.commands.transfer import transfer_guidance
from app.documents import render
from app.documents.overviews import handover_report
from app.entities.people import Supervisor
from app.errors import Refusal
from app.queries.workload import choices, guided_by, workload
from app.store.work import Work, undoable
from app.terms.lists import LoadFilter, LoadOrder
from app.terms.pipeline import State
from app.terms.steps import Deed
from tests.documents import papers, reader
from tests.dump import dump
from tests.school import ACTOR, TODAY


@undoable(Deed.KEEP_STUDENT)
def change_supervisor(work: Work, *, supervisor_id: UUID, **values: object) -> None:
    """What an import does."""
    row = work.get(Supervisor, supervisor_id)
    for name, value in values.items():
        setattr(row, name, value)


MEES, FATIMA = "Mees Bruijn", "Fatima Bakkali"


def loads(school, **wanted):
    with school.store.reading() as session:
        found = workload(session, today=TODAY, **wanted)
    return {row.name: row for row in found.rows}


def guided(school, name):
    with school.store.reading() as session:
        return guided_by(session, supervisor_id=school.supervisors[name], today=TODAY)


def test_who_is_done_or_gone_takes_no_time(filled):
    row = loads(filled)[MEES]
    assert row.students == len(guided(filled, MEES))
    assert sum(count for _town, count in row.areas) == row.students
    assert {one.state for one in guided(filled, MEES)}.isdisjoint({State.COMPLETED, State.NOT_STARTED})


def test_too_little_time_is_said_and_unknown_is_not_nought(school):
    assert loads(school)[MEES].room is None
    assert set(loads(school, filters=frozenset({LoadFilter.UNKNOWN}))) == {MEES, FATIMA}
    school.do(change_supervisor, supervisor_id=school.supervisors[MEES], guidance_minutes=60)
    row = loads(school)[MEES]
    assert row.overloaded
    assert row.room < 0
    assert list(loads(school, filters=frozenset({LoadFilter.OVERLOADED}))) == [MEES]
    school.do(decide_policy, key="guidance.minutes", value="15", valid_from=TODAY)
    assert not loads(school)[MEES].overloaded


def test_the_list_can_be_ordered_by_what_weighs(filled):
    rows = list(loads(filled, order=LoadOrder.STUDENTS, descending=True).values())
    assert [row.students for row in rows] == sorted((row.students for row in rows), reverse=True)


def test_a_transfer_takes_everybody_who_is_on_the_way_and_comes_back_in_one_step(school):
    before = dump(school.store)
    names = {row.student for row in guided(school, MEES)}
    step = school.store.change(
        transfer_guidance, ACTOR, from_id=school.supervisors[MEES], to_id=school.supervisors[FATIMA]
    ).step
    assert guided(school, MEES) == ()
    assert names <= {row.student for row in guided(school, FATIMA)}
    school.store.take_back(step, ACTOR)
    assert dump(school.store) == before


def test_nobody_hands_over_to_themselves_or_to_who_left(school):
    mees = school.supervisors[MEES]
    with pytest.raises(Refusal, match="iemand anders"):
        school.do(transfer_guidance, from_id=mees, to_id=mees)
    school.do(change_supervisor, supervisor_id=school.supervisors[FATIMA], active=False)
    with pytest.raises(Refusal, match="niet meer actief"):
        school.do(transfer_guidance, from_id=mees, to_id=school.supervisors[FATIMA])
    with school.store.reading() as session:
        assert choices(workload(session, today=TODAY).rows, mees) == ()


def test_the_paper_tells_whom_to_see_first_and_how_to_reach_them(filled):
    rows = guided(filled, MEES)
    told = reader.page_text(render(handover_report("ROC Waalhaven", rows, MEES, FATIMA, TODAY), papers.COLOUR).pdf)
    assert [row.next_by for row in rows if row.next_by] == sorted(row.next_by for row in rows if row.next_by)
    assert all(row.student in " ".join(told.split()) for row in rows)
    assert FATIMA in " ".join(told.split())
