"""What a year has beside the usual road: placements beside each other, days and weeks, support, parts judged apart."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.commands.placing import BesideDraft, place_beside
from app.commands.recording import PartVerdict, judge
from app.commands.support import SupportDraft, keep_support
from app.demo.cards import together
from app.entities.company import Company
from app.entities.contact import Assessment
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import ProgrammeUnit
from app.rules.pipeline import SIDE_STATES
from app.store.store import Store
from app.terms.pipeline import Judgement, Party, State
from app.terms.placing import PlacementKind

_DAY = datetime(2027, 2, 26, 15, 10, tzinfo=UTC)
_BESIDE = ((PlacementKind.BESIDE, date(2027, 3, 8)), (PlacementKind.ELECTIVE, date(2027, 4, 5)))
_SUPPORT = (
    (SupportDraft("Rustige werkplek, vaste plek om te pauzeren", date(2027, 1, 20), True, date(2027, 1, 20)),),
    (
        SupportDraft("Opdrachten ook op papier, met grote letters", date(2027, 1, 22), True, date(2027, 1, 22)),
        SupportDraft("Gesprekken niet langer dan een half uur", date(2027, 1, 22)),
    ),
    (SupportDraft("Eén vaste begeleider op de werkvloer", date(2027, 1, 25)),),
)

_JUDGED = date(2027, 1, 1)
_MOST_JUDGED = 40
_VERDICTS = (Judgement.SUFFICIENT, Judgement.GOOD, Judgement.SUFFICIENT, Judgement.NOT_YET)


def go_beyond(store: Store, actor: str, chance: random.Random) -> None:
    """A few students with a second placement, a few with whom support was agreed, and parts that were judged."""
    with clock.at(_DAY):
        with store.reading() as session:
            held = session.execute(
                select(Placement.participation_id, Placement.company_id, Placement.weekdays, Participation.student_id)
                .join(Participation, Participation.id == Placement.participation_id)
                .join(Student, Student.id == Participation.student_id)
                .where(Placement.state.in_((State.STARTED, State.MIDTERM)), Placement.weekdays.is_not(None))
                .order_by(Student.number)
            ).all()
            busy = set(session.scalars(select(Placement.company_id).where(Placement.state.not_in(SIDE_STATES))))
            wanted = (
                select(Company.id).where(Company.unfit.is_(False), Company.town.is_not(None)).order_by(Company.name)
            )
            free = [key for key in session.scalars(wanted) if key in busy]
        chosen = chance.sample(held, len(_BESIDE) + len(_SUPPORT))
        calls = []
        for row, (kind, first_day) in zip(chosen, _BESIDE, strict=False):
            days = tuple(day for day in ("do", "vr", "ma", "di", "wo") if day not in row.weekdays)[:2]
            company = _other(free, row.company_id, chance)
            draft = BesideDraft(company, kind, first_day, date(2027, 6, 25), days or None, minutes_per_week=960)
            calls.append({"participation_id": row.participation_id, "draft": draft})
        store.change(together(place_beside, calls), actor, None, None)
        supported = zip(chosen[len(_BESIDE) :], _SUPPORT, strict=True)
        calls = [{"student_id": row.student_id, "drafts": drafts} for row, drafts in supported]
        store.change(together(keep_support, calls), actor, None, None)
        _judge_parts(store, actor, chance)


def _judge_parts(store: Store, actor: str, chance: random.Random) -> None:
    """Who judged halfway this winter said something of each werkproces as well."""
    with store.reading() as session:
        given = session.execute(
            select(*Assessment.__table__.c, Student.programme_id)
            .join(Placement, Placement.id == Assessment.placement_id)
            .join(Participation, Participation.id == Placement.participation_id)
            .join(Student, Student.id == Participation.student_id)
            .where(Assessment.judged_on >= _JUDGED, Assessment.judged_by == Party.COMPANY)
            .order_by(Student.number, Assessment.id)
            .limit(_MOST_JUDGED)
        ).all()
        units: dict[UUID, list[UUID]] = {}
        for unit in session.scalars(select(ProgrammeUnit).order_by(ProgrammeUnit.kind.desc(), ProgrammeUnit.code)):
            units.setdefault(unit.programme_id, []).append(unit.id)
    calls = [
        {
            "placement_id": row.placement_id,
            "moment": row.moment,
            "party": row.judged_by,
            "judgement": row.judgement,
            "judged_on": row.judged_on,
            "parts": tuple(PartVerdict(key, chance.choice(_VERDICTS)) for key in units.get(row.programme_id, ())),
        }
        for row in given
    ]
    store.change(together(judge, calls), actor, None, None)


def _other(companies: list[UUID], own: UUID, chance: random.Random) -> UUID:
    return chance.choice([key for key in companies if key != own])
