"""From a folder to an open school, and from a name to a new one: the order in which things are asked.

Hold the folder, see who it is (``people``), open; put away when the screen locks, leave at the end.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import Refusal
from app.progress import Progress
from app.store import ballast, people
from app.store.backup import Kept, back_up, safeguard
from app.store.ciphers import Cost
from app.store.files import make_private, sync_folder
from app.store.folder import HALF, SchoolFolder
from app.store.health import examine
from app.store.lineage import Claim, Register, adopt, claim, refusal_of
from app.store.lock import SchoolLock
from app.store.people import Person, Unlocked
from app.store.restore import finish_restore, forget_aside
from app.store.store import Store
from app.store.troubles import in_words
from app.terms.people import Role
from app.terms.store import Reason, Standing
from app.text import translate


@dataclass(frozen=True, slots=True)
class Founder:
    """The first person of a new school, and the passphrase that they choose."""

    name: str
    role: Role
    passphrase: str
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class OpenSchool:
    """A school that someone has open; of one that was handed over the store only reads."""

    folder: SchoolFolder
    unlocked: Unlocked
    person: Person
    store: Store
    claim: Claim

    @property
    def actor(self) -> str:
        """Who has it open, as the journal names them."""
        return self.person.name

    def back_up(self, places: Sequence[Path], reason: Reason, progress: Progress | None = None) -> list[Kept]:
        """Copy it into each of ``places``; see ``backup.back_up``."""
        return back_up(self.folder, self.unlocked, places, reason, progress)

    def put_away(self) -> None:
        """Close the file and wipe the keys, as the lock screen does; the folder stays held."""
        self.store.close()
        self.unlocked.drop()


def found_school(
    folder: SchoolFolder, register: Register, school_name: str, founder: Founder, *, asks_code: bool = False
) -> tuple[Unlocked, str]:
    """Make a new school in ``folder``; gives it unlocked, and the recovery code, which is shown this once.

    It is made whole beside its place and then gets its name. ``asks_code`` marks it as one whose code was not
    typed back yet. Raises ``Refusal`` for a weak passphrase or a folder that is in use, ``Trouble`` when the
    disk fails.
    """
    if folder.path.exists() and any(folder.path.iterdir()):
        raise Refusal(translate("Opening", "Deze map is niet leeg. Kies een andere."), "folder")
    half = SchoolFolder(folder.path.with_name(folder.path.name + HALF))
    if half.path.exists():
        shutil.rmtree(half.path)
    with in_words():
        make_private(half.path)
        try:
            made = _make(half, school_name, founder)
            if asks_code:
                half.unproven.touch(0o600)
            if folder.path.exists():
                folder.path.rmdir()
            half.path.replace(folder.path)
        except BaseException:
            shutil.rmtree(half.path, ignore_errors=True)
            raise
        sync_folder(folder.path.parent)
        adopt(folder, made[0], register)
    return made


def hold(folder: SchoolFolder) -> SchoolLock:
    """Keep others out of ``folder`` and finish what a crash cut off; before anybody unlocks.

    Raises ``Trouble(LOCKED)`` while another program has it.
    """
    lock = SchoolLock.take(folder)
    try:
        with in_words():
            finish_restore(folder)
            forget_aside(folder)
    except BaseException:
        lock.release()
        raise
    return lock


def open_school(
    folder: SchoolFolder,
    unlocked: Unlocked,
    register: Register,
    lock: SchoolLock,
    *,
    places: Sequence[Path],
    progress: Progress | None = None,
) -> OpenSchool:
    """Open the held ``folder``: proven sound, the school itself, and of today's shape.

    An older file is backed up into one of ``places`` at least before it is changed. Raises
    ``Trouble`` (DAMAGED, NEWER, LOCKED, FULL) and ``NotOursError``, whose claim says what can be done.
    """
    if unlocked.person is None:
        raise Refusal(translate("Opening", "Kies eerst een nieuwe wachtzin."), "passphrase")
    with in_words():
        examine(folder, unlocked, after_crash=lock.after_crash)
        found = claim(folder, unlocked, register)
        if found.standing not in (Standing.OURS, Standing.HANDED_OVER):
            raise refusal_of(found)
        ballast.keep(folder)
    only_reading = refusal_of(found) if found.standing is Standing.HANDED_OVER else None
    store = Store(folder.database, unlocked.key, found.device, only_reading)
    try:
        with in_words():
            if store.is_behind():
                safeguard(folder, unlocked, places, Reason.BEFORE_UPDATE, progress)
                store.migrate()
            store.prepare()
            store.erase_again()
    except BaseException:
        store.close()
        raise
    return OpenSchool(folder, unlocked, unlocked.person, store, found)


def _make(folder: SchoolFolder, school_name: str, founder: Founder) -> tuple[Unlocked, str]:
    made = people.create(
        folder.keys,
        school_name=school_name,
        name=founder.name,
        role=founder.role,
        passphrase=founder.passphrase,
        cost=founder.cost,
    )
    store = Store(folder.database, made[0].key, "")
    try:
        store.make()
        if made[0].person is not None:
            store.dossier.found(made[0].person.id, founder.passphrase, founder.cost)
    finally:
        store.close()
    return made
