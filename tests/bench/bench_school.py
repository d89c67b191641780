"""How fast the screens of a large school are: ``python3 dev.py bench tests/bench/bench_school.py``.

1,500 students, 1,000 companies and 10,000 placements of earlier periods. Processor time, the median of nine.
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import date, timedelta
from random import Random

import pytest

from app import clock
from app.commands.transfer import transfer_guidance
from app.entities.base import new_key
from app.entities.company import Company
from app.entities.contact import ContactMoment
from app.entities.offer import Offer, OfferPeriod, OfferProgramme
from app.entities.people import Student, Supervisor
from app.entities.placement import Agreement, Participation, Placement
from app.entities.programme import Group, GroupPeriod, Period, Programme
from app.queries.attention import attention
from app.queries.board import board
from app.queries.stagepact import stagepact
from app.queries.supply import call_list, needs
from app.queries.workload import workload
from app.store.store import Store
from app.store.work import Work, undoable
from app.terms.pipeline import Form, Moment, State
from app.terms.school import Path
from app.terms.steps import Deed
from tests.conftest import KEY
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.desk.jobs import Lanes
from ui.frame.state import StateFile
from ui.pages.placements import PlacementsPage
from ui.widgets.lane_board import LaneBoard

TODAY = clock.today()
STUDENTS, COMPANIES, PAST = 1_500, 1_000, 10_000
ROUNDS = 9
ON_BOARD = (State.WISH_READY, State.PROPOSED, State.ANNOUNCED, State.AGREEMENT_SENT, State.STARTED, State.MIDTERM)


@undoable(Deed.IMPORT_PLACEMENTS)
def fill(work: Work) -> None:
    """A school of the size, every number from one seed."""
    chance = Random(1)  # noqa: S311 - a story, not a secret
    programmes = [
        Programme(id=new_key(), code=f"P{n}", crebo=f"{25000 + n}", name=f"Opleiding {n}", level=3) for n in range(8)
    ]
    work.insert_many(programmes)
    groups = [
        Group(id=new_key(), code=f"K{n}", programme_id=programmes[n % 8].id, path=Path.BOL, cohort=TODAY.year)
        for n in range(60)
    ]
    supervisors = [
        Supervisor(id=new_key(), first_name="B", last_name=f"Egeleider {n:02}", guidance_minutes=6_000)
        for n in range(80)
    ]
    periods = [
        Period(id=new_key(), code=f"V{n}", name=f"Periode {n}", first_day=day, last_day=day + timedelta(days=120))
        for n in range(8)
        for day in (TODAY - timedelta(days=40 + 180 * n),)
    ]
    companies = [Company(id=new_key(), name=f"Bedrijf {n:04}", town="Nijmegen", pc4="6511") for n in range(COMPANIES)]
    for rows in (groups, supervisors, periods, companies):
        work.insert_many(rows)
    work.insert_many(
        GroupPeriod(id=new_key(), group_id=group.id, period_id=periods[0].id, days=("ma", "di")) for group in groups
    )
    offers = [
        Offer(id=new_key(), number=f"S{n}", company_id=company.id, places=2) for n, company in enumerate(companies)
    ]
    work.insert_many(offers)
    work.insert_many(OfferPeriod(id=new_key(), offer_id=offer.id, period_id=periods[0].id) for offer in offers)
    work.insert_many(
        OfferProgramme(id=new_key(), offer_id=offer.id, programme_id=programmes[n % 8].id)
        for n, offer in enumerate(offers)
    )
    students = []
    for n in range(STUDENTS):
        group = groups[n % 60]
        students.append(
            Student(
                id=new_key(),
                number=f"{n:06}",
                first_name="S",
                last_name=f"Tudent {n:04}",
                group_id=group.id,
                programme_id=group.programme_id,
            )
        )
    work.insert_many(students)
    now = [(student, periods[0], ON_BOARD[n % len(ON_BOARD)]) for n, student in enumerate(students)]
    past = [(students[n % STUDENTS], periods[1 + n // STUDENTS], State.COMPLETED) for n in range(PAST)]
    cards, placed = [], []
    for student, period, state in (*now, *past):
        seeking = state is State.WISH_READY
        card = Participation(
            id=new_key(),
            student_id=student.id,
            period_id=period.id,
            state=State.WISH_READY,
            since=period.first_day,
        )
        cards.append(card)
        if not seeking:
            placed.append((card, period, state))
    work.insert_many(cards)
    placements = [
        Placement(
            id=new_key(),
            participation_id=card.id,
            company_id=chance.choice(companies).id,
            supervisor_id=chance.choice(supervisors).id,
            first_day=period.first_day,
            last_day=period.last_day,
            state=state,
            since=period.first_day,
        )
        for card, period, state in placed
    ]
    work.insert_many(placements)
    work.insert_many(Agreement(id=new_key(), placement_id=one.id) for one in placements)
    work.insert_many(
        ContactMoment(
            id=new_key(),
            placement_id=one.id,
            moment=moment,
            form=Form.VISIT,
            held_on=min(one.first_day + timedelta(days=14), date.today()),  # noqa: DTZ011 - a day in the past
            student_present=True,
            company_present=True,
            school_present=True,
        )
        for one in placements
        if one.state in {State.STARTED, State.MIDTERM, State.COMPLETED}
        for moment in (Moment.START, Moment.MIDDLE)
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = Store(tmp_path_factory.mktemp("large") / "school.db", KEY, "bench")
    made.make()
    made.change(fill, "bench")
    yield made
    made.close()


def tell(what, do):
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        do()
        times.append(1000 * (time.process_time() - began))
    sys.stdout.write(f"\n{what}: {statistics.median(times):.0f} ms (worst {max(times):.0f})")
    sys.stdout.flush()


def test_the_questions_of_the_pages(store):
    def ask(query, **arguments):
        with store.reading() as session:
            return query(session, today=TODAY, **arguments)

    tell("board", lambda: ask(board))
    tell("vandaag", lambda: ask(attention))
    tell("stagepact", lambda: ask(stagepact))
    tell("stageplaatsen", lambda: ask(needs))
    row = ask(needs)[0]
    tell("bellijst", lambda: ask(call_list, period_id=row.period_id, programme_id=row.programme_id))
    tell("begeleiders", lambda: ask(workload))


def test_a_move_on_the_screen(qtbot, store, tmp_path):
    lanes = Lanes()
    actions = Actions()
    page = PlacementsPage(Desk(store, "bench", lanes), actions, StateFile(tmp_path))
    qtbot.addWidget(page)
    page.resize(1400, 860)
    page.show()
    card = next(row for row in page.desk.ask(board, today=TODAY) if row.state is State.STARTED)
    page.findChild(LaneBoard).choose(card.participation_id)

    def back_and_forth():
        actions.get("placements.back").trigger()
        page.grab()
        assert page.desk.undo_fact
        page.desk.undo()
        page.grab()

    tell("a move and its undo, drawn", back_and_forth)
    lanes.close()


def test_a_supervisor_falls_ill(store):
    with store.reading() as session:
        one, other = workload(session, today=TODAY).rows[:2]
    keys = [one.id, other.id]

    def swap():
        keys.reverse()
        store.change(transfer_guidance, "bench", from_id=keys[1], to_id=keys[0])

    tell("a transfer", swap)
