"""The keys of Meldingen: everybody who has the school open can seal a file, only its readers can open it.

Each sealed file has a random key of its own (AES-256-GCM, NIST SP 800-38D; its id is the additional
data, so files cannot be swapped). That key lies in ``dossier.keys`` once for every reader, in a box to
their public key: HPKE, RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, with
file and reader as ``info``. A reader's private key lies there too, under AES-256-GCM with a key from
their passphrase (Argon2id, RFC 9106, with a salt of its own). An HMAC under the school's data key proves
that nobody put a public key of their own among the readers. One reader may be nobody: a code on paper, so
that a school whose only reader forgot the passphrase can read on.

The file is never rotated, only overwritten: what is shredded here is gone from every backup at the next.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import RLock
from uuid import UUID
from weakref import WeakSet

from app.errors import Refusal, Trouble, TroubleKind
from app.store.ciphers import CannotOpenError, Cost, new_key, wipe
from app.store.codes import RECOVERY_GROUPS, read_code
from app.store.dossier_keys import (
    CODE,
    DossierKeys,
    Reader,
    boxed,
    decoded,
    encoded,
    new_reader,
    posted,
    private_of,
    sealed,
    with_reader,
    without,
    wrapped_reader,
)
from app.store.files import write_whole
from app.store.keys import copy_of
from app.store.open_dossier import OpenDossier
from app.text import translate

_one_at_a_time = RLock()


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
        return tuple(reader.person for reader in _persons(self._read()))

    @property
    def has_code(self) -> bool:
        """Whether a noodblad lies somewhere whose code lets somebody read who forgot their passphrase."""
        return any(reader.person == CODE for reader in self._read().readers)

    def found(self, person: str, passphrase: str, cost: Cost | None = None) -> None:
        """Make ``person`` the first reader; raises ``Refusal`` when there is one already."""
        with _one_at_a_time:
            keys = self._read()
            if keys.readers:
                raise Refusal(translate("Dossier", "Wie mag lezen, bepaalt wie al mag lezen."))
            self._write(replace(keys, readers=(new_reader(person, passphrase, cost),)))

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
            boxes = {reader.person: boxed(reader, file, key) for reader in keys.readers}
            self._write(replace(keys, boxes={**keys.boxes, file: boxes}))
        content = sealed(file, key, text)
        wipe(key)
        return file, content

    def unlock(self, person: str, passphrase: str) -> OpenDossier:
        """The second unlock; raises ``Trouble(WRONG_KEY)``, and ``Refusal`` for who is no reader."""
        try:
            private = private_of(_reader_of(self._read(), person), passphrase)
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
            changed = wrapped_reader(person, opened.take_private(), new, cost)
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
            gone = [reader.person for reader in _persons(keys) if reader.person not in known]
            if gone and len(gone) < len(_persons(keys)):
                self._write(without(keys, gone))

    def box(self, file: UUID, person: str) -> bytes | None:
        """The key of ``file`` as only ``person`` can open it; ``None`` when it was shredded or is not for them."""
        return self._read().boxes.get(file, {}).get(person)

    def admit(self, opened: OpenDossier, person: str, passphrase: str, cost: Cost | None = None) -> None:
        """Let one more person read everything that ``opened`` reads; they type their passphrase themselves."""
        with _one_at_a_time:
            keys = self._read()
            _reader_of(keys, opened.person)
            if any(reader.person == person for reader in keys.readers):
                raise Refusal(translate("Dossier", "Deze persoon mag al lezen."), "person")
            with opened.keys_of(keys.boxes) as held:
                self._write(with_reader(keys, new_reader(person, passphrase, cost), held))

    def keep_code(self, opened: OpenDossier, code: str, cost: Cost | None = None) -> None:
        """Let ``code`` open all that ``opened`` reads, for who forgot a passphrase; an earlier code no longer does."""
        with _one_at_a_time:
            keys = self._read()
            _reader_of(keys, opened.person)
            with opened.keys_of(keys.boxes) as held:
                self._write(with_reader(keys, new_reader(CODE, code, cost), held))

    def recover(self, person: str, typed: str, passphrase: str, cost: Cost | None = None) -> None:
        """Let ``person`` read with a new passphrase, by the code of the noodblad, which is used up by that.

        Raises ``Refusal`` for a slip in the code and where there is none, ``Trouble(WRONG_KEY)`` for another code.
        """
        code = read_code(typed, RECOVERY_GROUPS, "code")
        with _one_at_a_time:
            if not self.has_code:
                text = translate("Dossier", "Er is geen noodblad, of de code ervan is al gebruikt.")
                raise Refusal(text, "code")
            opened, keys = self.unlock(CODE, code), self._read()
            with opened.keys_of(keys.boxes) as held:
                renewed = with_reader(keys, new_reader(person, passphrase, cost), held)
            opened.drop()
            self._write(without(renewed, (CODE,)))

    def keep_draft(self, person: str, text: str) -> None:
        """Keep what ``person`` typed and has not sealed yet, as only they can open it; an empty text forgets it."""
        with _one_at_a_time:
            held = self._drafts()
            held.pop(person, None)
            if text:
                held[person] = b64encode(posted(_reader_of(self._read(), person), text)).decode("ascii")
            write_whole(_drafts_beside(self._path), json.dumps(held).encode())

    def draft(self, opened: OpenDossier) -> str:
        """What the reader typed and had not sealed; empty where there is nothing, or it is of an earlier key."""
        content = self._drafts().get(opened.person)
        if content is not None:
            with suppress(CannotOpenError, ValueError):
                return opened.unpost(b64decode(content, validate=True))
        return ""

    def dismiss(self, person: str) -> None:
        """Take someone's way of reading away, of all that is sealed now and from now on; never the last one's."""
        with _one_at_a_time:
            keys = self._read()
            if len(_persons(keys)) == 1:
                raise Refusal(translate("Dossier", "Dit is de laatste die mag lezen. Laat eerst een ander toe."))
            self._write(without(keys, (person,)))

    def _read(self) -> DossierKeys:
        """The file or else its second copy, proven; raises ``Trouble(DAMAGED)`` where neither is whole and ours."""
        with _one_at_a_time:
            state = _state(self._path)
            if self._last is not None and self._last[0] == state:
                return self._last[1]
            places = [path for path in (self._path, copy_of(self._path)) if path.exists()]
            for path in places:
                with suppress(ValueError, KeyError, TypeError, AttributeError):
                    keys = decoded(path.read_bytes(), self._data_key)
                    if path == self._path:
                        self._last = (state, keys)
                    return keys
            if places:
                raise Trouble(TroubleKind.DAMAGED)
            return DossierKeys()

    def _drafts(self) -> dict[str, str]:
        """What lies half typed, by reader; a torn file holds nothing any more."""
        with suppress(OSError, ValueError):
            held = json.loads(_drafts_beside(self._path).read_bytes())
            return {str(person): str(content) for person, content in held.items()}
        return {}

    def _write(self, keys: DossierKeys) -> None:
        content = encoded(keys, self._data_key)
        write_whole(self._path, content)
        write_whole(copy_of(self._path), content)


def beside(path: Path) -> Path:
    """Where the keys of what is sealed lie: beside the database and the keys of the school."""
    return path.with_name("dossier.keys")


def _drafts_beside(path: Path) -> Path:
    """Where half-typed forms of Meldingen lie; in no backup."""
    return path.with_name("dossier.drafts")


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


def _persons(keys: DossierKeys) -> tuple[Reader, ...]:
    """The readers that are somebody."""
    return tuple(reader for reader in keys.readers if reader.person != CODE)


def _reader_of(keys: DossierKeys, person: str) -> Reader:
    for reader in keys.readers:
        if reader.person == person:
            return reader
    raise Refusal(translate("Dossier", "Jij mag Meldingen niet lezen. Vraag het aan wie dat wel mag."), "passphrase")
