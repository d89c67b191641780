"""An agreement about money is kept with its reason, names what to talk about, and keeps nobody from a place."""

from __future__ import annotations

import pytest

from app import clock
from app.commands.allowance import AllowanceDraft, agree_allowance
from app.commands.school import decide_policy
from app.errors import Refusal
from app.queries.allowances import allowances
from app.queries.placement_lists import View
from app.rules.pipeline import guards
from app.terms.company import Allowance, Answer, MoneyAsk, TravelProduct
from tests.conftest import MONDAY
from tests.school import TODAY


def agree(school, name, **values):
    with clock.at(MONDAY):
        school.do(agree_allowance, placement_id=school.placements[name], draft=AllowanceDraft(**values))


def row(school, name):
    with school.store.reading() as session:
        rows = allowances(session, view=View(TODAY))
    return next(one for one in rows if one.student.startswith(name))


def test_none_takes_a_reason(school):
    with pytest.raises(Refusal) as refused:
        agree(school, "Fatou", allowance=Allowance.NONE)
    assert refused.value.field == "reason"
    agree(school, "Fatou", allowance=Allowance.NONE, reason="Kleine stichting")
    known = row(school, "Fatou")
    assert (known.reason, known.cents) == ("Kleine stichting", None)
    assert MoneyAsk.NO_REASON not in known.asks


def test_nothing_asked_is_not_nothing_covered(school):
    assert MoneyAsk.COSTS_UNKNOWN in row(school, "Chenoa").asks
    agree(
        school,
        "Chenoa",
        allowance=Allowance.NONE,
        reason="Kan niet",
        costs_covered=(),
        costs_refused=("reiskosten",),
        product=TravelProduct.NONE,
    )
    known = row(school, "Chenoa")
    assert known.uncovered
    assert known.travel is None  # nobody said on how many days
    with school.store.reading() as session:
        assert allowances(session, view=View(TODAY))[0].student == known.student


def test_travel_that_nobody_pays_is_for_the_student(school):
    agree(school, "Fatou", allowance=Allowance.AMOUNT, cents=1_000, product=TravelProduct.NONE, costs_covered=())
    known = row(school, "Fatou")
    assert known.travel > 1_000
    assert known.gap == known.travel - 1_000
    assert MoneyAsk.GAP in known.asks
    agree(school, "Fatou", allowance=Allowance.UNKNOWN, product=TravelProduct.NONE, costs_covered=("reiskosten",))
    assert row(school, "Fatou").gap == 0


def test_below_the_guideline_of_the_school_is_named(school):
    assert MoneyAsk.BELOW_GUIDELINE not in row(school, "Fatou").asks
    school.do(decide_policy, key="allowance.guideline", value="500", valid_from=TODAY)
    known = row(school, "Fatou")
    assert (known.cents, known.guideline) == (25_000, 30_000)
    assert MoneyAsk.BELOW_GUIDELINE in known.asks


def test_money_keeps_nobody_from_a_place():
    assert not [guard for guard in guards() if "vergoeding" in guard.sentence.casefold()]


def test_bbl_is_asked_for_the_contract(school):
    from app.entities.people import Student
    from app.store.work import undoable
    from app.terms.school import Path
    from app.terms.steps import Deed

    @undoable(Deed.KEEP_STUDENT)
    def to_bbl(work, *, student_id):
        work.get(Student, student_id).path = Path.BBL

    school.do(to_bbl, student_id=school.students["Fatou"])
    assert row(school, "Fatou").asks == (MoneyAsk.CONTRACT,)
    agree(school, "Fatou", allowance=Allowance.WAGE, contract=Answer.YES)
    assert row(school, "Fatou").asks == ()
