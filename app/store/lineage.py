"""Which copy of a school is the school: at any moment one folder may be written in.

Every move of the right to write (founding, hand-over, taking back, putting back a backup) adds a
random mark to the school's trail, in the database itself. Of two copies the one whose trail
continues the other's is the newer; trails that part were both written in. What this laptop saw
last is remembered in ``schools.json`` beside the schools; it says nothing about people.
"""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import Refusal
from app.store.direct import connected, read_meta, write_meta
from app.store.files import make_private, write_whole
from app.store.folder import SchoolFolder, device_of, draw_device
from app.store.people import Unlocked
from app.terms.store import Standing
from app.text import translate

Trail = tuple[str, ...]
_FORMAT = 1
_MARK_BYTES = 6


@dataclass(frozen=True, slots=True)
class Lineage:
    """What the database says of itself: its trail, the device that may write, to whom it was handed."""

    trail: Trail
    holder: str = ""
    handed_to: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What this laptop saw last of a school: where it is, its trail, and whether it was handed over."""

    path: Path
    trail: Trail
    away: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """How a folder stands; ``device`` may write only when it is ours, ``other`` is where the school itself is."""

    standing: Standing
    device: str
    handed_to: str = ""
    other: Path | None = None


class NotOursError(Refusal):
    """Nobody may write in this folder; ``claim`` says how it stands."""

    def __init__(self, text: str, claim: Claim) -> None:
        super().__init__(text)
        self.claim = claim


class Register:
    """The schools that this laptop knows; a torn or lost one is only forgetful, never wrong."""

    def __init__(self, root: Path) -> None:
        self._path = root / "schools.json"

    def known(self, school: str) -> Known | None:
        """What was seen last of ``school``."""
        entry = self._read().get(school)
        if entry is None:
            return None
        return Known(Path(entry["path"]), tuple(entry["trail"]), bool(entry["away"]))

    def paths(self) -> list[Path]:
        """Where all its schools are."""
        return [Path(entry["path"]) for entry in self._read().values()]

    def note(self, school: str, known: Known) -> None:
        """Remember ``known`` of ``school``."""
        make_private(self._path.parent)
        entry = {"path": str(known.path.resolve()), "trail": list(known.trail), "away": known.away}
        content = {"format": _FORMAT, "schools": {**self._read(), school: entry}}
        write_whole(self._path, json.dumps(content, indent=1).encode())

    def _read(self) -> dict[str, Any]:
        with suppress(OSError, ValueError, KeyError, TypeError):
            entries = json.loads(self._path.read_bytes())["schools"]
            if all({"path", "trail", "away"} <= set(entry) for entry in entries.values()):
                return dict(entries)
        return {}


def continues(trail: Trail, older: Trail) -> bool:
    """Whether ``trail`` is ``older`` or comes after it."""
    return trail[: len(older)] == older


def marked(trail: Trail) -> Trail:
    """``trail`` after one more move."""
    return (*trail, secrets.token_hex(_MARK_BYTES))


def read_lineage(connection: Any) -> Lineage:
    """What the open database says of itself."""
    trail = tuple(read_meta(connection, "lineage_trail").split())
    return Lineage(trail, read_meta(connection, "lineage_holder"), read_meta(connection, "lineage_handed_to"))


def write_lineage(connection: Any, lineage: Lineage) -> None:
    """Let the open database say ``lineage`` of itself, in one transaction."""
    connection.execute("begin immediate")
    write_meta(connection, "lineage_trail", " ".join(lineage.trail))
    write_meta(connection, "lineage_holder", lineage.holder)
    write_meta(connection, "lineage_handed_to", lineage.handed_to)
    connection.execute("commit")


def claim(folder: SchoolFolder, unlocked: Unlocked, register: Register) -> Claim:
    """How ``folder`` stands on this laptop; raises ``Trouble`` when the database cannot be read."""
    device = device_of(folder)
    with connected(folder.database, unlocked.key) as connection:
        lineage = read_lineage(connection)
    known = register.known(unlocked.school)
    if known is not None and known.path != folder.path.resolve() and device_of(SchoolFolder(known.path)):
        return Claim(Standing.COPY, "", other=known.path)
    if known is not None and not continues(lineage.trail, known.trail):
        return Claim(Standing.OLDER, "")
    if lineage.handed_to:
        return Claim(Standing.HANDED_OVER, "", lineage.handed_to)
    if device is None or device != lineage.holder:
        return Claim(Standing.MOVED, "")
    if known is None or known.trail != lineage.trail or known.away or known.path != folder.path.resolve():
        register.note(unlocked.school, Known(folder.path, lineage.trail))
    return Claim(Standing.OURS, device)


def adopt(folder: SchoolFolder, unlocked: Unlocked, register: Register) -> str:
    """Make ``folder`` the school itself, on a new device; other copies are older from now on.

    For a new school, a moved folder, and a school that was put back. Gives the device id.
    Raises ``Refusal`` when another folder of this laptop is the school.
    """
    with connected(folder.database, unlocked.key) as connection:
        lineage = read_lineage(connection)
        if lineage.trail:
            standing = claim(folder, unlocked, register)
            if standing.standing is not Standing.MOVED:
                raise refusal_of(standing)
        device, trail = draw_device(folder), marked(lineage.trail)
        write_lineage(connection, Lineage(trail, device))
    register.note(unlocked.school, Known(folder.path, trail))
    return device


def refusal_of(claim: Claim) -> NotOursError:
    """Why nobody may write in a folder that stands so, and what to do instead."""
    return NotOursError(
        {
            Standing.OURS: translate("Lineage", "Deze school is hier al in gebruik."),
            Standing.HANDED_OVER: translate(
                "Lineage", "Je gaf deze school over aan {name}. Je kunt kijken, en de school terugnemen."
            ),
            Standing.COPY: translate(
                "Lineage", "Deze map is een kopie. De school zelf staat op deze laptop in {place}. Open die."
            ),
            Standing.MOVED: translate(
                "Lineage",
                "Deze map is verplaatst, of gekopieerd van een andere laptop. "
                "Kies ‘Hier verder werken’ als niemand meer in de andere map werkt.",
            ),
            Standing.OLDER: translate(
                "Lineage", "Deze map is verouderd: op deze laptop is al verder gewerkt aan een nieuwere. Open die."
            ),
        }[claim.standing].format(name=claim.handed_to, place=claim.other),
        claim,
    )
