"""What is stored, one file a subject; importing this package makes the whole schema known."""

from app.entities import (
    appointment,
    call,
    company,
    contact,
    loose_end,
    norm,
    offer,
    people,
    placement,
    programme,
    progress,
    record,
    report,
    rounds,
    school,
    sealed,
    wish,
)
from app.entities.base import Entity

__all__ = [
    "Entity",
    "appointment",
    "call",
    "company",
    "contact",
    "loose_end",
    "norm",
    "offer",
    "people",
    "placement",
    "programme",
    "progress",
    "record",
    "report",
    "rounds",
    "school",
    "sealed",
    "wish",
]
