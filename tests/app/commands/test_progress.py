from __future__ import annotations

from datetime import timedelta

import pytest

from app.commands import recording
from app.commands.progress import GoalDraft, ProgressDraft, keep_progress
from app.errors import Refusal
from app.queries.placement_lists import View, progress_lines
from app.queries.progress import progress
from app.queries.teaching import programmes, units
from app.terms.pipeline import Judgement, Moment, Party
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


def judged(school, name, *parts, party=Party.COMPANY):
    school.do(
        recording.judge,
        placement_id=school.placements[name],
        moment=Moment.MIDDLE,
        party=party,
        judgement=Judgement.SUFFICIENT,
        judged_on=TODAY,
        parts=tuple(recording.PartVerdict(*part) for part in parts),
    )


def test_company_and_school_judge_each_werkproces_and_leerdoel_apart(school, seen, keep):
    keep("Amira", goals=(GoalDraft("Overdragen"),))
    known = seen("Amira")
    unit, goal = known.units[0].unit_id, known.goals[0].id
    judged(school, "Amira", (unit, Judgement.GOOD), (goal, Judgement.NOT_YET))
    judged(school, "Amira", (unit, Judgement.SUFFICIENT), party=Party.SCHOOL)
    judged(school, "Amira", (goal, Judgement.SUFFICIENT))
    assert {(one.key, one.party, one.judgement, one.judged_on) for one in seen("Amira").verdicts} == {
        (unit, Party.COMPANY, Judgement.GOOD, TODAY),
        (goal, Party.COMPANY, Judgement.SUFFICIENT, TODAY),
        (unit, Party.SCHOOL, Judgement.SUFFICIENT, TODAY),
    }
    with school.store.reading() as session:
        line = next(row for row in progress_lines(session, view=View(TODAY)) if row.student.startswith("Amira"))
    assert [(one.party, one.count, one.not_yet) for one in line.judged] == [(Party.COMPANY, 2, 0), (Party.SCHOOL, 1, 0)]


def test_a_goal_that_goes_takes_its_verdicts_along_and_undo_brings_both_back(school, seen, keep):
    keep("Amira", goals=(GoalDraft("Overdragen"),))
    goal = seen("Amira").goals[0].id
    judged(school, "Amira", (goal, Judgement.GOOD))
    before = dump(school.store)
    step = keep("Amira", goals=())
    assert seen("Amira").verdicts == ()
    school.store.take_back(step, ACTOR)
    assert dump(school.store) == before


def test_a_part_of_another_programme_or_placement_is_refused(school, seen, keep):
    keep("Amira", goals=(GoalDraft("Overdragen"),))
    for name, key in (("Thijs", seen("Amira").units[0].unit_id), ("Daan", seen("Amira").goals[0].id)):
        with pytest.raises(Refusal, match="hoort niet bij deze plaatsing"):
            judged(school, name, (key, Judgement.GOOD))
