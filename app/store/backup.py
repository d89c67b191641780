"""Backups: a whole, encrypted, proven copy of the open school in one file, and which of them stay."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import VERSION, clock
from app.errors import Refusal, Trouble, TroubleKind
from app.progress import Progress
from app.resources import toml
from app.store.archive import (
    SUFFIX,
    Archive,
    Contents,
    Header,
    check_database,
    open_archive,
    read_archive,
    wrap_key,
    write_archive,
)
from app.store.ciphers import new_key, wipe
from app.store.direct import connected, counts, is_whole
from app.store.dossier import copy_name
from app.store.erasures import copy_name as erased_name
from app.store.erasures import read_erasures, write_erasures
from app.store.files import digest_of, write_whole
from app.store.folder import SchoolFolder, device_of
from app.store.keys import Keys, read_keys
from app.store.lineage import Trail, read_lineage
from app.store.people import Unlocked
from app.store.rotation import kept
from app.store.troubles import in_words, trouble_of
from app.terms.store import Reason
from app.text import translate

_PAGES = 256
_DRAFT = "backup.part"


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a backup in one place: its path, or why it is not there."""

    place: Path
    archive: Path | None = None
    trouble: Exception | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What is in an archive, as the restore dialog shows it before anything is touched."""

    school_name: str
    people: tuple[str, ...]
    archive: Archive
    contents: Contents


@dataclass(frozen=True, slots=True)
class Draft:
    """A proven copy of the school on this disk, under a key of its own, ready to be packed."""

    database: Path
    key: bytearray
    contents: Contents


def back_up(
    folder: SchoolFolder, unlocked: Unlocked, places: Sequence[Path], reason: Reason, progress: Progress | None = None
) -> list[Kept]:
    """Copy the school, open or not, into each of ``places``, and let go there of backups that are old enough.

    A place that is away, full or read-only does not keep the others from theirs; its reason is in the
    answer. Raises ``Trouble`` when the copy itself cannot be made, ``Cancelled`` when the user stopped.
    """
    if not places:
        return []
    work = progress or Progress()
    with drafted(folder, unlocked, read_keys(folder.keys), work) as draft:
        return [_keep(folder, draft, place, unlocked, reason) for place in places]


def safeguard(
    folder: SchoolFolder, unlocked: Unlocked, places: Sequence[Path], reason: Reason, progress: Progress | None = None
) -> None:
    """Back up before something that cannot be taken back; it may not begin unless one place got the copy.

    Raises why no place did: ``Refusal`` where there is none, else ``Trouble`` or ``OSError``.
    """
    made = back_up(folder, unlocked, places, reason, progress)
    if not made:
        raise Refusal(translate("Backup", "Kies eerst een map voor back-ups."), "places")
    troubles = [one.trouble for one in made if one.trouble is not None]
    if len(troubles) == len(made):
        raise troubles[0]


@contextmanager
def drafted(folder: SchoolFolder, unlocked: Unlocked, keys: Keys, progress: Progress) -> Iterator[Draft]:
    """A copy of the school as it is at one instant, proven equal; removed after the block."""
    require_room(folder.path, folder.database)
    path, key = folder.path / _DRAFT, new_key()
    try:
        _remove(path)
        contents = _copy(folder, unlocked, keys, (path, key), progress)
        yield Draft(path, key, contents)
    finally:
        _remove(path)
        wipe(key)


def pack(draft: Draft, path: Path, unlocked: Unlocked, reason: Reason) -> None:
    """Write ``draft`` as the archive ``path``; raises ``OSError`` or ``Trouble``, and leaves nothing half."""
    header = Header(
        school=draft.contents.keys.school,
        made_at=clock.now(),
        reason=reason,
        program=VERSION,
        size=draft.database.stat().st_size,
        sha256=digest_of(draft.database),
        key=wrap_key(unlocked.key, draft.key, draft.contents.keys.school),
    )
    write_archive(path, header, draft.contents, draft.key, draft.database)


def archives_in(place: Path, school: str | None = None) -> list[Archive]:
    """The readable archives in ``place``, newest first; of one ``school``, or of all."""
    found = []
    for path in place.glob(f"driehoek-*{SUFFIX}"):
        with suppress(Trouble, OSError):
            found.append(read_archive(path))
    mine = [archive for archive in found if school in (None, archive.header.school)]
    return sorted(mine, key=lambda archive: archive.header.made_at, reverse=True)


def newest_good(places: Sequence[Path], school: str) -> Archive | None:
    """The newest archive of ``school`` in ``places`` that reads back as it was written."""
    every = [archive for place in places if place.is_dir() for archive in archives_in(place, school)]
    for archive in sorted(every, key=lambda archive: archive.header.made_at, reverse=True):
        with suppress(Trouble, OSError):
            check_database(archive)
            return archive
    return None


def inspect(path: Path, secret: str) -> Preview:
    """What restoring the archive at ``path`` would give; ``secret`` is a passphrase or code of then.

    Raises ``Trouble``: WRONG_KEY, DAMAGED or NEWER.
    """
    archive = read_archive(path)
    opening = open_archive(archive, secret)
    keys = opening.contents.keys
    opening.drop()
    return Preview(keys.name, tuple(person.name for person in keys.people), archive, opening.contents)


def rotate(place: Path, school: str) -> list[Path]:
    """Remove the backups of ``school`` in ``place`` that are old enough; gives what is gone.

    The newest of before an update always stays: it is the way back to the version before.
    """
    archives = archives_in(place, school)
    stay = kept([archive.header.made_at for archive in archives])
    before_update = next((archive for archive in archives if archive.header.reason is Reason.BEFORE_UPDATE), None)
    gone = [archive.path for archive in archives if archive.header.made_at not in stay and archive is not before_update]
    for path in gone:
        path.unlink()
    return gone


def require_room(place: Path, database: Path) -> None:
    """Raise ``Trouble(FULL)`` unless ``place`` has room to spare for a copy of ``database``."""
    with in_words():
        size = sum(path.stat().st_size for path in (database, _wal(database)) if path.exists())
        if shutil.disk_usage(place).free < toml("rules", "backups.toml")["room"]["times"] * size:
            raise Trouble(TroubleKind.FULL)


def _keep(folder: SchoolFolder, draft: Draft, place: Path, unlocked: Unlocked, reason: Reason) -> Kept:
    school = draft.contents.keys.school
    try:
        for half in place.glob(f"driehoek-{school[:8]}-*{SUFFIX}.part"):
            half.unlink()  # of a program that was killed; only one has the school open
        require_room(place, draft.database)
        path = _name(place, school, reason)
        pack(draft, path, unlocked, reason)
        if folder.dossier.exists():
            write_whole(place / copy_name(school), folder.dossier.read_bytes())
        if folder.erased.exists():
            write_erasures(place / erased_name(school), read_erasures(folder.erased))
        rotate(place, school)
    except (OSError, Trouble) as error:
        return Kept(place, trouble=trouble_of(error) or error)
    return Kept(place, path)


def _name(place: Path, school: str, reason: Reason) -> Path:
    stem = f"driehoek-{school[:8]}-{clock.now():%Y%m%dT%H%M%SZ}-{reason.value}"
    number, path = 1, place / f"{stem}{SUFFIX}"
    while path.exists():
        number += 1
        path = place / f"{stem}-{number}{SUFFIX}"
    return path


def _copy(
    folder: SchoolFolder, unlocked: Unlocked, keys: Keys, target: tuple[Path, bytearray], progress: Progress
) -> Contents:
    """Copy the database page by page under another key and prove that nothing was lost on the way."""
    path, key = target

    def report(_status: int, remaining: int, total: int) -> None:
        progress.step(total - remaining, 2 * total)  # the second half is the proof

    with connected(folder.database, unlocked.key) as source:
        source.execute("begin")  # one instant: what others write meanwhile neither shows nor restarts the copy
        before = counts(source)
        violations = _violations(source)
        with connected(path, key, "rwc") as copy:
            source.backup(copy, pages=_PAGES, progress=report, sleep=0)
            copy.execute("pragma journal_mode = delete")
        contents = Contents(keys, before, device_of(folder) or "", _heads(source), _trail(source))
        source.execute("rollback")
    with connected(path, key, "ro") as copy:
        if not is_whole(copy) or counts(copy) != before or _violations(copy) != violations:
            raise Trouble(TroubleKind.DAMAGED)
    progress.step(1, 1)
    return contents


def _violations(connection: Any) -> list[Any]:
    """The rows whose foreign key points nowhere; a sound school has none."""
    return sorted(map(repr, connection.execute("pragma foreign_key_check").fetchall()))


def _heads(connection: Any) -> dict[str, str]:
    """The last step of each device in the journal: its number and digest."""
    rows = connection.execute(
        "select device, max(seq), lower(hex(digest)) from journal_step group by device order by device"
    ).fetchall()
    return {device: f"{seq}:{digest}" for device, seq, digest in rows}


def _trail(connection: Any) -> Trail:
    return read_lineage(connection).trail


def _wal(database: Path) -> Path:
    return database.with_name(database.name + "-wal")


def _remove(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
