"""Putting a school back from an archive: built whole beside the old one, then swapped.

The new school is made in ``incoming``; a file ``ready`` in it says that it is whole. From then on
the swap can be finished after any crash; before, what lies there is thrown away. What was there
goes ``aside`` and stays a while.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app import clock
from app.errors import Refusal, Trouble, TroubleKind
from app.progress import Progress
from app.resources import toml
from app.store.archive import Archive, Opening, extract_database
from app.store.direct import connected, counts, is_whole
from app.store.dossier import copy_name
from app.store.erasures import copy_name as erased_name
from app.store.erasures import read_erasures, write_erasures
from app.store.files import make_private, sync_file, sync_folder, write_whole
from app.store.folder import SchoolFolder, device_of
from app.store.keys import HAND_OVER, Keys, copy_of, read_keys, write_keys
from app.store.lineage import Known, Lineage, Register, Trail, adopt, continues, write_lineage
from app.store.people import Unlocked
from app.store.troubles import in_words
from app.terms.store import Reason
from app.text import translate

_PAGES = 256
_READY = "ready"


@dataclass(frozen=True, slots=True)
class Restored:
    """A school that was put back: its new device, and whether today's people and passphrases stayed."""

    device: str
    kept_people: bool


def restore(
    opening: Opening, archive: Archive, into: SchoolFolder, register: Register, progress: Progress | None = None
) -> Restored:
    """Put the school of an opened ``archive`` in ``into``, whose program must not have it open.

    Over the school's own folder today's people and passphrases stay where their file is whole, so
    that nobody who was removed comes back. Raises ``Refusal`` when the school is elsewhere on this
    laptop, was handed over, or went another way; ``Trouble`` when the archive or disk fails.
    """
    if archive.header.reason is Reason.HAND_OVER:
        raise Refusal(translate("Restore", "Dit is een overdracht. Kies ‘School overnemen’."))
    known = register.known(opening.contents.keys.school)
    if known is not None and known.away:
        raise Refusal(translate("Restore", "Je gaf deze school over. Neem haar eerst terug."))
    trail = opening.contents.trail
    if known is not None:
        refuse_elsewhere(known, into)
        if not continues(known.trail, trail):
            raise Refusal(translate("Restore", "Deze back-up hoort bij een andere kopie van deze school."))
        trail = known.trail
    today = _keys_of_today(into, opening)
    keys = today or opening.contents.keys
    device = put_in_place(opening, archive, into, (keys, trail, register), progress or Progress())
    return Restored(device, today is not None)


def put_in_place(
    opening: Opening,
    archive: Archive,
    into: SchoolFolder,
    school: tuple[Keys, Trail, Register],
    progress: Progress,
) -> str:
    """Build the school beside what is there, swap, and begin on a new device, whose id it gives."""
    keys, trail, register = school
    make_private(into.path)
    finish_restore(into)
    _require_room(archive, into)
    _build(opening, archive, into, (keys, trail), progress)
    if into.aside.exists():
        shutil.rmtree(into.aside)
    write_whole(into.incoming / _READY, b"")
    finish_restore(into)
    unlocked = Unlocked(keys.school, None, bytearray(opening.data_key))
    device = adopt(into, unlocked, register)
    unlocked.drop()
    opening.drop()
    return device


def refuse_elsewhere(known: Known, into: SchoolFolder) -> None:
    """Raise ``Refusal`` when the school lives in another folder of this laptop than ``into``."""
    if known.path != into.path.resolve() and device_of(SchoolFolder(known.path)):
        text = translate("Restore", "Deze school staat al op deze laptop, in {place}. Zet haar daar terug.")
        raise Refusal(text.format(place=known.path))


def finish_restore(folder: SchoolFolder) -> None:
    """Finish a swap that a crash cut off, or throw away a school that was not whole yet; called at every opening."""
    incoming = folder.incoming
    if not incoming.exists():
        return
    if (incoming / _READY).exists():
        _swap(folder)
    shutil.rmtree(incoming)
    sync_folder(folder.path)


def forget_aside(folder: SchoolFolder) -> None:
    """Remove the school of before the last restore once it has lain aside long enough."""
    days = timedelta(days=toml("rules", "backups.toml")["room"]["aside_days"])
    if folder.aside.exists() and clock.now() - datetime.fromtimestamp(folder.aside.stat().st_mtime, UTC) > days:
        shutil.rmtree(folder.aside)


def _swap(folder: SchoolFolder) -> None:
    """Move the old files aside and the new ones in; doing it twice does no harm."""
    make_private(folder.aside)
    groups: tuple[tuple[str, tuple[str, ...]], ...] = (
        (folder.database.name, ("-wal", "-shm", "")),
        (folder.keys.name, (".bak", "")),
        (folder.dossier.name, (".bak", "")),
    )
    for name, suffixes in groups:
        if not (folder.incoming / name).exists():
            continue
        for suffix in suffixes:
            old = folder.path / f"{name}{suffix}"
            if old.exists() and name == folder.dossier.name:
                old.unlink()  # a key that was shredded elsewhere may not lie aside
            elif old.exists():
                old.replace(folder.aside / old.name)
        (folder.incoming / name).replace(folder.path / name)
    folder.device.unlink(missing_ok=True)
    folder.anchor.unlink(missing_ok=True)
    folder.checked.unlink(missing_ok=True)
    folder.aside.touch()
    sync_folder(folder.path)


def _build(
    opening: Opening, archive: Archive, into: SchoolFolder, school: tuple[Keys, Trail], progress: Progress
) -> None:
    """Make database and keys in ``incoming``, proven equal to what was backed up."""
    keys, trail = school
    incoming = SchoolFolder(into.incoming)
    try:
        make_private(incoming.path)
        packed = incoming.path / "packed"
        extract_database(archive, packed)
        with (
            connected(packed, opening.key, "ro") as source,
            connected(incoming.database, opening.data_key, "rwc") as copy,
        ):
            source.backup(copy, pages=_PAGES, progress=_reporting(progress), sleep=0)
            _prove(copy, opening)
            write_lineage(copy, Lineage(trail))
        packed.unlink()
        sync_file(incoming.database)
        write_keys(incoming.keys, keys)
        copy_of(incoming.keys).unlink()  # the second copy is made beside the first when it is read
        _bring_dossier(opening, archive, into)
        _bring_erasures(archive, into)
        progress.step(1, 1)
    except BaseException:
        shutil.rmtree(incoming.path, ignore_errors=True)
        raise


def _bring_dossier(opening: Opening, archive: Archive, into: SchoolFolder) -> None:
    """Bring the keys of what is sealed along: those of a hand-over, else those that lie beside the archive.

    Where the school has such keys already they stay, so that no key of an erased file comes back.
    """
    target = SchoolFolder(into.incoming).dossier
    beside = archive.path.with_name(copy_name(archive.header.school))
    if opening.contents.dossier is not None:
        write_whole(target, opening.contents.dossier)
    elif not into.dossier.exists() and beside.exists():
        write_whole(target, beside.read_bytes())


def _bring_erasures(archive: Archive, into: SchoolFolder) -> None:
    """Join the list of what was erased that lies beside the archive with the one of the school, which stays."""
    beside = archive.path.with_name(erased_name(archive.header.school))
    if beside.exists():
        write_erasures(into.erased, read_erasures(beside))


def _prove(copy: Any, opening: Opening) -> None:
    if not is_whole(copy) or counts(copy) != opening.contents.counts:
        raise Trouble(TroubleKind.DAMAGED)


def _reporting(progress: Progress) -> Callable[[int, int, int], None]:
    return lambda _status, remaining, total: progress.step(total - remaining, 2 * total)


def _keys_of_today(into: SchoolFolder, opening: Opening) -> Keys | None:
    """The keys file that lies in ``into``, where it is whole and of the same school."""
    if not into.keys.exists():
        return None
    try:
        keys = read_keys(into.keys)
    except Trouble:
        return None
    if keys.school != opening.contents.keys.school:
        raise Refusal(translate("Restore", "In deze map staat een andere school."))
    return keys if keys.is_proven_by(opening.data_key) else None


def without_codes_of_hand_over(keys: Keys, data_key: bytearray) -> Keys:
    """``keys`` without the codes that were read out by phone, which serve once."""
    return replace(keys, codes=tuple(slot for slot in keys.codes if slot.kind != HAND_OVER)).proven(data_key)


def _require_room(archive: Archive, into: SchoolFolder) -> None:
    """Room for the packed and the unpacked copy."""
    with in_words():
        if shutil.disk_usage(into.path).free < 2 * archive.header.size + archive.path.stat().st_size:
            raise Trouble(TroubleKind.FULL)
