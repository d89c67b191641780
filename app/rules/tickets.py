"""The short code of a talk that is still to be held: printed on a list, typed or sent back, and recognised.

It is computed, so it needs no table: eight characters of Crockford's base 32, the last of which checks the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2s
from uuid import UUID

from app.rules.norm import Slot
from app.terms.pipeline import Moment

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SIGNS, _BITS = 7, 5
_HALF = 4
_MOST = 4
"""So many talks of one kind a norm may ask of a placement in a year."""


def ticket(placement_id: UUID, since: date, moment: Moment, number: int) -> str:
    """The code of the ``number``-th talk of a kind that is asked of a placement from ``since`` on."""
    said = f"{since.isoformat()} {moment.value} {number}".encode()
    bits = int.from_bytes(blake2s(said, key=placement_id.bytes, digest_size=8).digest())
    signs = "".join(ALPHABET[(bits >> (_BITS * at)) % len(ALPHABET)] for at in range(_SIGNS))
    whole = signs + _check(signs)
    return f"{whole[:_HALF]}-{whole[_HALF:]}"


def read_ticket(typed: str) -> str | None:
    """The code that was typed, as it is printed; ``None`` when there is a slip in it."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_LOOKALIKES)
    if len(signs) != _SIGNS + 1 or any(sign not in ALPHABET for sign in signs) or _check(signs[:-1]) != signs[-1]:
        return None
    return f"{signs[:_HALF]}-{signs[_HALF:]}"


def tickets_of(placement_id: UUID, since: date) -> Iterator[tuple[str, Moment]]:
    """Every code that a placement can have had, with the talk that it stands for."""
    for moment, most in ((Moment.START, 1), (Moment.MIDDLE, _MOST), (Moment.END, 1)):
        for number in range(1, most + 1):
            yield ticket(placement_id, since, moment, number), moment


@dataclass(frozen=True, slots=True)
class Ticketed:
    """A talk that is still to be held, with its code."""

    code: str
    slot: Slot


def ticketed(placement_id: UUID, since: date, slots: Sequence[Slot], without: Iterable[Moment]) -> Iterator[Ticketed]:
    """The talks that are still to be held, in order; a code does not change because another talk was held."""
    left_out, counts = frozenset(without), dict.fromkeys(Moment, 0)
    for slot in slots:
        counts[slot.moment] += 1
        if slot.held_on is None and slot.moment not in left_out and counts[slot.moment] <= _MOST:
            yield Ticketed(ticket(placement_id, since, slot.moment, counts[slot.moment]), slot)


def _check(signs: str) -> str:
    """One sign that changes with each other sign and with a swap of neighbours."""
    value = 0
    for sign in signs:
        value = (value * 3 + ALPHABET.index(sign) + 1) % len(ALPHABET)
    return ALPHABET[value]
