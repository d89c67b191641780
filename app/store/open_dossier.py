"""What is sealed in Meldingen, as one reader has it open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from uuid import UUID

from app.errors import Trouble, TroubleKind
from app.store.ciphers import CannotOpenError, wipe
from app.store.dossier_keys import (
    about_file,
    sealed,
    unboxed,
    unposted,
)
from app.store.keys import wrapped_of

if TYPE_CHECKING:
    from app.store.dossier import Dossier


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
        text = wrapped.open(key, about_file(file))
        wipe(key)
        return text.decode().rstrip(" ")

    def write(self, file: UUID, text: str) -> str:
        """What to store when the text of a sealed file becomes ``text``; its key stays the same."""
        key = self.key_of(file)
        content = sealed(file, key, text)
        wipe(key)
        return content

    def key_of(self, file: UUID) -> bytearray:
        """The key of one file, to wipe after use; raises ``CannotOpenError``, or ``Trouble(LOCKED)`` after ``drop``."""
        if not self.is_open:
            raise Trouble(TroubleKind.LOCKED)
        box = self._dossier.box(file, self.person)
        if box is None:
            raise CannotOpenError
        return unboxed(box, self._private, file, self.person)

    @contextmanager
    def keys_of(self, files: Iterable[UUID]) -> Iterator[dict[UUID, bytearray]]:
        """The keys of those ``files`` that this reader can open, wiped after the block."""
        if not self.is_open:
            raise Trouble(TroubleKind.LOCKED)
        held: dict[UUID, bytearray] = {}
        try:
            for file in files:
                with suppress(CannotOpenError):
                    held[file] = self.key_of(file)
            yield held
        finally:
            for key in held.values():
                wipe(key)

    def unpost(self, content: bytes) -> str:
        """The draft in ``content``; raises ``CannotOpenError``."""
        if not self.is_open:
            raise Trouble(TroubleKind.LOCKED)
        return unposted(content, self._private, self.person)

    def take_private(self) -> bytearray:
        """The private key itself; this dossier is dropped."""
        private = bytearray(self._private)
        self.drop()
        return private

    def drop(self) -> None:
        """Wipe the private key."""
        wipe(self._private)
