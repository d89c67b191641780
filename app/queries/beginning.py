"""What a school that has just begun needs first."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.entities.people import Student
from app.entities.programme import GroupPeriod, Period


class FirstStep(StrEnum):
    """What has to be there before anything can be done."""

    LISTS = "lists"
    PERIOD = "period"
    GROUPS = "groups"


def first_step(session: Session, *, today: date) -> FirstStep | None:
    """The lists of the school, a BPV-periode that has not ended, klassen that go in it; ``None`` once all are there."""
    if not session.scalar(select(exists().where(Student.id.is_not(None)))):
        return FirstStep.LISTS
    if not session.scalar(select(exists().where(Period.last_day >= today))):
        return FirstStep.PERIOD
    going = select(GroupPeriod.id).join(Period, Period.id == GroupPeriod.period_id).where(Period.last_day >= today)
    if not session.scalar(select(going.exists())):
        return FirstStep.GROUPS
    return None
