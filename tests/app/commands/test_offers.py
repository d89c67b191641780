from __future__ import annotations

from dataclasses import replace

import pytest

from app.commands.offers import OfferDraft, RequirementDraft, WishDraft, keep_offer, keep_wish
from app.entities.wish import LearningWish
from app.errors import Refusal
from app.queries import board
from app.queries.company import company
from app.queries.offer_forms import offer_form, taught_units, wish_form
from app.store.work import undoable
from app.terms.company import Accepts, Allowance, Answer
from app.terms.pipeline import State
from app.terms.school import Path
from app.terms.steps import Deed
from tests.dump import dump
from tests.school import ACTOR, SPRING, TODAY


@pytest.fixture
def draft(school):
    with school.store.reading() as session:
        unit = next(row for row in taught_units(session) if row.programme_id == school.programmes["VIG"])
    return OfferDraft(
        programme_ids=frozenset({school.programmes["VIG"]}),
        period_ids=frozenset({school.periods[SPRING]}),
        unit_ids=frozenset({unit.id}),
        path=Path.BOL,
        places=2,
        days=("ma", "di"),
        minutes_per_week=960,
        tasks=" wassen; eten geven ",
        requirements=(RequirementDraft("VOG", "wettelijk verplicht"), RequirementDraft(" ")),
        allowance=Allowance.AMOUNT,
        allowance_cents=25_000,
        costs_covered=("reiskosten",),
        costs_refused=("maaltijden",),
        public_transport=Answer.YES,
        accepts=Accepts.AFTER_INTERVIEW,
        contact="Ank de Groot",
    )


def offered(school, name):
    with school.store.reading() as session:
        return company(session, school.companies[name], today=TODAY).offers


def form(school, key):
    with school.store.reading() as session:
        return offer_form(session, key)


def test_an_offer_of_a_phone_call_has_room_at_once_and_a_number_of_its_own(school, draft):
    key = school.do(keep_offer, company_id=school.companies["Praktijk Sahin"], draft=draft)
    (row,) = offered(school, "Praktijk Sahin")
    assert (row.number, row.tasks, row.given_on) == ("2026-001", "wassen; eten geven", TODAY)
    assert [(room.period, room.free) for room in row.rooms] == [(SPRING, 2)]
    assert [(one.text, one.justification) for one in row.requirements] == [("VOG", "wettelijk verplicht")]
    known = form(school, key)
    assert (known.costs_covered, known.costs_refused) == (("reiskosten",), ("maaltijden",))
    second = school.do(keep_offer, company_id=school.companies["Praktijk Sahin"], draft=draft)
    assert form(school, second).number == "2026-002"


def test_an_offer_is_changed_wholly_and_undo_brings_everything_back(school, draft):
    key = school.do(keep_offer, company_id=school.companies["Praktijk Sahin"], draft=draft)
    before = dump(school.store)
    cook = frozenset({school.programmes["KOK"]})
    other = replace(draft, programme_ids=cook, period_ids=frozenset(), requirements=(), allowance=Allowance.NONE)
    step = school.store.change(
        keep_offer, ACTOR, company_id=school.companies["Praktijk Sahin"], draft=other, offer_id=key
    ).step
    known = form(school, key)
    assert (known.programme_ids, known.period_ids, known.unit_ids, known.requirements) == (
        cook,
        frozenset(),
        frozenset(),
        (),
    )
    assert known.allowance_cents is None
    school.store.take_back(step, ACTOR)
    assert dump(school.store) == before


def test_a_requirement_that_touches_a_ground_is_kept_and_marked(school, draft):
    asked = (RequirementDraft("geen hoofddoek", "klanten"), RequirementDraft("rijbewijs B", "rijdt zelf"))
    school.do(keep_offer, company_id=school.companies["Praktijk Sahin"], draft=replace(draft, requirements=asked))
    (row,) = offered(school, "Praktijk Sahin")
    assert [(one.text, one.acceptable) for one in row.requirements] == [
        ("geen hoofddoek", False),
        ("rijbewijs B", True),
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"programme_ids": frozenset()}, "programme_ids"), ({"allowance_cents": None}, "allowance_cents")],
    ids=["no programme", "no amount"],
)
def test_an_offer_that_says_too_little_is_refused_at_its_field(school, draft, changes, field):
    with pytest.raises(Refusal) as refused:
        school.do(keep_offer, company_id=school.companies["Praktijk Sahin"], draft=replace(draft, **changes))
    assert refused.value.field == field


def wished(school, name):
    with school.store.reading() as session:
        return wish_form(session, student_id=school.students[name], period_id=school.periods[SPRING])


def wish(school, name, **answers):
    values = {"goals": "Rapporteren", **answers}
    return school.do(
        keep_wish, student_id=school.students[name], period_id=school.periods[SPRING], draft=WishDraft(**values)
    )


def test_a_wish_takes_its_card_on_and_is_changed_in_place(school):
    key = wish(school, "Noor", transport=("fiets",), days=("ma", "di"), max_minutes=45)
    with school.store.reading() as session:
        (card,) = board.cards(session, participation_ids=[school.cards["Noor"]], today=TODAY)
    assert card.state is State.WISH_READY
    known = wished(school, "Noor")
    assert (known.goals, known.transport, known.days, known.max_minutes) == (
        "Rapporteren",
        ("fiets",),
        ("ma", "di"),
        45,
    )
    assert wish(school, "Noor", goals="Plannen") == key
    assert wished(school, "Noor").goals == "Plannen"


def test_a_wish_says_what_is_needed_and_never_why(school):
    wish(school, "Noor", needs="Een rustige werkplek")
    with pytest.raises(Refusal) as refused:
        wish(school, "Noor", needs="Rustige plek vanwege ADHD")
    assert refused.value.field == "needs"
    assert wished(school, "Noor").needs == "Een rustige werkplek"


def test_a_need_that_is_hidden_because_it_names_a_diagnosis_is_lost_only_when_another_takes_its_place(school):
    key = wish(school, "Noor", needs="Een rustige werkplek")
    school.do(hide_need, wish_id=key)
    assert wished(school, "Noor").needs == ""
    wish(school, "Noor", goals="Plannen")
    assert stored_need(school, key) == ("Rustige plek vanwege ADHD", True)
    wish(school, "Noor", needs="Een vaste begeleider")
    assert stored_need(school, key) == ("Een vaste begeleider", False)


@undoable(Deed.KEEP_WISH)
def hide_need(work, *, wish_id):
    """What an import does with a text that names a diagnosis."""
    row = work.get(LearningWish, wish_id)
    row.needs, row.needs_health = "Rustige plek vanwege ADHD", True


def stored_need(school, key):
    with school.store.reading() as session:
        row = session.get(LearningWish, key)
        return row.needs, row.needs_health


def test_a_wish_without_anything_to_learn_is_no_wish(school):
    with pytest.raises(Refusal) as refused:
        wish(school, "Noor", goals=" ")
    assert refused.value.field == "goals"
