"""Backups, putting one back, and handing a school over: the work behind those screens."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.errors import Refusal, Trouble
from app.progress import Progress
from app.store import people
from app.store.archive import Archive, Opening, open_archive, read_archive
from app.store.backup import Kept, archives_in
from app.store.backup_places import are_at_risk, remember_places, remembered_places
from app.store.ciphers import Cost
from app.store.folder import SchoolFolder, is_school, new_folder, schools
from app.store.handover import HandedOver, Newcomer, accept, hand_over, take_back
from app.store.keys import HAND_OVER, read_keys
from app.store.lineage import Register, adopt
from app.store.opening import OpenSchool, hold
from app.store.people import Unlocked
from app.store.places import where
from app.store.restore import restore
from app.store.troubles import sentence
from app.terms.people import Role
from app.terms.store import Reason, Where
from app.text import translate


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A folder for backups: where it lies, its newest backup and how many there are."""

    path: Path
    where: Where
    last: datetime | None
    count: int


def backup_places(folder: SchoolFolder, school: str, progress: Progress) -> tuple[PlaceRow, ...]:
    """Every folder that gets a backup of ``school``, with what is in it."""
    rows = []
    places = remembered_places(folder)
    for done, place in enumerate(places):
        progress.step(done, len(places))
        found = archives_in(place, school) if place.is_dir() else []
        last = found[0].header.made_at if found else None
        rows.append(PlaceRow(place, where(folder.path, place), last, len(found)))
    return tuple(rows)


def where_is(folder: Path, place: Path) -> Where:
    """Where ``place`` lies, seen from a school at ``folder``."""
    return where(folder, place)


def add_place(folder: SchoolFolder, place: Path) -> None:
    """Keep a backup in ``place`` as well; the folder that nobody chose makes way for the first that someone did."""
    known = remembered_places(folder)
    if place.resolve() in {path.resolve() for path in known}:
        raise Refusal(translate("SchoolFile", "Deze map staat al in de lijst."), "place")
    if place.resolve().is_relative_to(folder.path.resolve()):
        raise Refusal(translate("SchoolFile", "Kies een map buiten de map van de school zelf."), "place")
    remember_places(folder, [*known, place])


def remove_place(folder: SchoolFolder, place: Path) -> None:
    """Keep no more backups in ``place``; those that lie there stay."""
    left = [path for path in remembered_places(folder) if path != place]
    if not left:
        raise Refusal(translate("SchoolFile", "Dit is de enige plek. Kies eerst een andere."), "place")
    remember_places(folder, left)


def make_backup(school: OpenSchool, progress: Progress) -> list[Kept]:
    """Copy the school into every folder for backups now."""
    return school.back_up(remembered_places(school.folder), Reason.ON_DEMAND, progress)


def backup_warning(school: OpenSchool, progress: Progress) -> str | None:
    """Why the backups of a school do not yet protect it, in words; ``None`` when they do."""
    progress.step(0, 1)
    if are_at_risk(school.folder):
        return translate(
            "SchoolFile", "Alle back-ups staan op dezelfde schijf als je school. Kies ook een andere plek."
        )
    return None


@dataclass(frozen=True, slots=True)
class Choice:
    """An archive that opened, with what putting it back comes down to; ``replaced`` is the school that makes way."""

    archive: Archive
    opening: Opening = field(repr=False)
    into: SchoolFolder
    replaced: str | None

    @property
    def is_hand_over(self) -> bool:
        """Whether a colleague gave the school, so that it is taken over here."""
        return self.archive.header.reason is Reason.HAND_OVER

    @property
    def needs_newcomer(self) -> bool:
        """Whether it opened with a code by phone, so that whoever did chooses a passphrase."""
        return self.opening.slot.kind == HAND_OVER

    @property
    def names(self) -> tuple[str, ...]:
        """The school and its people: no passphrase may be made of these."""
        keys = self.opening.contents.keys
        return (keys.name, *(person.name for person in keys.people))


def find_archives(root: Path, progress: Progress) -> list[Archive]:
    """The backups in every place that this laptop knows of, newest first."""
    progress.step(0, 1)
    places = {root.parent / "back-ups": None}
    for school in schools(root, Register(root).paths()):
        places.update(dict.fromkeys(remembered_places(school.folder)))
    found = []
    for place in places:
        with suppress(OSError):
            found += archives_in(place) if place.is_dir() else []
    return sorted(found, key=lambda archive: archive.header.made_at, reverse=True)


def read_one(path: Path, progress: Progress) -> Archive:
    """The archive that the user pointed at."""
    progress.step(0, 1)
    return read_archive(path)


def open_choice(root: Path, path: Path, secret: str, progress: Progress) -> Choice:
    """Open the archive at ``path`` with a passphrase or code of then, and see what would make way for it."""
    progress.step(0, 1)
    archive = read_archive(path)
    try:
        opening = open_archive(archive, secret)
    except Trouble as trouble:
        raise Refusal(sentence(trouble.kind), "secret") from trouble
    into = _folder_of(root, archive.header.school)
    if into is None:
        return Choice(archive, opening, new_folder(root, opening.contents.keys.name), None)
    return Choice(archive, opening, into, _name_in(into))


def put_back(
    choice: Choice, root: Path, held: SchoolFolder | None, newcomer: Newcomer | None, progress: Progress
) -> SchoolFolder:
    """Put the chosen school in its place; ``held`` is the folder that this program holds already."""
    into, register = choice.into, Register(root)
    was_there = into.path.exists()
    into.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = None if held is not None and held.path == into.path else hold(into)
    try:
        if choice.is_hand_over:
            accept(choice.opening, choice.archive, into, register, newcomer=newcomer, progress=progress)
        else:
            restore(choice.opening, choice.archive, into, register, progress)
    finally:
        if lock is not None:
            lock.release()
        if not was_there and not is_school(into.path):
            shutil.rmtree(into.path, ignore_errors=True)
    return into


def newcomer(name: str, role: Role, passphrase: str, cost: Cost | None) -> Newcomer:
    """Who takes a school over with a code, and the passphrase that they choose."""
    return Newcomer(name, role, passphrase, cost)


def _folder_of(root: Path, school: str) -> SchoolFolder | None:
    """The folder on this laptop that holds ``school``."""
    known = Register(root).known(school)
    if known is not None and known.path.is_dir():
        return SchoolFolder(known.path)
    for found in schools(root, []):
        with suppress(Trouble):
            if read_keys(found.folder.keys).school == school:
                return found.folder
    return None


def _name_in(folder: SchoolFolder) -> str:
    with suppress(Trouble, OSError):
        return people.school_name(folder.keys)
    return folder.path.name


def give(*, school: OpenSchool, root: Path, to: str, place: Path, cost: Cost | None, progress: Progress) -> HandedOver:
    """Write the school for the colleague ``to``; here it can only be read from then on."""
    return hand_over(school.folder, school.unlocked, Register(root), to=to, place=place, progress=progress, cost=cost)


def take(school: OpenSchool, root: Path, progress: Progress) -> str:
    """Go on here without what the colleague did since."""
    progress.step(0, 1)
    return take_back(school.folder, school.unlocked, Register(root))


def go_on_here(folder: SchoolFolder, unlocked: Unlocked, root: Path, progress: Progress) -> None:
    """Make a folder that was moved the school itself; other copies are older from now on."""
    progress.step(0, 1)
    adopt(folder, unlocked, Register(root))
