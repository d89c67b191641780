"""What can be done with placements, on a school whose students, companies, wishes and offers were read in."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app import clock
from app.commands.agreements import sign_agreement
from app.commands.allowance import AllowanceDraft, agree_allowance
from app.commands.contact_point import name_contact_point
from app.commands.finding import propose, take_own_find
from app.commands.offers import WishDraft
from app.commands.people import CompanyDraft
from app.commands.pipeline import advance
from app.commands.placing import assign_supervisor
from app.commands.programmes import ProgrammeDraft, keep_programme
from app.commands.recording import ContactDraft, hold_contact, record_hours
from app.commands.refusals import record_refusal, weigh_refusal
from app.commands.transfer import transfer_guidance
from app.commands.wish_grid import WishEntry, keep_wishes
from app.documents import Options, render
from app.documents.allowance_paper import allowance_list
from app.documents.contact_letter import contact_letter
from app.documents.overviews import handover_report
from app.documents.voortgang import shared
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Programme
from app.errors import Refusal
from app.queries.allowances import allowances
from app.queries.bpv_hours import bpv_hours
from app.queries.contact_point import contact_point
from app.queries.paper_progress import shared_progress
from app.queries.placement_lists import View, papers_waiting, progress_lines
from app.queries.places import Fit, places_for
from app.queries.policy import words
from app.queries.refusals import refusals
from app.queries.wish_grid import wish_grid
from app.queries.workload import guided_by
from app.terms.company import Allowance, RefusalKind, TravelProduct
from app.terms.pipeline import Form, Lane, Moment, Party, State
from tests.app.imports.reading import ACTOR
from tests.conftest import MONDAY
from tests.documents import reader
from tests.dump import dump

pytestmark = pytest.mark.heavy

TODAY = date(2027, 3, 1)
REASON = "In overleg met het leerbedrijf"


class Desk:
    """A coordinator at the imported school; every step can be taken back."""

    def __init__(self, store) -> None:
        self.store, self.steps = store, []

    def do(self, command, /, **arguments):
        outcome = self.store.change(command, ACTOR, **arguments)
        if outcome.step is not None:
            self.steps.append(outcome.step)
        return outcome.result

    def ask(self, query, **arguments):
        with self.store.reading() as session:
            return query(session, **arguments)

    def seeking(self, count):
        """Cards with a leerwens and without a placement, for whom a fitting place is free."""
        with self.store.reading() as session:
            placed = select(Placement.participation_id)
            wanted = select(Participation.id).where(
                Participation.state == State.WISH_READY, Participation.id.not_in(placed)
            )
            cards = list(session.scalars(wanted.order_by(Participation.id)))
        found = []
        for card in cards:
            rows = self.ask(places_for, participation_id=card, today=TODAY)
            if rows[0].fit is Fit.FREE and rows[0].free:
                found.append((card, rows[0]))
            if len(found) == count:
                return found
        raise AssertionError(len(found))


def told(paper) -> str:
    return " ".join(reader.page_text(render(paper, Options(TODAY)).pdf).split())


def test_from_leerwens_to_hand_over_and_all_the_way_back(filled):
    desk = Desk(filled)
    before = dump(filled)
    with clock.at(MONDAY):
        _refused_and_filled_again(desk)
        placement, company = _on_its_way(desk)
        _money_and_hours(desk, placement)
        _handed_over(desk, placement, company)
        _a_klas_of_wishes(desk)
        for step in reversed(desk.steps):
            filled.take_back(step, ACTOR)
    assert dump(filled) == before
    assert filled.verify() == []


def _refused_and_filled_again(desk):
    (card, place), (other, _) = desk.seeking(2)
    where = {"company_id": place.company_id, "offer_id": place.offer_id}
    placement = desk.do(propose, participation_id=card, **where)
    desk.do(record_refusal, placement_id=placement, kind=RefusalKind.EXPLAIN, refused_on=TODAY)
    with pytest.raises(Refusal) as refused:
        desk.do(propose, participation_id=other, **where)
    assert refused.value.override == "not_refused"
    (row,) = desk.ask(refusals, company_id=place.company_id)
    desk.do(weigh_refusal, refused_place_id=row.id, kind=RefusalKind.OBJECTIVE, cleared=True)
    desk.do(propose, participation_id=card, **where)
    with pytest.raises(Refusal, match="kent de school al"):
        desk.do(take_own_find, participation_id=other, company_id=None, new=CompanyDraft(place.company.upper()))


def _on_its_way(desk):
    ((card, place),) = desk.seeking(1)
    placement = desk.do(propose, participation_id=card, company_id=place.company_id, offer_id=place.offer_id)
    with desk.store.reading() as session:
        guide = session.scalars(select(Supervisor.id).where(Supervisor.active).order_by(Supervisor.sort_key)).first()
    desk.do(assign_supervisor, placement_ids=(placement,), supervisor_id=guide)
    desk.do(name_contact_point, company_id=place.company_id, supervisor_id=guide, hours="ma t/m do")
    desk.do(advance, participation_ids=(card,), reason=REASON, until=Lane.PAPERS)
    waiting = desk.ask(papers_waiting, view=View(TODAY))
    (paper,) = [row for row in waiting if row.placement_id == placement]
    assert paper.contact_point.supervisor_id == guide
    for party in Party:
        desk.do(sign_agreement, placement_id=placement, party=party, signed_on=TODAY)
    desk.do(advance, participation_ids=(card,), reason=REASON, until=Lane.RUNNING)
    talk = ContactDraft(Moment.START, Form.VISIT, TODAY, student=True, company=True, school=True)
    desk.do(hold_contact, placement_id=placement, draft=talk)
    return placement, place.company_id


def _money_and_hours(desk, placement):
    draft = AllowanceDraft(Allowance.NONE, None, "Kleine stichting", (), ("reiskosten",), product=TravelProduct.NONE)
    desk.do(agree_allowance, placement_id=placement, draft=draft)
    rows = desk.ask(allowances, view=View(TODAY))
    mine = next(row for row in rows if row.placement_id == placement)
    assert mine.uncovered
    assert mine.student in told(allowance_list([mine], "ROC", "", TODAY))
    with desk.store.reading() as session:
        programme = session.scalars(
            select(Programme).join(Student, Student.programme_id == Programme.id).where(Student.id == mine.student_id)
        ).one()
        known = ProgrammeDraft(programme.code, programme.crebo, programme.name, programme.level, years=3)
    desk.do(keep_programme, draft=known)
    desk.do(record_hours, placement_id=placement, minutes=24 * 60, counted_on=TODAY)
    hours = desk.ask(bpv_hours, student_ids=[mine.student_id])[mine.student_id]
    assert hours.done >= 24
    assert hours.minimum.hours in {900, 1830}
    assert any(
        line.placement_id == placement and line.hours == hours for line in desk.ask(progress_lines, view=View(TODAY))
    )


def _handed_over(desk, placement, company):
    with desk.store.reading() as session:
        guide = session.get_one(Placement, placement).supervisor_id
        other = session.scalars(
            select(Supervisor.id).where(Supervisor.active, Supervisor.id != guide).order_by(Supervisor.sort_key)
        ).first()
        labels = words(session, TODAY)
    moved = desk.do(transfer_guidance, from_id=guide, to_id=other)
    assert placement in moved
    point = desk.ask(contact_point, company_id=company)
    assert point.supervisor_id == other
    rows = desk.ask(guided_by, supervisor_id=other, today=TODAY)
    assert "Overdracht begeleiding" in told(handover_report("ROC", rows, "Een", "Ander", TODAY))
    assert point.name in told(contact_letter("ROC", "Bedrijf", point, [], TODAY))
    row = desk.ask(shared_progress, placement_id=placement, today=TODAY)
    assert point.name in told(shared(row, "ROC", labels, TODAY))


def _a_klas_of_wishes(desk):
    with desk.store.reading() as session:
        card = session.scalars(
            select(Participation.id).where(Participation.state == State.WISH_OPEN).order_by(Participation.id)
        ).first()
    grid = desk.ask(wish_grid, participation_id=card)
    open_rows = [row for row in grid.rows if row.wish.version is None]
    entries = tuple(WishEntry(row.student_id, WishDraft("Leren wat het vak vraagt")) for row in open_rows)
    assert desk.do(keep_wishes, period_id=grid.period_id, entries=entries) == len(open_rows) > 0
    again = desk.ask(wish_grid, participation_id=card)
    assert all(row.wish.goals for row in again.rows)
