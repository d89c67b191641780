from __future__ import annotations

from datetime import date

import pytest

from app.commands import pipeline
from app.queries.masking import masked
from app.queries.student import student
from app.terms.pipeline import Form, Lane, Moment, Party, State
from tests.school import AUTUMN, TODAY


@pytest.fixture
def of(school):
    def found(name):
        with school.store.reading() as session:
            return student(session, student_id=school.students[name], today=TODAY)

    return found


def test_a_student_with_group_programme_and_phone(of):
    row = of("Amira")
    assert (row.name, row.group, row.programme, row.level) == ("Amira Benhaddou", "VZ3B", "Verzorgende IG", 3)
    assert (row.phone, row.email) == ("06 00030112", "30112@waalhaven.example")


def test_a_placement_tells_who_is_called_there(of):
    placement = of("Amira").cards[0].placement
    assert (placement.company, placement.company_phone) == ("De Waalkade", "024 000 01 01")
    assert (placement.company_person, placement.person_phone) == ("Sanne Oosterhof", "024 000 01 27")
    assert placement.supervisor == "Mees Bruijn"
    assert (placement.minutes_per_week, placement.allowance_cents) == (1440, 25_000)


def test_a_placement_tells_who_signed_and_when(of):
    signed = {row.party: row.signed_on for row in of("Yusuf").cards[0].placement.signatures}
    assert signed == {
        Party.STUDENT: date(2027, 2, 8),
        Party.COMPANY: None,
        Party.SCHOOL: None,
        Party.GUARDIAN: None,
    }
    assert Party.GUARDIAN not in {row.party for row in of("Amira").cards[0].placement.signatures}


def test_talks_and_judgements_in_the_order_in_which_they_were(of):
    placement = of("Ibrahim").cards[0].placement
    assert [(row.moment, row.form, row.counts) for row in placement.talks] == [
        (Moment.START, Form.VISIT, True),
        (Moment.MIDDLE, Form.VISIT, True),
    ]
    assert [(row.moment, row.party) for row in placement.verdicts] == [(Moment.MIDDLE, Party.COMPANY)]
    assert of("Ibrahim").cards[0].contact.joint == 2


def test_a_card_says_what_follows_and_what_is_missing_for_it(of):
    card = of("Yusuf").cards[0]
    assert (card.lane, card.state, card.next_state) == (Lane.PAPERS, State.AGREEMENT_SENT, State.AGREEMENT_SIGNED)
    assert [guard.key for guard in card.missing] == ["signed_by_company", "signed_by_school", "signed_by_guardian"]


def test_a_stopped_placement_stays_with_its_reason(of):
    card = of("Isa").cards[0]
    assert card.placement is None
    assert [(row.state, row.end_reason, row.ended_on) for row in card.placements] == [
        (State.ENDED_EARLY, "Het klikte niet met het team", date(2027, 2, 11))
    ]


def test_a_wish_without_what_names_a_diagnosis(school, of):
    wish = of("Amira").cards[0].wish
    assert (wish.goals, wish.max_minutes, wish.transport) == ("Alles leren, zegt Amira", 45, ("fiets",))
    assert of("Noor").cards[0].wish is None


def test_several_periods_come_latest_first(school, of):
    school.do(pipeline.participate, student_id=school.students["Noor"], period_id=school.periods[AUTUMN])
    assert [card.period for card in of("Noor").cards] == ["Voorjaar 2027", "Najaar 2026"]


def test_notes_are_told(of):
    assert [row.text for row in of("Noor").notes] == ["Wil graag met ouderen werken"]


def test_a_student_who_is_gone_is_none(school):
    with school.store.reading() as session:
        assert student(session, student_id=school.cards["Noor"], today=TODAY) is None


def test_persons_are_hidden_while_others_watch(of):
    row = masked(of("Amira"))
    placement = row.cards[0].placement
    assert (row.name, row.phone, placement.company_person, placement.company) == (
        "A. B.",
        "•••",
        "S. O.",
        "De Waalkade",
    )
