"""Rounds in which a student or a company chooses: blind, in turn, from what the criteria show, and compared after."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.clock import today
from app.commands import matching, matching_signing, refusals
from app.commands.matching_choices import ChoiceDraft, record_choice
from app.documents import Options, render
from app.documents.round_choices import choice_sheet, choices_made
from app.entities.placement import Placement
from app.entities.rounds import RoundChoice
from app.errors import Refusal
from app.matching.lottery import number
from app.queries.matching import round_detail
from app.queries.matching_choices import choice_record, choosers
from app.queries.matching_compared import caution, compared_rounds
from app.queries.matching_input import told_of
from app.queries.matching_names import matches
from app.terms.company import RefusalKind
from app.terms.matching import ChoiceReason, RoundState, Variant, Verdict
from tests.documents.reader import page_text
from tests.rounds import OTHER

NAMES = ("Noor", "Amrani", "Sem", "Zeynep", "Bram", "Fatou", "Joost")


def begin(market, variant):
    market.round = market.do(
        matching.open_round, programme_id=market.programme, period_id=market.period, variant=variant
    )
    market.do(matching.freeze_criteria, round_id=market.round)
    market.do(matching.give_other_part, round_id=market.round, part="zes wilgen", giver=OTHER)
    return market


@pytest.fixture
def by_student(market):
    return begin(market, Variant.STUDENT)


@pytest.fixture
def by_company(market):
    return begin(market, Variant.COMPANY)


def rows(market):
    return market.ask(choosers, market.round, today=today())


def choose(market, row, at=0, reason=ChoiceReason.GOALS, **changed):
    """Let somebody choose the one at a place, or none."""
    shown = None if at is None else row.shown[at]
    alias = row.alias or (shown.alias if shown else None)
    offer = row.offer_id or (shown.offer_id if shown else None)
    values = {"alias": alias, "offer_id": offer, "reason": reason, "chosen_on": today(), "slot": row.slot} | changed
    return market.do(record_choice, round_id=market.round, draft=ChoiceDraft(**values))


def test_students_choose_in_the_order_of_the_lottery_from_the_three_best_that_are_free(by_student):
    told, _pins, _vetoes = by_student.ask(told_of, by_student.round, today=today())
    numbers = [number(told.seed, token) for token in told.students.token]
    found = rows(by_student)
    assert [row.turn for row in found] == list(range(1, len(numbers) + 1))
    assert len({row.alias for row in found}) == len(numbers) == 6
    assert all(len(row.shown) <= 3 for row in found)
    assert not [name for name in NAMES if name in repr(found)]
    assert repr(rows(by_student)) == repr(found)


def test_a_place_that_is_taken_is_shown_to_nobody_else_until_it_is_open_again(by_student):
    row = next(row for row in rows(by_student) if any(one.company == "Hospice De Waal" for one in row.shown))
    at = next(at for at, one in enumerate(row.shown) if one.company == "Hospice De Waal")
    choose(by_student, row, at)
    others = [one.company for each in rows(by_student) if each.key != row.key for one in each.shown]
    assert "Hospice De Waal" not in others
    choose(by_student, row, None, ChoiceReason.WITHDRAWN)
    assert rows(by_student)[row.turn - 1].choice is None
    assert len(by_student.ask(lambda session: session.query(RoundChoice).all())) == 2


def test_only_what_was_shown_can_be_chosen_once_for_a_reason_that_fits_and_not_tomorrow(by_student):
    row = next(row for row in rows(by_student) if row.shown)
    for reason, changed, words in (
        (ChoiceReason.GOALS, {"offer_id": by_student.offers["SP-4"]}, "Kies uit wat er getoond is"),
        (ChoiceReason.NONE_FITS, {}, "Deze reden hoort niet"),
        (ChoiceReason.GOALS, {"chosen_on": today() + timedelta(days=1)}, "niet van later"),
        (ChoiceReason.GOALS, {"alias": "ZZZZ-ZZ"}, "kiest niet mee"),
        (ChoiceReason.WITHDRAWN, {}, "nog niets gekozen"),
    ):
        with pytest.raises(Refusal, match=words):
            choose(by_student, row, 0, reason, **changed)
    choose(by_student, row)
    with pytest.raises(Refusal, match="Hier is al gekozen"):
        choose(by_student, row)


def test_nobody_chooses_where_the_criteria_decide(proposed):
    assert rows(proposed) == ()
    draft = ChoiceDraft("A", None, ChoiceReason.GOALS, today())
    with pytest.raises(Refusal, match="de criteria beslissen"):
        proposed.do(record_choice, round_id=proposed.round, draft=draft)


def test_what_was_chosen_holds_in_the_proposal_and_is_placed_as_any_match(by_student):
    chosen = {}
    for turn in range(6):
        row = rows(by_student)[turn]
        if row.shown:
            choose(by_student, row, len(row.shown) - 1)
            chosen[row.alias] = row.shown[-1].offer_id
        else:
            choose(by_student, row, None, ChoiceReason.NONE_FITS)
    by_student.solve()
    assert {alias: row.offer_id for alias, row in by_student.review().items() if alias in chosen} == chosen
    by_student.sign()
    by_student.do(matching_signing.place_round, round_id=by_student.round)
    placed = {row.alias: row.offer_id for row in by_student.ask(matches, by_student.round)}
    assert chosen.items() <= placed.items()
    kept = by_student.ask(lambda session: {row.offer_id for row in session.query(Placement)})
    assert set(chosen.values()) <= kept
    assert {row.alias for row in by_student.ask(choosers, by_student.round, today=today())} >= set(chosen)


def test_a_choice_after_the_proposal_makes_it_stale_and_a_reviewer_may_reject_one(by_student):
    by_student.solve()
    row = next(row for row in rows(by_student) if row.shown)
    choose(by_student, row)
    assert by_student.ask(round_detail, by_student.round, today=today()).proposal.stale
    by_student.solve()
    about = by_student.ask(round_detail, by_student.round, today=today())
    assert not about.proposal.stale
    assert about.state is RoundState.PROPOSED
    by_student.do(
        matching.decide_match,
        round_id=by_student.round,
        alias=row.alias,
        verdict=Verdict.VETO,
        offer_id=row.shown[0].offer_id,
        reason="De plek is intussen vervallen",
    )
    by_student.solve()
    assert by_student.review()[row.alias].offer_id != row.shown[0].offer_id


def test_companies_choose_each_place_apart_from_profiles_without_travel_or_needs(by_company):
    found = rows(by_company)
    assert [row.company for row in found].count("Verpleeghuis Malden") == 2
    assert {row.slots for row in found if row.company == "Verpleeghuis Malden"} == {2}
    row = next(row for row in found if row.shown)
    choose(by_company, row, 0, ChoiceReason.WORK)
    alias = row.shown[0].alias
    assert alias not in {one.alias for each in rows(by_company) if each.choice is None for one in each.shown}
    about = by_company.ask(round_detail, by_company.round, today=today())
    words = page_text(render(choice_sheet("Waterland", about, row), Options(today())).pdf)
    assert not [name for name in NAMES if name in words]
    assert "min" not in words.split()
    assert "wat nodig is" not in words
    made = choices_made(about, by_company.ask(choice_record, by_company.round))
    assert [(line[0], line[2], line[3]) for line in made.rows] == [(row.company, alias, ChoiceReason.WORK.label)]


def test_the_rounds_held_are_compared_by_who_decided_with_their_refusals_and_their_small_numbers(by_student):
    assert by_student.ask(compared_rounds) == ()
    row = next(row for row in rows(by_student) if row.shown)
    choose(by_student, row)
    by_student.solve()
    by_student.sign()
    by_student.do(matching_signing.place_round, round_id=by_student.round)
    placed = [match for match in by_student.ask(matches, by_student.round) if match.offer_id is not None]
    key = by_student.ask(
        lambda session: session.query(Placement).filter(Placement.offer_id == placed[0].offer_id).first().id
    )
    by_student.do(refusals.record_refusal, placement_id=key, kind=RefusalKind.OBJECTIVE, refused_on=today())
    (line,) = by_student.ask(compared_rounds)
    assert (line.variant, line.rounds, line.students, line.placed) == (Variant.STUDENT, 1, 6, len(placed))
    assert line.low + line.middle + line.high == line.placed
    assert (line.chosen, line.refused) == (1, 1)
    assert line.worst is not None
    assert "Te klein voor een oordeel" in caution([line])
