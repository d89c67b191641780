"""The keys of Meldingen: everybody who has the school open can seal a file, only its readers can open it.

Each sealed file has a random key of its own (AES-256-GCM, NIST SP 800-38D; its id is the additional
data, so files cannot be swapped). That key lies in ``dossier.keys`` once for every reader, in a box to
their public key: HPKE, RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, with
file and reader as ``info``. A reader's private key lies there too, under AES-256-GCM with a key from
their passphrase (Argon2id, RFC 9106, with a salt of its own). An HMAC under the school's data key proves
that nobody put a public key of their own among the readers.

The file is never rotated, only overwritten: what is shredded here is gone from every backup at the next.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import UUID
from weakref import WeakSet

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.errors import Refusal, Trouble, TroubleKind
from app.store.ciphers import SALT_BYTES, CannotOpenError, Cost, Wrapped, new_key, stretched, subkey, wipe
from app.store.files import write_whole
from app.store.keys import copy_of, wrapped_body, wrapped_of
from app.store.passphrases import normal
from app.text import translate

_FORMAT = 1
_BLOCK = 1024
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_one_at_a_time = RLock()


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone of *Mensen* who may read: the public key in clear, the private one under their passphrase."""

    person: str
    public: bytes
    salt: bytes
    cost: Cost
    private: Wrapped


@dataclass(frozen=True, slots=True)
class DossierKeys:
    """What ``dossier.keys`` says: the readers, and for each sealed file a box for each of them."""

    readers: tuple[Reader, ...] = ()
    boxes: Mapping[UUID, Mapping[str, bytes]] = field(default_factory=dict)


class Dossier:
    """The sealed part of an open school, as everybody who has it open sees it: one may write, not read."""

    def __init__(self, path: Path, data_key: bytes) -> None:
        self._path = path
        self._data_key = data_key
        self._last: tuple[tuple[int, int], DossierKeys] | None = None
        self._opened: WeakSet[OpenDossier] = WeakSet()

    @property
    def readers(self) -> tuple[str, ...]:
        """Who of *Mensen* may read, by id; empty where nobody was admitted yet."""
        return tuple(reader.person for reader in self._read().readers)

    def found(self, person: str, passphrase: str, cost: Cost | None = None) -> None:
        """Make ``person`` the first reader; raises ``Refusal`` when there is one already."""
        with _one_at_a_time:
            keys = self._read()
            if keys.readers:
                raise Refusal(translate("Dossier", "Wie mag lezen, bepaalt wie al mag lezen."))
            self._write(replace(keys, readers=(_new_reader(person, passphrase, cost)[0],)))

    def seal(self, text: str) -> tuple[UUID, str]:
        """A new sealed file with ``text``: its random id, and what to store.

        Its key is on the disk before this returns. Raises ``Refusal`` where nobody could ever read it.
        """
        with _one_at_a_time:
            keys = self._read()
            if not keys.readers:
                raise Refusal(
                    translate("Dossier", "Er is nog niemand die Meldingen mag lezen. Richt eerst Meldingen in.")
                )
            file, key = UUID(bytes=os.urandom(16), version=4), new_key()
            boxes = {reader.person: _boxed(reader, file, key) for reader in keys.readers}
            self._write(replace(keys, boxes={**keys.boxes, file: boxes}))
        content = _sealed(file, key, text)
        wipe(key)
        return file, content

    def unlock(self, person: str, passphrase: str) -> OpenDossier:
        """The second unlock; raises ``Trouble(WRONG_KEY)``, and ``Refusal`` for who is no reader."""
        reader = _reader_of(self._read(), person)
        try:
            with stretched(normal(passphrase), reader.salt, reader.cost) as key:
                private = reader.private.open(key, _about_reader(person))
        except CannotOpenError as error:
            raise Trouble(TroubleKind.WRONG_KEY) from error
        opened = OpenDossier(self, person, private)
        self._opened.add(opened)
        return opened

    def shut(self) -> None:
        """Drop the keys of everybody who unlocked it, as the lock of the school does."""
        for opened in list(self._opened):
            opened.drop()

    def change_passphrase(self, person: str, old: str, new: str, cost: Cost | None = None) -> None:
        """Wrap a reader's private key under another passphrase; every file stays as it is."""
        with _one_at_a_time:
            opened = self.unlock(person, old)
            keys = self._read()
            changed = _wrapped_reader(person, opened.take_private(), new, cost)
            readers = tuple(changed if reader.person == person else reader for reader in keys.readers)
            self._write(replace(keys, readers=readers))

    def shred(self, files: Iterable[UUID]) -> None:
        """Forget the keys of ``files``: nobody can ever read those again, wherever a copy of them lies."""
        with _one_at_a_time:
            keys, gone = self._read(), frozenset(files)
            self._write(replace(keys, boxes={file: box for file, box in keys.boxes.items() if file not in gone}))

    def keep_readers(self, persons: Iterable[str]) -> None:
        """Let go of readers who are not among ``persons`` any more; the last reader stays."""
        with _one_at_a_time:
            keys, known = self._read(), frozenset(persons)
            stay = tuple(reader for reader in keys.readers if reader.person in known)
            if stay and stay != keys.readers:
                self._write(_without(keys, frozenset(reader.person for reader in keys.readers) - known))

    def box(self, file: UUID, person: str) -> bytes | None:
        """The key of ``file`` as only ``person`` can open it; ``None`` when it was shredded or is not for them."""
        return self._read().boxes.get(file, {}).get(person)

    def admit(self, opened: OpenDossier, person: str, passphrase: str, cost: Cost | None = None) -> None:
        """Let one more person read everything that ``opened`` reads; they type their passphrase themselves."""
        with _one_at_a_time:
            keys = self._read()
            _reader_of(keys, opened.person)
            if not opened.is_open:
                raise Trouble(TroubleKind.LOCKED)
            if any(reader.person == person for reader in keys.readers):
                raise Refusal(translate("Dossier", "Deze persoon mag al lezen."), "person")
            reader, _private = _new_reader(person, passphrase, cost)
            boxes = {}
            for file, box in keys.boxes.items():
                boxes[file] = dict(box)
                with suppress(CannotOpenError):
                    key = opened.key_of(file)
                    boxes[file][person] = _boxed(reader, file, key)
                    wipe(key)
            self._write(DossierKeys((*keys.readers, reader), boxes))

    def dismiss(self, person: str) -> None:
        """Take someone's way of reading away, of all that is sealed now and from now on; never the last one's."""
        with _one_at_a_time:
            keys = self._read()
            if len(keys.readers) == 1:
                raise Refusal(translate("Dossier", "Dit is de laatste die mag lezen. Laat eerst een ander toe."))
            self._write(_without(keys, frozenset({person})))

    def _read(self) -> DossierKeys:
        """The file or else its second copy, proven; raises ``Trouble(DAMAGED)`` where neither is whole and ours."""
        with _one_at_a_time:
            state = _state(self._path)
            if self._last is not None and self._last[0] == state:
                return self._last[1]
            places = [path for path in (self._path, copy_of(self._path)) if path.exists()]
            for path in places:
                with suppress(ValueError, KeyError, TypeError, AttributeError):
                    keys = _decoded(path.read_bytes(), self._data_key)
                    if path == self._path:
                        self._last = (state, keys)
                    return keys
            if places:
                raise Trouble(TroubleKind.DAMAGED)
            return DossierKeys()

    def _write(self, keys: DossierKeys) -> None:
        content = _encoded(keys, self._data_key)
        write_whole(self._path, content)
        write_whole(copy_of(self._path), content)


class OpenDossier:
    """The sealed part as one reader sees it, until ``drop``."""

    def __init__(self, dossier: Dossier, person: str, private: bytearray) -> None:
        self._dossier = dossier
        self.person = person
        self._private = private

    @property
    def is_open(self) -> bool:
        """Whether it was not dropped."""
        return any(self._private)

    def read(self, file: UUID, content: str) -> str:
        """The text of a sealed file; raises ``CannotOpenError`` when it was shredded, changed or is another's."""
        key = self.key_of(file)
        try:
            wrapped = wrapped_of(json.loads(content))
        except (ValueError, KeyError, TypeError) as error:
            raise CannotOpenError from error
        text = wrapped.open(key, _about_file(file))
        wipe(key)
        return text.decode().rstrip(" ")

    def write(self, file: UUID, text: str) -> str:
        """What to store when the text of a sealed file becomes ``text``; its key stays the same."""
        key = self.key_of(file)
        content = _sealed(file, key, text)
        wipe(key)
        return content

    def key_of(self, file: UUID) -> bytearray:
        """The key of one file, to wipe after use; raises ``CannotOpenError``, or ``Trouble(LOCKED)`` after ``drop``."""
        if not self.is_open:
            raise Trouble(TroubleKind.LOCKED)
        box = self._dossier.box(file, self.person)
        if box is None:
            raise CannotOpenError
        private = X25519PrivateKey.from_private_bytes(bytes(self._private))
        try:
            return bytearray(_SUITE.decrypt(box, private, _about_box(file, self.person)))
        except InvalidTag as error:
            raise CannotOpenError from error

    def take_private(self) -> bytearray:
        """The private key itself; this dossier is dropped."""
        private = bytearray(self._private)
        self.drop()
        return private

    def drop(self) -> None:
        """Wipe the private key."""
        wipe(self._private)


def beside(path: Path) -> Path:
    """Where the keys of what is sealed lie: beside the database and the keys of the school."""
    return path.with_name("dossier.keys")


def copy_name(school: str) -> str:
    """How the one copy of ``dossier.keys`` is called in a place for backups; each backup overwrites it."""
    return f"driehoek-{school[:8]}-dossier.keys"


def _state(path: Path) -> tuple[int, int]:
    """By what another content is told apart without reading it; every write makes a new file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_ino, found.st_mtime_ns


def _new_reader(person: str, passphrase: str, cost: Cost | None) -> tuple[Reader, X25519PrivateKey]:
    private = X25519PrivateKey.generate()
    return _wrapped_reader(person, bytearray(private.private_bytes_raw()), passphrase, cost), private


def _wrapped_reader(person: str, private: bytearray, passphrase: str, cost: Cost | None) -> Reader:
    """A reader with ``private`` under ``passphrase``; wipes ``private``."""
    salt, chosen = os.urandom(SALT_BYTES), cost or Cost()
    public = X25519PrivateKey.from_private_bytes(bytes(private)).public_key().public_bytes_raw()
    with stretched(normal(passphrase), salt, chosen) as key:
        wrapped = Wrapped.make(key, private, _about_reader(person))
    wipe(private)
    return Reader(person, public, salt, chosen, wrapped)


def _boxed(reader: Reader, file: UUID, key: bytearray) -> bytes:
    public = X25519PublicKey.from_public_bytes(reader.public)
    return _SUITE.encrypt(bytes(key), public, _about_box(file, reader.person))


def _sealed(file: UUID, key: bytearray, text: str) -> str:
    """``text`` under ``key``, filled up with blanks so that its length tells little of the story."""
    plain = bytearray(text.encode())
    plain += b" " * (-len(plain) % _BLOCK)
    wrapped = Wrapped.make(key, plain, _about_file(file))
    wipe(plain)
    return json.dumps(wrapped_body(wrapped))


def _about_file(file: UUID) -> str:
    return f"driehoek {_FORMAT} sealed {file.hex}"


def _about_reader(person: str) -> str:
    return f"driehoek {_FORMAT} reader {person}"


def _about_box(file: UUID, person: str) -> bytes:
    return f"driehoek {_FORMAT} box {file.hex} {person}".encode()


def _reader_of(keys: DossierKeys, person: str) -> Reader:
    for reader in keys.readers:
        if reader.person == person:
            return reader
    raise Refusal(translate("Dossier", "Jij mag Meldingen niet lezen. Vraag het aan wie dat wel mag."), "passphrase")


def _without(keys: DossierKeys, persons: frozenset[str]) -> DossierKeys:
    boxes = {
        file: {person: box for person, box in held.items() if person not in persons}
        for file, held in keys.boxes.items()
    }
    return DossierKeys(tuple(reader for reader in keys.readers if reader.person not in persons), boxes)


def _encoded(keys: DossierKeys, data_key: bytes) -> bytes:
    body = {
        "format": _FORMAT,
        "readers": [
            {
                "person": reader.person,
                "public": _text(reader.public),
                "salt": _text(reader.salt),
                "argon2id": {
                    "memory": reader.cost.memory,
                    "iterations": reader.cost.iterations,
                    "lanes": reader.cost.lanes,
                },
                "private": wrapped_body(reader.private),
            }
            for reader in keys.readers
        ],
        "files": {
            file.hex: {person: _text(box) for person, box in boxes.items()} for file, boxes in keys.boxes.items()
        },
    }
    return json.dumps({**body, "proof": _proof(body, data_key)}, indent=1).encode()


def _decoded(content: bytes, data_key: bytes) -> DossierKeys:
    """What the bytes of a ``dossier.keys`` say; raises ``ValueError`` where they are torn, changed or another's."""
    body: dict[str, Any] = json.loads(content)
    proof = str(body.pop("proof"))
    if not hmac.compare_digest(proof, _proof(body, data_key)):
        raise ValueError
    if body["format"] > _FORMAT:
        raise Trouble(TroubleKind.NEWER)
    readers = tuple(
        Reader(
            str(reader["person"]),
            b64decode(reader["public"], validate=True),
            b64decode(reader["salt"], validate=True),
            Cost(**{name: int(value) for name, value in reader["argon2id"].items()}),
            wrapped_of(reader["private"]),
        )
        for reader in body["readers"]
    )
    boxes = {
        UUID(hex=file): {person: b64decode(box, validate=True) for person, box in held.items()}
        for file, held in body["files"].items()
    }
    return DossierKeys(readers, boxes)


def _proof(body: Mapping[str, Any], data_key: bytes) -> str:
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    with subkey(data_key, "driehoek dossier keys") as key:
        return hmac.new(key, canonical.encode(), hashlib.sha256).hexdigest()


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
