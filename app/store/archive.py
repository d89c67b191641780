"""One file that holds a whole school, for those who have a passphrase or code and for nobody else.

A zip with four members, nothing packed because ciphertext does not shrink:

- ``header.json``, in clear: format, the school's random id, when, why, the size and SHA-256 of the
  database, and the archive's own random key, wrapped by the data key. No name of anyone.
- ``slots.json``, in clear: the data key under each passphrase and code, without whose they are.
- ``contents``, sealed under the archive's key: the keys file, row counts, trail, heads of the journal.
- ``school.db``: the database, encrypted under the archive's key.

So the archive opens on a bare machine, with a passphrase or the recovery code and nothing else.
"""

from __future__ import annotations

import errno
import hashlib
import json
import struct
import zipfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.errors import Trouble, TroubleKind
from app.store.ciphers import CannotOpenError, Wrapped, subkey, wipe
from app.store.codes import PHONE_GROUPS, RECOVERY_GROUPS, is_code, read_code
from app.store.files import sync_file, sync_folder
from app.store.keys import (
    HAND_OVER,
    PERSON,
    RECOVERY,
    Keys,
    Slot,
    decode,
    encode,
    slot_body,
    slot_of,
    wrapped_body,
    wrapped_of,
)
from app.store.lineage import Trail
from app.store.passphrases import normal
from app.terms.store import Reason

SUFFIX = ".driehoek"
_FORMAT = 1
_PIECE = 1 << 20
_HEADER, _SLOTS, _CONTENTS, _DATABASE = "header.json", "slots.json", "contents", "school.db"
_LARGEST_TEXT = 16 << 20  # a forged header may not fill the memory
_NO_ARCHIVE = (  # what zipfile, json and our own reading raise of bytes that are no archive
    CannotOpenError,
    zipfile.BadZipFile,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Header:
    """What anyone may read of an archive."""

    school: str
    made_at: datetime
    reason: Reason
    program: str
    size: int
    sha256: str
    key: Wrapped


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive on disk, not yet opened."""

    path: Path
    header: Header
    slots: tuple[Slot, ...]
    seal: str
    """Over header and slots; the sealed contents open only beside them."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in an archive beside the database: rows a table, the device that made it, its journal's heads."""

    keys: Keys
    counts: dict[str, int]
    device: str
    heads: dict[str, str]
    trail: Trail
    dossier: bytes | None = None
    """The keys of what is sealed, in a hand-over alone: those of backups lie beside them and are overwritten."""


@dataclass(frozen=True, slots=True)
class Opening:
    """An archive that opened: with which slot, and the keys it gave."""

    slot: Slot
    data_key: bytearray
    key: bytearray
    contents: Contents

    def drop(self) -> None:
        """Wipe its keys."""
        wipe(self.data_key)
        wipe(self.key)


def write_archive(path: Path, header: Header, contents: Contents, key: bytearray, database: Path) -> None:
    """Write the archive ``path`` of ``database``, which is encrypted under ``key``; whole or not at all.

    It is read back before it gets its name. Raises ``OSError``, or ``Trouble(DAMAGED)`` when the disk
    gives back something else; nothing is left of a half archive.
    """
    clear = _encoded(_header_body(header))
    slots = _encoded([slot_body(slot) for slot in _slots_of(contents.keys)])
    sealed = Wrapped.make(key, _encoded(_contents_body(contents)), _seal(clear, slots))
    part = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(part, "w") as file:
            for name, content in ((_HEADER, clear), (_SLOTS, slots), (_CONTENTS, _encoded(wrapped_body(sealed)))):
                file.writestr(zipfile.ZipInfo(name), content)
            with database.open("rb") as source, file.open(zipfile.ZipInfo(_DATABASE), "w", force_zip64=True) as target:
                while piece := source.read(_PIECE):
                    target.write(piece)
        sync_file(part)
        check_database(read_archive(part))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def read_archive(path: Path) -> Archive:
    """What anyone may read of the archive at ``path``.

    Raises ``Trouble``: DAMAGED when it is torn or no archive, NEWER when a later version made it.
    """
    with _damage_in_words():
        with zipfile.ZipFile(path) as file:
            clear, slots = _text(file, _HEADER), _text(file, _SLOTS)
        body = json.loads(clear)
        if body["format"] > _FORMAT:
            raise Trouble(TroubleKind.NEWER)
        opened = tuple(slot_of(slot) for slot in json.loads(slots))
        return Archive(path, _header(body), opened, _seal(clear, slots))


def check_database(archive: Archive) -> None:
    """Read the whole archive back; raises ``Trouble(DAMAGED)`` unless the database is as it was written."""
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(archive):
        digest.update(piece)
        size += len(piece)
    if (size, digest.hexdigest()) != (archive.header.size, archive.header.sha256):
        raise Trouble(TroubleKind.DAMAGED)


def extract_database(archive: Archive, target: Path) -> None:
    """Write the encrypted database to ``target``; raises ``Trouble(DAMAGED)`` unless it is as it was written."""
    digest = hashlib.sha256()
    with target.open("wb") as file:
        for piece in _pieces(archive):
            digest.update(piece)
            file.write(piece)
    if digest.hexdigest() != archive.header.sha256:
        raise Trouble(TroubleKind.DAMAGED)


def open_archive(archive: Archive, secret: str) -> Opening:
    """Open ``archive`` with anybody's passphrase, the recovery code, or the code of a hand-over.

    Raises ``Trouble``: WRONG_KEY when no slot opens, DAMAGED when one does but the rest does not fit.
    """
    words = {PERSON: normal(secret)}
    for kind, groups in ((RECOVERY, RECOVERY_GROUPS), (HAND_OVER, PHONE_GROUPS)):
        if is_code(secret, groups):
            words = {kind: read_code(secret, groups, "")}
    for slot in archive.slots:
        if slot.kind not in words:
            continue
        try:
            data_key = slot.open(archive.header.school, words[slot.kind])
        except CannotOpenError:
            continue
        return _opened(archive, slot, data_key)
    raise Trouble(TroubleKind.WRONG_KEY)


def wrap_key(data_key: bytes, key: bytearray, school: str) -> Wrapped:
    """An archive's own ``key`` under the data key of ``school``."""
    with subkey(data_key, "driehoek archive") as wrapping:
        return Wrapped.make(wrapping, key, school)


def _opened(archive: Archive, slot: Slot, data_key: bytearray) -> Opening:
    with _damage_in_words():
        with subkey(data_key, "driehoek archive") as wrapping:
            key = archive.header.key.open(wrapping, archive.header.school)
        with zipfile.ZipFile(archive.path) as file:
            sealed = wrapped_of(json.loads(_text(file, _CONTENTS)))
        contents = _contents(json.loads(sealed.open(key, archive.seal)))
    if not contents.keys.is_proven_by(data_key):
        raise Trouble(TroubleKind.DAMAGED)
    return Opening(slot, data_key, key, contents)


def _pieces(archive: Archive) -> Iterable[bytes]:
    """The encrypted database, never more of it than the header says."""
    left = archive.header.size
    with (
        _damage_in_words(),
        zipfile.ZipFile(archive.path) as file,
        file.open(_stored(file, _DATABASE)) as source,
    ):
        while piece := source.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise Trouble(TroubleKind.DAMAGED)
            yield piece


@contextmanager
def _damage_in_words() -> Iterator[None]:
    """Let whatever is raised of bytes that are no archive be raised as ``Trouble(DAMAGED)``."""
    try:
        yield
    except _NO_ARCHIVE as error:
        raise Trouble(TroubleKind.DAMAGED) from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # zipfile goes to wherever a torn directory sends it
            raise
        raise Trouble(TroubleKind.DAMAGED) from error


def _text(file: zipfile.ZipFile, name: str) -> bytes:
    member = _stored(file, name)
    if member.file_size > _LARGEST_TEXT:
        raise ValueError
    return file.read(member)


def _stored(file: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """A member as we write them: not packed, so that it cannot swell."""
    member = file.getinfo(name)
    if member.compress_type != zipfile.ZIP_STORED:
        raise ValueError
    return member


def _slots_of(keys: Keys) -> list[Slot]:
    return [*(person.slot for person in keys.people), *keys.codes]


def _header_body(header: Header) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "school": header.school,
        "made_at": header.made_at.isoformat(),
        "reason": header.reason.value,
        "program": header.program,
        "size": header.size,
        "sha256": header.sha256,
        "key": wrapped_body(header.key),
    }


def _header(body: dict[str, Any]) -> Header:
    made_at = datetime.fromisoformat(body["made_at"])
    if made_at.tzinfo is None:
        raise ValueError
    return Header(
        school=str(body["school"]),
        made_at=made_at,
        reason=Reason(body["reason"]),
        program=str(body["program"]),
        size=int(body["size"]),
        sha256=str(body["sha256"]),
        key=wrapped_of(body["key"]),
    )


def _contents_body(contents: Contents) -> dict[str, Any]:
    return {
        "keys": b64encode(encode(contents.keys)).decode("ascii"),
        "counts": contents.counts,
        "device": contents.device,
        "heads": contents.heads,
        "trail": list(contents.trail),
        "dossier": None if contents.dossier is None else b64encode(contents.dossier).decode("ascii"),
    }


def _contents(body: dict[str, Any]) -> Contents:
    return Contents(
        keys=decode(b64decode(body["keys"], validate=True)),
        counts={str(table): int(count) for table, count in body["counts"].items()},
        device=str(body["device"]),
        heads={str(device): str(head) for device, head in body["heads"].items()},
        trail=tuple(str(mark) for mark in body["trail"]),
        dossier=None if body["dossier"] is None else b64decode(body["dossier"], validate=True),
    )


def _encoded(body: object) -> bytes:
    return json.dumps(body, indent=1).encode()


def _seal(clear: bytes, slots: bytes) -> str:
    return hashlib.sha256(hashlib.sha256(clear).digest() + hashlib.sha256(slots).digest()).hexdigest()
