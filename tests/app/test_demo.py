"""The fictional school: three years, every lane, and always the same."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from uuid import UUID

import pytest
from sqlalchemy import select, text

from app import clock
from app.demo import DEMO_DAY, DEMO_MOMENT, is_demo, make
from app.demo.files import FILES, preview_file
from app.entities import Entity
from app.entities.people import Student
from app.entities.placement import Agreement, Override, Participation, Placement
from app.entities.programme import Period
from app.entities.record import Note
from app.progress import Cancelled, Progress
from app.queries.attention import attention
from app.queries.matching import rounds
from app.queries.matching_help import help_calls
from app.queries.pipeline import card_facts
from app.rules.pipeline import SIDE_STATES, lane_of
from app.store.store import Store
from app.terms.matching import RoundState, Variant
from app.terms.pipeline import Lane, State
from tests.conftest import KEY

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="session")
def made(template, tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shutil.copy(template, path)
    store = Store(path, KEY, "demo")
    make(store)
    store.close()
    return path


@pytest.fixture
def demo(made, tmp_path):
    path = tmp_path / "demo.db"
    shutil.copy(made, path)
    store = Store(path, KEY, "demo")
    with clock.at(DEMO_MOMENT):
        yield store
    store.close()


@pytest.fixture
def session(demo):
    with demo.reading() as session:
        yield session


def cards(session, name):
    period = session.scalars(select(Period).where(Period.name == name)).one()
    keys = session.scalars(select(Participation.id).where(Participation.period_id == period.id)).all()
    return list(card_facts(session, keys, DEMO_DAY).values())


def states(session, name):
    return Counter(card.facts.state for card in cards(session, name))


def test_the_demo_says_that_it_is_one(demo, store):
    assert is_demo(demo)
    assert not is_demo(store)


def test_it_is_a_monday_in_the_middle_of_the_first_period(session):
    period = session.scalars(select(Period).where(Period.code == "P1")).one()
    assert period.first_day < DEMO_DAY < period.last_day
    assert DEMO_DAY.weekday() == 0
    assert clock.today() == DEMO_DAY


def test_there_are_three_school_years(session):
    years = {period.name: len(cards(session, period.name)) for period in session.scalars(select(Period))}
    assert years["BPV 2024-2025"] < years["BPV 2025-2026"]
    assert min(years.values()) > 30
    assert len(years) == 4  # the running year has two periods
    assert 180 <= years["BPV-periode 1 2026-2027"] <= 210


def test_every_lane_of_the_running_period_has_cards(session):
    lanes = Counter(
        lane_of(card.facts.state, card.facts.last_day, DEMO_DAY) for card in cards(session, "BPV-periode 1 2026-2027")
    )
    assert all(lanes[lane] >= 4 for lane in Lane)
    assert lanes[Lane.RUNNING] > sum(lanes.values()) / 2


def test_the_students_are_spread_over_the_states(session):
    found = states(session, "BPV-periode 1 2026-2027")
    usual = set(State) - {
        State.COMPLETED,  # that comes with the end of the period
        State.STUDENT_WITHDREW,
        State.COMPANY_WITHDREW,
        State.NOT_STARTED,
        State.ENDED_EARLY,  # these have a card that waits for another place
    }
    assert set(found) == usual
    ended = Counter(session.scalars(select(Placement.state).where(Placement.number.is_(None))))
    assert ended[State.ENDED_EARLY] == 4
    assert ended[State.COMPANY_WITHDREW] == 4


def test_no_company_is_asked_the_same_twice_for_who_has_no_place(session):
    calls = help_calls(session, today=DEMO_DAY)
    asked = Counter((call.round.id, call.company_id, call.words) for call in calls)
    assert asked
    assert set(asked.values()) == {1}


def test_the_second_period_is_seeking_but_for_what_was_matched(session):
    found = states(session, "BPV-periode 2 2026-2027")
    assert set(found) == {State.WISH_OPEN, State.WISH_READY, State.PROPOSED}
    chosen, matched, running = sorted(rounds(session), key=lambda row: row.opened_at)
    assert [row.variant for row in (chosen, matched, running)] == [Variant.STUDENT, Variant.DIRECT, Variant.DIRECT]
    assert {chosen.state, matched.state} == {RoundState.PLACED}
    assert running.state is RoundState.PROPOSED
    assert found[State.PROPOSED] == chosen.placed + matched.placed
    assert min(chosen.placed, matched.placed) > 10
    assert running.number == 2


def test_there_is_work_of_every_kind_on_the_first_page(session):
    groups = {group.reason: len(group.rows) for group in attention(session, today=DEMO_DAY)}
    assert {"no_place", "unsigned", "no_talk", "not_judged", "recognition", "helpline"} <= groups.keys()
    assert groups["lost_recognition"] == 1
    assert max(groups.values()) < 40


def test_what_was_skipped_has_a_reason(session):
    reasons = session.scalars(select(Override.reason)).all()
    assert reasons
    assert all(len(reason) > 10 for reason in reasons)
    assert session.scalars(select(Note)).all()


def test_a_minor_has_the_signature_of_a_guardian(session):
    running = session.execute(
        select(Agreement.guardian_signed_on, Student.minor_until)
        .join(Placement, Placement.id == Agreement.placement_id)
        .join(Participation, Participation.id == Placement.participation_id)
        .join(Student, Student.id == Participation.student_id)
        .where(Placement.state == State.MIDTERM)
    ).all()
    assert all(row.guardian_signed_on is not None for row in running if row.minor_until is not None)
    assert any(row.minor_until is not None for row in running)


def test_no_offer_has_more_students_than_places(session):
    from app.entities.offer import Offer

    held = (
        select(Placement.offer_id, Participation.period_id)
        .join(Participation, Participation.id == Placement.participation_id)
        .where(Placement.state.not_in(SIDE_STATES), Placement.offer_id.is_not(None))
    )
    taken = Counter((row.offer_id, row.period_id) for row in session.execute(held))
    places = dict(session.execute(select(Offer.id, Offer.places)).all())
    assert all(count <= places[offer] for (offer, _), count in taken.items())


@pytest.mark.parametrize("subject", FILES)
def test_the_files_hold_nothing_that_the_demo_does_not_have(demo, subject):
    again = preview_file(demo, subject)
    assert again.new == ()
    assert [change for row in again.changed for change in row.fields if not change.conflict] == []


def test_the_journal_of_the_demo_verifies(demo):
    assert demo.verify() == []


def test_everybody_is_invented(session):
    """Addresses end in .example, and no number of nine digits could be a BSN."""
    for table in Entity.metadata.sorted_tables:
        for row in session.execute(select(table)).mappings():
            for value in row.values():
                if isinstance(value, str):
                    for address in re.findall(r"[\w.]+@[\w.-]+", value):
                        assert address.endswith((".example", "jobmbo.nl")), address


def test_two_demos_are_the_same_apart_from_their_keys(demo, template, tmp_path):
    path = tmp_path / "second.db"
    shutil.copy(template, path)
    second = Store(path, KEY, "demo")
    make(second)
    this, other = story(second), story(demo)
    assert [name for name in this if this[name] != other[name]] == []  # two whole schools side by side tell nothing
    second.close()


def test_a_demo_can_be_stopped(store):
    progress = Progress(lambda _done, _total: progress.cancel())
    with pytest.raises(Cancelled):
        make(store, progress)


def story(store):
    """Every row of every table with its keys replaced by what they stand for, in an order that does not know them."""
    with store.reading() as session:
        rows = {
            table.name: {row["id"]: dict(row) for row in session.execute(select(table)).mappings()}
            for table in Entity.metadata.sorted_tables
            if "id" in table.c
        }
        steps = session.execute(text("select seq, at, command from journal_step order by seq")).all()
    known = {key: row for table in rows.values() for key, row in table.items()}
    memory: dict[UUID, str] = {}

    def told(key):
        if key not in memory:
            row = known[key]
            memory[key] = repr(sorted((name, meaning(value)) for name, value in row.items() if name != "id"))
        return memory[key]

    def meaning(value):
        return told(value) if isinstance(value, UUID) else repr(value)

    return {name: sorted(map(told, table)) for name, table in rows.items()} | {"steps": [tuple(step) for step in steps]}
