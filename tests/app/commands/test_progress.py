from __future__ import annotations

from datetime import timedelta

import pytest

from app.commands import recording
from app.commands.progress import GoalDraft, ProgressDraft, keep_progress
from app.errors import Refusal
from app.queries.progress import progress
from app.queries.school import programmes, units
from app.terms.progress import HoursSource, Mastery
from tests.dump import dump
from tests.school import ACTOR, TODAY

EARLIER = TODAY - timedelta(days=30)


@pytest.fixture
def seen(school):
    def found(name):
        with school.store.reading() as session:
            return progress(session, placement_id=school.placements[name])

    return found


@pytest.fixture
def keep(school):
    def done(name, day=TODAY, **what):
        draft = ProgressDraft(day, **what)
        return school.store.change(keep_progress, ACTOR, placement_id=school.placements[name], draft=draft).step

    return done


def test_nothing_is_known_of_a_werkproces_until_somebody_says_it(seen, keep):
    (unit,) = seen("Amira").units
    assert (unit.code, unit.mastery) == ("B1-K1-W1", None)
    keep("Amira", units=((unit.unit_id, Mastery.GUIDED),))
    (unit,) = seen("Amira").units
    assert (unit.mastery, unit.noted_on) == (Mastery.GUIDED, TODAY)


def test_only_what_changed_gets_the_new_day(seen, keep):
    (unit,) = seen("Amira").units
    keep("Amira", day=EARLIER, units=((unit.unit_id, Mastery.GUIDED),), goals=(GoalDraft("Rapporteren"),))
    (goal,) = seen("Amira").goals
    keep("Amira", units=((unit.unit_id, Mastery.GUIDED),), goals=(GoalDraft("Rapporteren", Mastery.ALONE, goal.id),))
    now = seen("Amira")
    assert now.units[0].noted_on == EARLIER
    assert (now.goals[0].mastery, now.goals[0].noted_on) == (Mastery.ALONE, TODAY)


def test_goals_are_added_put_in_order_and_left_out_and_undo_brings_them_back(school, seen, keep):
    keep("Amira", goals=(GoalDraft(" Rapporteren "), GoalDraft(" "), GoalDraft("Plannen")))
    assert [goal.text for goal in seen("Amira").goals] == ["Rapporteren", "Plannen"]
    before = dump(school.store)
    _, second = seen("Amira").goals
    step = keep("Amira", goals=(GoalDraft("Plannen", id=second.id), GoalDraft("Overdragen")))
    assert [goal.text for goal in seen("Amira").goals] == ["Plannen", "Overdragen"]
    school.store.take_back(step, ACTOR)
    assert dump(school.store) == before


def test_goals_stay_when_only_werkprocessen_are_recorded(seen, keep):
    keep("Amira", goals=(GoalDraft("Rapporteren"),))
    keep("Amira", units=((seen("Amira").units[0].unit_id, None),))
    assert [goal.text for goal in seen("Amira").goals] == ["Rapporteren"]


def test_a_werkproces_of_another_programme_is_refused(school, keep):
    with school.store.reading() as session:
        cook = next(row for row in programmes(session) if row.code == "KOK")
        (unit,) = units(session, programme_id=cook.id)
    with pytest.raises(Refusal, match="hoort niet bij de opleiding"):
        keep("Amira", units=((unit.id, Mastery.ALONE),))


def test_what_is_still_to_come_is_not_recorded(school, keep):
    with pytest.raises(Refusal) as refused:
        keep("Amira", day=TODAY + timedelta(days=1))
    assert refused.value.field == "noted_on"
    with pytest.raises(Refusal) as refused:
        school.do(
            recording.record_hours,
            placement_id=school.placements["Amira"],
            minutes=60,
            counted_on=TODAY + timedelta(days=1),
            source=HoursSource.SHEET,
        )
    assert refused.value.field == "counted_on"
