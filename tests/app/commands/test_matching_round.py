"""A matching round from wishes to placements, and everything that it refuses."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from app.clock import today
from app.commands import finding, matching, matching_signing, pipeline
from app.entities.offer import Offer
from app.entities.people import Student
from app.entities.placement import Placement
from app.entities.wish import LearningWish
from app.errors import Refusal
from app.matching.running import Solved, check_round, explain_round
from app.progress import Progress
from app.queries.matching import round_detail, rounds, tracks
from app.queries.matching_input import asked
from app.queries.matching_market import field
from app.queries.matching_names import matches
from app.queries.matching_record import kept, torn, unsigned, verdicts
from app.queries.matching_review import judged
from app.queries.matching_words import why_words
from app.store.work import undoable
from app.terms.company import Accepts
from app.terms.matching import Apart, Aside, RoundState, Verdict
from app.terms.pipeline import State
from app.terms.steps import Deed
from tests.rounds import ACTOR, OTHER


@pytest.fixture
def school(market):
    return market


def detail(school):
    return school.ask(round_detail, school.round, today=today())


def test_who_is_not_in_the_round_is_listed_with_the_reason(school):
    there = school.ask(field, programme_id=school.programme, period_id=school.period, today=today())
    aside = {row.name: row.aside for row in there.students if row.aside is not None}
    assert aside == {"Isa Bouzid": Aside.NO_WISH, "Yusuf Kaya": Aside.EMPLOYER}
    apart = {row.number: row.apart for row in there.offers if row.apart is not None}
    assert apart == {"SP-4": Apart.AFTER_INTERVIEW, "SP-5": Apart.NOT_ASKED}
    assert there.places == 4


def test_a_requirement_without_a_reason_is_still_to_be_explained(school):
    there = school.ask(field, programme_id=school.programme, period_id=school.period, today=today())
    gaps = next(row.gaps for row in there.offers if row.number == "SP-1")
    assert gaps == ("eis nog uit te leggen: VOG",)


def test_an_offer_that_wants_a_talk_first_is_never_matched(proposed):
    offered = {row.offer_id for row in proposed.ask(tracks, proposed.round)}
    assert proposed.offers["SP-4"] not in offered
    assert proposed.offers["SP-5"] not in offered


def test_one_round_runs_at_a_time(school):
    school.open()
    with pytest.raises(Refusal, match="loopt al een ronde"):
        school.do(matching.open_round, programme_id=school.programme, period_id=school.period)


def test_a_round_of_one_is_held_like_any_other_and_for_that_student_alone(school):
    school.round = school.do(matching.open_round_for, participation_id=school.cards["Noor"])
    with pytest.raises(Refusal, match="loopt al een ronde"):
        school.do(matching.open_round_for, participation_id=school.cards["Sem"])
    school.do(matching.freeze_criteria, round_id=school.round)
    school.do(matching.give_other_part, round_id=school.round, part="zes wilgen", giver=OTHER)
    school.solve()
    assert [row.offer_id is not None for row in school.review().values()] == [True]
    school.sign()
    assert {row.name for row in school.ask(matches, school.round)} == {"Noor Amrani"}
    assert school.do(matching_signing.place_round, round_id=school.round) == 1


def test_a_round_of_one_is_for_who_looks_for_a_place(school):
    with pytest.raises(Refusal, match="Niet in een ronde: nog geen leerwens"):
        school.do(matching.open_round_for, participation_id=school.cards["Isa"])


def test_a_round_with_nobody_or_nothing_in_it_says_so(school):
    school.open()
    school.do(every(Offer, accepts=Accepts.NO))
    with pytest.raises(Refusal, match="nog geen stageplaatsen die plaatsing aannemen"):
        school.ask(asked, school.round, today=today())
    school.do(every(Student, active=False))
    with pytest.raises(Refusal, match="zoekt niemand nog een plek"):
        school.ask(asked, school.round, today=today())


def test_where_nothing_fits_everybody_reads_why(school):
    school.open()
    school.do(every(LearningWish, max_minutes=1))
    school.solve()
    texts = school.ask(kept, school.round)
    told = explain_round(inputs=texts.inputs, answer=texts.answer, progress=Progress())
    assert told.placed == 0
    assert {why_words(row.reason) for row in told.students} == {"Geen enkele vrije plek voldoet aan alles wat moet."}


def test_more_people_pinned_than_there_are_places_is_named(proposed):
    hospice = proposed.offers["SP-2"]
    for alias in list(proposed.review())[:2]:
        about = {"round_id": proposed.round, "alias": alias, "verdict": Verdict.PIN, "offer_id": hospice}
        proposed.do(matching.decide_match, **about, reason="De praktijkopleider kent dit werk goed")
    with pytest.raises(Refusal, match="Er zijn 2 kandidaten vastgezet waar 1 plek is"):
        proposed.solve()


def every(kind, **values):
    """A command that gives every row of a kind these values."""

    @undoable(Deed.KEEP_STUDENT)
    def change(work):
        for row in work.session.query(kind):
            for name, value in values.items():
                setattr(row, name, value)

    return change


def test_without_the_second_part_of_the_lottery_there_is_no_proposal(school):
    school.round = school.do(matching.open_round, programme_id=school.programme, period_id=school.period)
    school.do(matching.freeze_criteria, round_id=school.round)
    with pytest.raises(Refusal, match="tweede deel"):
        school.ask(asked, school.round, today=today())


@pytest.mark.parametrize(("part", "giver", "field_name"), [("kort", OTHER, "part"), ("zes wilgen", ACTOR, "giver")])
def test_the_second_part_comes_from_somebody_else_and_is_long_enough(school, part, giver, field_name):
    school.round = school.do(matching.open_round, programme_id=school.programme, period_id=school.period)
    school.do(matching.freeze_criteria, round_id=school.round)
    with pytest.raises(Refusal) as refused:
        school.do(matching.give_other_part, round_id=school.round, part=part, giver=giver)
    assert refused.value.field == field_name


def test_the_school_commits_to_its_part_before_the_other_is_known(school):
    school.round = school.do(matching.open_round, programme_id=school.programme, period_id=school.period)
    school.do(matching.freeze_criteria, round_id=school.round)
    before = detail(school)
    school.do(matching.give_other_part, round_id=school.round, part="zes wilgen", giver=OTHER)
    assert detail(school).commitment == before.commitment != ""
    assert detail(school).other_from == OTHER


def test_the_lottery_stays_once_there_is_a_proposal(proposed):
    with pytest.raises(Refusal, match="ligt daarom vast"):
        proposed.do(matching.give_other_part, round_id=proposed.round, part="een andere", giver=OTHER)


def test_frozen_criteria_change_only_in_a_new_edition_with_a_reason(proposed):
    first = detail(proposed).editions
    with pytest.raises(Refusal, match="waarom de criteria anders worden"):
        proposed.do(matching.freeze_criteria, round_id=proposed.round)
    draft = matching.CriteriaDraft(weights=(("goals", 500),))
    proposed.do(matching.freeze_criteria, round_id=proposed.round, draft=draft, reason="Het team wil dat leren telt")
    after = detail(proposed)
    assert [row.edition for row in after.editions] == [2, 1]
    assert after.editions[1] == first[0]
    assert after.editions[0].digest != first[0].digest
    assert after.state is RoundState.FROZEN
    assert after.proposal.stale


def test_at_least_one_soft_criterion_counts(school):
    school.round = school.do(matching.open_round, programme_id=school.programme, period_id=school.period)
    nothing = tuple((key, 0) for key in ("goals", "tasks", "preference", "nearness", "costs", "presence"))
    with pytest.raises(Refusal, match="ten minste één"):
        school.do(matching.freeze_criteria, round_id=school.round, draft=matching.CriteriaDraft(weights=nothing))


def test_a_proposal_is_kept_with_all_that_proves_it(proposed):
    shown = detail(proposed).proposal
    texts = proposed.ask(kept, proposed.round)
    assert (shown.students, shown.placed) == (6, 3)
    assert check_round(inputs=texts.inputs, answer=texts.answer, progress=Progress()) == ()
    assert check_round(inputs=texts.inputs.replace('"seed":"', '"seed":"00'), answer=texts.answer, progress=Progress())


@pytest.mark.parametrize(
    ("table", "column", "value", "fault"),
    [
        ("matching_proposal", "inputs_digest", "0", "wat erin ging"),
        ("matching_proposal", "answer_digest", "0", "wat eruit kwam"),
        ("matching_round", "other_part", "een ander", "de loting"),
        ("criteria_edition", "digest", "0", "de criteria"),
        ("round_signature", "digest", "0", "anders getekend"),
    ],
)
def test_a_record_that_somebody_touched_says_so(proposed, table, column, value, fault):
    proposed.sign()
    assert proposed.ask(torn, proposed.round) == ()
    with proposed.store.reading() as session:
        session.execute(text(f'update "{table}" set "{column}" = :value'), {"value": value})  # noqa: S608
        assert any(fault in said for said in torn(session, proposed.round))
        session.rollback()


def test_a_proposal_that_is_not_proven_is_not_kept(school):
    school.open()
    told = school.ask(asked, school.round, today=today())
    with pytest.raises(Refusal, match="keurt dit voorstel af"):
        school.do(
            matching.keep_proposal,
            round_id=school.round,
            inputs=told.inputs,
            solved=Solved("{}", 6, 6, 0, ("track: not one whole number",)),
        )


def test_a_proposal_made_from_older_facts_is_not_kept(school):
    school.open()
    told = school.ask(asked, school.round, today=today())
    school.do(pipeline.stand_aside, participation_id=school.cards["Joost"], state=State.EXEMPT)
    with pytest.raises(Refusal, match="intussen iets gewijzigd"):
        school.do(matching.keep_proposal, round_id=school.round, inputs=told.inputs, solved=Solved("{}", 6, 3, 0, ()))


def test_a_veto_is_obeyed_and_nothing_else_moves_without_need(proposed):
    before = proposed.review()
    alias, row = next((alias, row) for alias, row in before.items() if row.offer_id == proposed.offers["SP-3"])
    proposed.do(
        matching.decide_match,
        round_id=proposed.round,
        alias=alias,
        verdict=Verdict.VETO,
        offer_id=row.offer_id,
        reason="De route is daar onverlicht",
    )
    assert proposed.ask(unsigned, proposed.round)
    assert proposed.solve() == 2
    after = proposed.review()
    assert after[alias].offer_id != row.offer_id
    assert after[alias].moved
    unmoved = [each for each in after.values() if not each.moved]
    assert len(unmoved) >= len(after) - 2
    assert not proposed.ask(unsigned, proposed.round)


def test_a_pin_may_allow_what_a_criterion_forbids(proposed):
    bram = next(row for row in proposed.review().values() if row.offer_id is None)
    proposed.do(
        matching.decide_match,
        round_id=proposed.round,
        alias=bram.alias,
        verdict=Verdict.PIN,
        offer_id=proposed.offers["SP-1"],
        reason="De student wil verder reizen",
    )
    proposed.solve()
    assert proposed.review()[bram.alias].offer_id == proposed.offers["SP-1"]
    texts = proposed.ask(kept, proposed.round)
    assert check_round(inputs=texts.inputs, answer=texts.answer, progress=Progress()) == ()
    proposed.do(
        matching.decide_match,
        round_id=proposed.round,
        alias=bram.alias,
        verdict=Verdict.RELEASE,
        reason="Toch niet, zegt de student",
    )
    assert proposed.ask(unsigned, proposed.round)


@pytest.mark.parametrize("verdict", [Verdict.PIN, Verdict.VETO])
def test_to_pin_or_veto_takes_a_reason(proposed, verdict):
    row = next(row for row in proposed.review().values() if row.offer_id is not None)
    with pytest.raises(Refusal, match="waarom"):
        proposed.do(
            matching.decide_match, round_id=proposed.round, alias=row.alias, verdict=verdict, offer_id=row.offer_id
        )


def test_a_reviewer_does_not_see_what_another_found(proposed):
    proposed.agree(ACTOR)
    assert {row.verdict for row in proposed.review(OTHER).values()} == {None}
    assert list(proposed.review(OTHER)) != list(proposed.review(ACTOR))
    assert proposed.ask(judged, proposed.round, ACTOR).open == 0
    assert proposed.ask(judged, proposed.round, OTHER).open == 3


def test_who_signs_has_judged_everybody(proposed):
    with pytest.raises(Refusal, match="nog 3 open"):
        proposed.do(matching_signing.sign_round, round_id=proposed.round)


def test_names_are_hidden_until_two_people_signed(proposed):
    assert proposed.ask(matches, proposed.round) == ()
    proposed.agree()
    proposed.do(matching_signing.sign_round, round_id=proposed.round)
    assert proposed.ask(matches, proposed.round) == ()
    with pytest.raises(Refusal, match="al getekend"):
        proposed.do(matching_signing.sign_round, round_id=proposed.round)
    code = detail(proposed).paper_code
    with pytest.raises(Refusal, match="al getekend"):
        proposed.do(matching_signing.sign_round, round_id=proposed.round, name=ACTOR.lower(), code=code)
    with pytest.raises(Refusal, match="code van het blad"):
        proposed.do(matching_signing.sign_round, round_id=proposed.round, name=OTHER, code="0000-0000")
    proposed.do(matching_signing.sign_round, round_id=proposed.round, name=OTHER, code=code.lower())
    assert {row.name for row in proposed.ask(matches, proposed.round)} > {"Noor Amrani"}
    assert [row.how.label for row in detail(proposed).signatures] == ["met eigen wachtzin", "op papier"]


def test_the_second_person_may_sign_with_an_own_passphrase(proposed):
    for who in (ACTOR, OTHER):
        proposed.agree(who)
        proposed.do(matching_signing.sign_round, who, round_id=proposed.round)
    assert detail(proposed).revealed


def test_a_new_decision_takes_the_signature_away(proposed):
    proposed.agree()
    proposed.do(matching_signing.sign_round, round_id=proposed.round)
    row = next(row for row in proposed.review().values() if row.offer_id is not None)
    proposed.do(
        matching.decide_match,
        who=OTHER,
        round_id=proposed.round,
        alias=row.alias,
        verdict=Verdict.VETO,
        offer_id=row.offer_id,
        reason="Past niet bij de leerdoelen",
    )
    assert detail(proposed).signatures == ()
    with pytest.raises(Refusal, match="anders beslist"):
        proposed.do(matching_signing.sign_round, round_id=proposed.round)
    assert [row.verdict for row in proposed.ask(verdicts, proposed.round)][-1] is Verdict.VETO


def test_the_matches_go_to_the_board_in_one_step_and_come_back(proposed):
    proposed.sign()
    outcome = proposed.store.change(matching_signing.place_round, ACTOR, None, round_id=proposed.round)
    assert outcome.result == 3
    assert placed(proposed) == 3
    assert detail(proposed).state is RoundState.PLACED
    proposed.store.take_back(outcome.step, ACTOR)
    assert placed(proposed) == 0
    assert detail(proposed).state is RoundState.AGREED


def test_nothing_goes_to_the_board_before_two_signatures(proposed):
    with pytest.raises(Refusal, match="twee mensen"):
        proposed.do(matching_signing.place_round, round_id=proposed.round)


def test_a_student_who_found_a_place_meanwhile_is_named(proposed):
    proposed.sign()
    row = next(row for row in proposed.ask(matches, proposed.round) if row.company_id is not None)
    proposed.do(finding.propose, participation_id=row.participation_id, company_id=row.company_id)
    with pytest.raises(Refusal, match=row.name):
        proposed.do(matching_signing.place_round, round_id=proposed.round)


def test_a_round_that_stopped_stays_in_the_list_and_another_may_open(proposed):
    proposed.do(matching.close_round, round_id=proposed.round)
    again = proposed.do(matching.open_round, programme_id=proposed.programme, period_id=proposed.period)
    assert {row.state for row in proposed.ask(rounds)} == {RoundState.CLOSED, RoundState.OPEN}
    assert again != proposed.round


def placed(school):
    with school.store.reading() as session:
        return session.query(Placement).count()
