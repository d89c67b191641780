"""What is stored, one file a subject; importing this package makes the whole schema known."""

from app.entities import (
    call,
    company,
    contact,
    loose_end,
    offer,
    people,
    placement,
    programme,
    progress,
    record,
    rounds,
    school,
    sealed,
    wish,
)
from app.entities.base import Entity

__all__ = [
    "Entity",
    "call",
    "company",
    "contact",
    "loose_end",
    "offer",
    "people",
    "placement",
    "programme",
    "progress",
    "record",
    "rounds",
    "school",
    "sealed",
    "wish",
]
