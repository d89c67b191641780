"""A refused place tells how its reason weighs, never of whom; nobody fills it in silence."""

from __future__ import annotations

import pytest

from app import clock
from app.commands.finding import propose, take_own_find
from app.commands.refusals import record_refusal, weigh_refusal
from app.entities.placement import Override
from app.errors import Refusal
from app.queries.matching_market import field
from app.queries.refusals import refusals
from app.terms.company import RefusalKind
from app.terms.matching import Apart
from tests.conftest import MONDAY
from tests.dump import dump
from tests.school import ACTOR, SPRING, TODAY

CALLED = "Gebeld: Sanne neemt nu wie de school plaatst"


def refuse(school, name, kind):
    with clock.at(MONDAY):
        return school.store.change(
            record_refusal, ACTOR, placement_id=school.placements[name], kind=kind, refused_on=TODAY
        ).step


def give(school, name, *, reason=None, offer="SP-2", company="De Waalkade"):
    with clock.at(MONDAY):
        return school.do(
            propose,
            participation_id=school.cards[name],
            company_id=school.companies[company],
            offer_id=None if offer is None else school.offers[offer],
            reason=reason,
        )


def rows(school, company="De Waalkade"):
    with school.store.reading() as session:
        return refusals(session, company_id=school.companies[company])


def apart(school, number="SP-2"):
    with school.store.reading() as session:
        found = field(session, programme_id=school.programmes["VIG"], period_id=school.periods[SPRING], today=TODAY)
    return {offer.number: offer.apart for offer in found.offers}[number]


@pytest.mark.parametrize("kind", [RefusalKind.EXPLAIN, RefusalKind.UNACCEPTABLE], ids=str)
def test_the_place_is_not_filled_by_another_without_a_reason_that_stays(school, kind):
    refuse(school, "Fatou", kind)
    for offer in ("SP-2", None):
        with pytest.raises(Refusal, match="geweigerd") as refused:
            give(school, "Oleksandra", offer=offer)
        assert refused.value.override == "not_refused"
    assert apart(school) is Apart.REFUSED
    give(school, "Oleksandra", reason=CALLED)
    with school.store.reading() as session:
        (override,) = session.query(Override).filter(Override.guard == "not_refused")
    assert (override.reason, override.participation_id) == (CALLED, school.cards["Oleksandra"])


def test_an_own_find_at_that_company_is_no_way_around_it(school):
    refuse(school, "Fatou", RefusalKind.UNACCEPTABLE)
    with clock.at(MONDAY), pytest.raises(Refusal) as refused:
        school.do(take_own_find, participation_id=school.cards["Noor"], company_id=school.companies["De Waalkade"])
    assert refused.value.override == "not_refused"


def test_a_reason_that_counts_leaves_the_place_free(school):
    refuse(school, "Fatou", RefusalKind.OBJECTIVE)
    give(school, "Oleksandra")
    assert [(row.kind, row.waiting) for row in rows(school)] == [(RefusalKind.OBJECTIVE, False)]


def test_once_somebody_weighed_it_the_place_is_free_again(school):
    refuse(school, "Fatou", RefusalKind.EXPLAIN)
    with clock.at(MONDAY):
        (row,) = rows(school)
        school.do(weigh_refusal, refused_place_id=row.id, kind=RefusalKind.UNACCEPTABLE, cleared=False)
        assert rows(school)[0].waiting
        school.do(weigh_refusal, refused_place_id=row.id, kind=RefusalKind.OBJECTIVE, cleared=False)
    (weighed,) = rows(school)
    assert (weighed.waiting, weighed.weighed_by, weighed.weighed_on) == (False, ACTOR, TODAY)
    assert apart(school) is not Apart.REFUSED
    give(school, "Oleksandra")


def test_what_is_kept_of_a_refusal_does_not_tell_of_whom_it_was(school):
    refuse(school, "Fatou", RefusalKind.UNACCEPTABLE)
    (kept,) = dump(school.store)["refused_place"]
    about = (school.students["Fatou"], school.cards["Fatou"], school.placements["Fatou"])
    assert not [key for key in about if key.hex in str(kept).replace("-", "")]


def test_a_refusal_is_taken_back_whole(school):
    before = dump(school.store)
    school.store.take_back(refuse(school, "Fatou", RefusalKind.UNACCEPTABLE), ACTOR)
    assert dump(school.store) == before


def test_after_the_start_it_is_an_early_end(school):
    with pytest.raises(Refusal, match="voor de start"):
        refuse(school, "Thijs", RefusalKind.OBJECTIVE)
