"""What a school that has just begun needs first."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.entities.people import Student
from app.entities.programme import Period


class FirstStep(StrEnum):
    """What has to be there before anything can be done."""

    LISTS = "lists"
    PERIOD = "period"


def first_step(session: Session, *, today: date) -> FirstStep | None:
    """The lists of the school, then a BPV-periode that has not ended; ``None`` once both are there."""
    if not session.scalar(select(exists().where(Student.id.is_not(None)))):
        return FirstStep.LISTS
    if not session.scalar(select(exists().where(Period.last_day >= today))):
        return FirstStep.PERIOD
    return None
