"""Who seeks a place is counted the same wherever the same words stand; what counts otherwise is called otherwise."""

from __future__ import annotations

import pytest

from app.commands.pipeline import participate
from app.documents.parts import Tiles
from app.documents.voortgang_overview import overview
from app.queries.attention import attention
from app.queries.board import board
from app.queries.board_counts import lanes, sides
from app.queries.board_sieve import Sieve
from app.queries.students import students
from app.terms.board import BoardFilter
from app.terms.lists import StudentFilter
from app.terms.pipeline import Lane, State
from tests.school import SPRING, TODAY


@pytest.fixture
def later(school):
    """Amira is at a company in autumn, and seeks one for spring."""
    key = school.do(participate, student_id=school.students["Amira"], period_id=school.periods[SPRING])
    return school, key


def test_zoekt_plek_is_the_same_number_on_board_chip_list_and_paper(later):
    school, _key = later
    words = {Lane.SEEKING.label, BoardFilter.SEEKING.label, StudentFilter.SEEKING.label}
    assert words == {"Zoekt plek"}
    with school.store.reading() as session:
        cards = board(session, today=TODAY)
        kept = Sieve(filters=frozenset({BoardFilter.SEEKING})).keep(cards, TODAY)
        listed = students(session, today=TODAY, filters=frozenset({StudentFilter.SEEKING})).rows
        everyone = students(session, today=TODAY).rows
    lane = next(row.count for row in lanes(cards) if row.lane is Lane.SEEKING)
    told = next(part for part in overview(cards, "ROC", "", TODAY, names=True).parts if isinstance(part, Tiles))
    tile = next(one for one in told.tiles if one.label == "zoekt plek")
    assert {lane, len(kept), len(listed), sum(row.seeking for row in everyone), int(tile.number)} == {9}


def test_other_counts_have_other_words(school):
    with school.store.reading() as session:
        groups = {group.reason: group.title for group in attention(session, today=TODAY)}
        aside = {row.state.label for row in sides(board(session, today=TODAY))}
    assert groups["no_place"] == "Dringend plek nodig"
    assert State.NO_PLACE.label == "geen plek gevonden"
    assert State.NO_PLACE.label in aside
    assert "Zoekt plek".casefold() not in {word.casefold() for word in (*groups.values(), *aside)}


def test_who_seeks_for_a_later_period_is_listed_with_that_period(later):
    school, key = later
    with school.store.reading() as session:
        usual = students(session, today=TODAY, text="amira").rows[0]
        asked = students(session, today=TODAY, text="amira", filters=frozenset({StudentFilter.SEEKING})).rows[0]
    assert (usual.lane, usual.seeking) == (Lane.RUNNING, True)
    assert (asked.participation_id, asked.lane, asked.period) == (key, Lane.SEEKING, SPRING)
