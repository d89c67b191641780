"""*Geef over*: the school goes to a named colleague, and this folder can only be read until it comes back.

For illness and for two who share a job. The colleague opens the file with their own passphrase, or
with a code that is read out by phone; the file and the code go different ways. It comes back in the
same manner, and its trail proves that it continues what was given.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app import clock
from app.errors import Refusal
from app.progress import Progress
from app.store.archive import SUFFIX, Archive, Opening
from app.store.backup import drafted, pack, require_room
from app.store.ciphers import Cost
from app.store.codes import PHONE_GROUPS
from app.store.direct import connected
from app.store.folder import SchoolFolder, draw_device
from app.store.keys import HAND_OVER, read_keys
from app.store.lineage import (
    Known,
    Lineage,
    Register,
    Trail,
    claim,
    continues,
    marked,
    read_lineage,
    refusal_of,
    write_lineage,
)
from app.store.people import Unlocked, new_code_slot, with_new_person
from app.store.restore import put_in_place, refuse_elsewhere, without_codes_of_hand_over
from app.terms.people import Role
from app.terms.store import Reason, Standing
from app.text import translate


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The file that goes to the colleague, and the code to read out when they have no passphrase yet."""

    archive: Path
    code: str | None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who takes over with a code, and the passphrase that they choose."""

    name: str
    role: Role
    passphrase: str
    cost: Cost | None = None


def hand_over(
    folder: SchoolFolder,
    unlocked: Unlocked,
    register: Register,
    *,
    to: str,
    place: Path,
    progress: Progress | None = None,
    cost: Cost | None = None,
) -> HandedOver:
    """Write the school for the colleague ``to`` into ``place``; only reading is left here.

    A colleague of *Mensen* opens it with their own passphrase, anyone else with the code. When the
    file cannot be written this folder stays what it was. Raises ``Refusal``, ``Trouble``, ``OSError``.
    """
    standing = claim(folder, unlocked, register)
    if standing.standing is not Standing.OURS:
        raise refusal_of(standing)
    require_room(place, folder.database)
    keys, code = read_keys(folder.keys), None
    if all(person.name != to for person in keys.people):
        code, slot = new_code_slot(keys.school, HAND_OVER, PHONE_GROUPS, unlocked.key, cost)
        keys = replace(keys, codes=(*keys.codes, slot)).proven(unlocked.key)
    path = place / f"overdracht-{clock.today().isoformat()}-{secrets.token_hex(3)}{SUFFIX}"
    with _given_away(folder, unlocked, register, to, standing.device):
        try:
            with drafted(folder, unlocked, keys, progress or Progress()) as draft:
                given = replace(draft.contents, dossier=_dossier(folder))
                pack(replace(draft, contents=given), path, unlocked, Reason.HAND_OVER)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return HandedOver(path, code)


def take_back(folder: SchoolFolder, unlocked: Unlocked, register: Register) -> str:
    """Go on here without what the colleague did since; their copy is older from now on. Gives the device id."""
    standing = claim(folder, unlocked, register)
    if standing.standing is not Standing.HANDED_OVER:
        raise refusal_of(standing)
    with connected(folder.database, unlocked.key) as connection:
        trail, device = marked(read_lineage(connection).trail), draw_device(folder)
        write_lineage(connection, Lineage(trail, device))
    register.note(unlocked.school, Known(folder.path, trail))
    return device


def accept(
    opening: Opening,
    archive: Archive,
    into: SchoolFolder,
    register: Register,
    *,
    newcomer: Newcomer | None = None,
    progress: Progress | None = None,
) -> str:
    """Take over the school of an opened hand-over in ``into``; it is written in here from now on.

    Also how it comes back to who gave it. Gives the device id. Raises ``Refusal`` when what lies here
    is newer, or went another way since.
    """
    if archive.header.reason is not Reason.HAND_OVER:
        raise Refusal(translate("HandOver", "Dit is een back-up, geen overdracht. Kies ‘Back-up terugzetten’."))
    trail = opening.contents.trail
    known = register.known(opening.contents.keys.school)
    if known is not None:
        refuse_elsewhere(known, into)
        _refuse_unless_it_follows(known, trail)
    keys = without_codes_of_hand_over(opening.contents.keys, opening.data_key)
    if opening.slot.kind == HAND_OVER:
        if newcomer is None:
            raise Refusal(translate("HandOver", "Kies eerst een eigen wachtzin."), "passphrase")
        who = (newcomer.name.strip(), newcomer.role)
        keys = with_new_person(keys, opening.data_key, who, newcomer.passphrase, newcomer.cost)
    return put_in_place(opening, archive, into, (keys, trail, register), progress or Progress())


def _refuse_unless_it_follows(known: Known, trail: Trail) -> None:
    """Raise ``Refusal`` unless ``trail`` continues what this laptop gave away."""
    if trail == known.trail and known.away:
        raise Refusal(translate("HandOver", "Deze overdracht gaf je zelf. Wil je verder? Kies ‘Terugnemen’."))
    if continues(known.trail, trail):
        raise Refusal(translate("HandOver", "Deze overdracht is al overgenomen op deze laptop."))
    if not continues(trail, known.trail):
        raise Refusal(translate("HandOver", "In beide mappen is gewerkt sinds het overgeven. Kies welke blijft."))
    if not known.away:
        raise Refusal(translate("HandOver", "In deze school wordt hier nog gewerkt. Geef haar eerst over."))


def _dossier(folder: SchoolFolder) -> bytes | None:
    return folder.dossier.read_bytes() if folder.dossier.exists() else None


@contextmanager
def _given_away(folder: SchoolFolder, unlocked: Unlocked, register: Register, to: str, device: str) -> Iterator[None]:
    """Say that the school was handed over before any file of it exists; what it was again when that fails."""
    with connected(folder.database, unlocked.key) as connection:
        trail = read_lineage(connection).trail
        write_lineage(connection, Lineage(marked(trail), handed_to=to))
        given = read_lineage(connection).trail
    register.note(unlocked.school, Known(folder.path, given, away=True))
    try:
        yield
    except BaseException:
        with connected(folder.database, unlocked.key) as connection:
            write_lineage(connection, Lineage(trail, device))
        register.note(unlocked.school, Known(folder.path, trail))
        raise
