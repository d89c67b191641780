"""The practice school: a fictional school to look around in, made the first time it is asked for."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app import VERSION, clock
from app.progress import Progress

if TYPE_CHECKING:
    from app.store.folder import SchoolFolder
    from app.store.open_dossier import OpenDossier
    from app.store.people import Unlocked
    from app.store.store import Store

PASSPHRASE = "oefenen met driehoek"  # noqa: S105 - of a school in which nobody exists
"""Known to everybody: nobody in the practice school exists."""
_MARK = "practice.json"
_PERSON = "Marieke van der Linden"


def prepare(root: Path, progress: Progress) -> tuple[SchoolFolder, Unlocked]:
    """The practice school below ``root``, unlocked; made anew where it is missing or of another version.

    It is always the same Monday there, so that its board has someone in every state.
    """
    from app.errors import Trouble
    from app.store.folder import SchoolFolder
    from app.store.people import people, unlock

    _set_the_clock()
    with suppress(OSError, ValueError, KeyError, Trouble):
        known = json.loads((root / _MARK).read_bytes())
        if known["version"] == VERSION:
            folder = SchoolFolder(root / known["folder"])
            return folder, unlock(folder.keys, people(folder.keys)[0].id, PASSPHRASE)
    shutil.rmtree(root, ignore_errors=True)
    return _make(root, progress)


def _make(root: Path, progress: Progress) -> tuple[SchoolFolder, Unlocked]:
    from app import demo
    from app.store.folder import SchoolFolder
    from app.store.lineage import Register, claim
    from app.store.opening import Founder, found_school
    from app.store.store import Store
    from app.terms.people import Role

    founder = Founder(_PERSON, Role.COORDINATOR, PASSPHRASE)
    folder, register = SchoolFolder(root / "roc-waalhaven"), Register(root)
    unlocked, _code = found_school(folder, register, "ROC Waalhaven", founder)
    store = Store(folder.database, unlocked.key, claim(folder, unlocked, register).device)
    try:
        demo.make(store, progress, None if unlocked.person is None else _reader(store, unlocked.person.id))
    finally:
        store.close()
    (root / _MARK).write_text(json.dumps({"version": VERSION, "folder": folder.path.name}), encoding="utf-8")
    return folder, unlocked


def _reader(store: Store, person: str) -> OpenDossier:
    """Its Meldingen, opened by the passphrase that everybody knows."""
    return store.dossier.unlock(person, PASSPHRASE)


def _set_the_clock() -> None:
    """Let it be the day of the practice school, at the time of the real day."""
    from app.demo import DEMO_DAY

    started = datetime.now(clock.ZONE)
    there = started.replace(year=DEMO_DAY.year, month=DEMO_DAY.month, day=DEMO_DAY.day)
    shift: timedelta = there - started
    clock.run_from(shift)
