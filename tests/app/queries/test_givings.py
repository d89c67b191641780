"""Who got which card, and with whom nobody talked it through."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.commands.cards import GivingDraft, forget_giving, give_card
from app.errors import Refusal
from app.queries.givings import coverage, givings
from app.queries.paper_lists import Wanted
from app.terms.cards import Reach, Receiver
from tests.school import ACTOR, TODAY

VERSIONS = {Receiver.COMPANY: "2026.1", Receiver.GROUP: "2026.1"}


@pytest.fixture
def rows(school):
    def answer(**wanted):
        with school.store.reading() as session:
            found = givings(session, wanted=Wanted(TODAY, **wanted), versions=VERSIONS)
        return {row.name: row for row in found}

    return answer


def give(school, *, days_ago: int = 0, version: str = "2026.1", discussed: bool = True, **whom) -> None:
    document = "tipkaart" if "company_ids" in whom else "meldwijzer"
    draft = GivingDraft(document, version, TODAY - timedelta(days=days_ago), discussed)
    school.do(give_card, draft=draft, **whom)


def test_nobody_has_a_card_at_first(rows):
    found = rows()
    assert found
    assert {row.reach for row in found.values()} == {Reach.NEVER}
    assert {row.receiver for row in found.values()} == set(Receiver)


def test_a_card_that_was_given_is_not_yet_one_that_was_discussed(school, rows):
    name, company = next(iter((row.name, row.id) for row in rows().values() if row.receiver is Receiver.COMPANY))
    give(school, days_ago=9, discussed=False, company_ids=(company,))
    assert rows()[name].reach is Reach.NOT_DISCUSSED
    give(school, company_ids=(company,))
    row = rows()[name]
    assert (row.reach, row.handed_on, row.talked_on, row.by) == (Reach.DONE, TODAY, TODAY, ACTOR)


def test_an_older_version_is_told(school, rows):
    group = school.groups["KO2A"]
    give(school, version="2025.1", group_ids=(group,))
    assert rows()["KO2A"].reach is Reach.OUTDATED
    assert next(one for one in coverage(rows().values()) if one.receiver is Receiver.GROUP).outdated == 1


def test_coverage_counts_who_is_in_view(school, rows):
    give(school, group_ids=(school.groups["KO2A"],))
    of_all, of_one = (
        {one.receiver: one for one in coverage(found.values())}[Receiver.GROUP]
        for found in (rows(), rows(group_id=school.groups["KO2A"]))
    )
    assert (of_all.given, of_all.discussed) == (1, 1)
    assert of_all.all > 1
    assert (of_one.all, of_one.discussed) == (1, 1)


def test_a_line_that_was_not_true_is_taken_away_and_can_come_back(school, rows):
    give(school, group_ids=(school.groups["KO2A"],))
    line = rows()["KO2A"].giving_id
    step = school.store.change(forget_giving, ACTOR, giving_id=line).step
    assert rows()["KO2A"].reach is Reach.NEVER
    school.store.take_back(step, ACTOR)
    assert rows()["KO2A"].reach is Reach.DONE


def test_tomorrow_and_nobody_are_refused(school):
    with pytest.raises(Refusal, match="moet nog komen"):
        give(school, days_ago=-1, group_ids=(school.groups["KO2A"],))
    with pytest.raises(Refusal, match="wie de kaart kreeg"):
        give(school, group_ids=())
