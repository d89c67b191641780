"""What the school decides, on every page of questions, holds from its day wherever it is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.commands.school import decide_policy
from app.errors import Refusal
from app.matching import Key, read_criteria
from app.queries.attention import attention
from app.queries.policy import criteria, norm, policies, reasons
from app.resources import toml
from app.rules.policies import KnownPolicy, known_policies
from tests.school import TODAY


def ask(school, query, day=TODAY):
    with school.store.reading() as session:
        return query(session, day)


def decide(school, key, value, day=TODAY):
    school.do(decide_policy, key=key, value=value, valid_from=day, source="teamoverleg")


def test_every_default_is_an_answer_to_its_own_question():
    pages = {policy.page for policy in known_policies().values()}
    assert pages == {"norms", "terms", "incidents", "reasons", "criteria", "retention", "labels", "allowance"}
    assert [policy.key for policy in known_policies().values() if not policy.accepts(policy.default)] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("norm.joint", "13"), ("norm.joint", "-1"), ("criterion.days", "ja"), ("label.mentor", " "), ("unknown", "1")],
)
def test_an_answer_that_does_not_fit_is_refused(school, key, value):
    with pytest.raises(Refusal, match="past niet bij de vraag"):
        decide(school, key, value)


def test_without_decisions_a_round_starts_from_the_criteria_of_the_program(school):
    assert ask(school, criteria) == read_criteria(toml("rules", "matching.toml")["criterion"])


def test_the_school_weighs_criteria_and_leaves_out_what_it_does_not_use(school):
    before = {one.key: one for one in ask(school, criteria)}
    decide(school, "criterion.former", "0")
    decide(school, "criterion.nearness", "400")
    decide(school, "criterion.minutes.stretch", "10")
    after = {one.key: one for one in ask(school, criteria)}
    assert before.keys() - after.keys() == {Key.FORMER}
    assert after[Key.NEARNESS] == replace(before[Key.NEARNESS], weight=400)
    assert after[Key.MINUTES].stretch == 10
    assert {one.key: one for one in ask(school, criteria, TODAY - timedelta(days=1))} == before


def test_reasons_to_choose_from_are_the_schools_own_lines(school):
    assert "Verhuizing" in ask(school, reasons)["ended_early"]
    decide(school, "reason.ended_early", "Verhuizing naar het buitenland\n\n  Andere opleiding  \n")
    assert ask(school, reasons)["ended_early"] == ("Verhuizing naar het buitenland", "Andere opleiding")
    assert "2 redenen" in known_policies()["reason.ended_early"].shown(ask(school, policies)["reason.ended_early"])


def test_terms_decide_from_which_day_a_matter_is_named(school):
    def named(reason):
        found = {group.reason: group for group in ask(school, lambda session, day: attention(session, today=day))}
        return (len(found[reason].rows), found[reason].explanation) if reason in found else (0, "")

    wide = named("no_place")
    assert wide[1] == "begonnen, of start binnen 28 dagen"
    decide(school, "term.place_days", "0")
    assert named("no_place")[0] < wide[0]
    decide(school, "term.recognition_days", "180")
    assert "180 dagen" in named("recognition")[1]


def test_the_first_talk_is_due_when_the_school_says(school):
    assert ask(school, norm).first_days == 21
    decide(school, "norm.first_days", "10")
    assert ask(school, norm).first_days == 10


def test_an_answer_reads_as_people_say_it():
    known = known_policies()
    assert known["helpline.days"].shown("365") == "365 dagen"
    assert [known["criterion.days"].shown(value) for value in "10"] == ["ja", "nee"]
    assert isinstance(known["criterion.goals"], KnownPolicy)
    assert known["criterion.goals"].shown("300") == "300 punten"
