"""The few ciphers of the store: Argon2id over words, AES-256-GCM around keys, HKDF between them.

Keys live in ``bytearray`` so that they can be wiped; SECURITY.md says what that does not promise.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_MOST_MEMORY, _MOST_ITERATIONS, _MOST_LANES = 1 << 20, 64, 16


class CannotOpenError(Exception):
    """The key does not fit, or what it should open was changed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: Argon2id (RFC 9106) with ``memory`` in KiB.

    The default takes about 0.2 s on a school laptop. It is written beside each slot, so a later
    version can raise it without making older slots unreadable.
    """

    memory: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        # A forged file may not make the laptop allocate all it has.
        lanes, iterations = range(1, _MOST_LANES + 1), range(1, _MOST_ITERATIONS + 1)
        memory = range(8 * self.lanes, _MOST_MEMORY + 1)
        if self.lanes not in lanes or self.iterations not in iterations or self.memory not in memory:
            raise ValueError


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Something small under AES-256-GCM."""

    nonce: bytes
    text: bytes

    @classmethod
    def make(cls, key: bytes | bytearray, secret: bytes | bytearray, about: str) -> Self:
        """``secret`` under ``key``; it opens only with the same ``about``."""
        nonce = os.urandom(_NONCE_BYTES)
        return cls(nonce, AESGCM(key).encrypt(nonce, secret, about.encode()))

    def open(self, key: bytes | bytearray, about: str) -> bytearray:
        """What is inside; raises ``CannotOpenError``."""
        if len(self.text) < _TAG_BYTES or len(self.nonce) != _NONCE_BYTES:
            raise CannotOpenError
        secret = bytearray(len(self.text) - _TAG_BYTES)
        try:
            AESGCM(key).decrypt_into(self.nonce, self.text, about.encode(), secret)
        except InvalidTag as error:
            raise CannotOpenError from error
        return secret


@contextmanager
def stretched(words: str, salt: bytes, cost: Cost) -> Iterator[bytearray]:
    """The 256-bit key that ``words`` give, wiped after the block."""
    key = bytearray(KEY_BYTES)
    typed = bytearray(words.encode())
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory)
    try:
        kdf.derive_into(typed, key)  # type: ignore[arg-type]  # takes any buffer; its stub says bytes
        yield key
    finally:
        wipe(typed)
        wipe(key)


@contextmanager
def subkey(key: bytes | bytearray, purpose: str) -> Iterator[bytearray]:
    """The 256-bit key that ``key`` gives for one ``purpose``, wiped after the block."""
    derived = bytearray(KEY_BYTES)
    try:
        HKDF(SHA256(), KEY_BYTES, None, purpose.encode()).derive_into(key, derived)
        yield derived
    finally:
        wipe(derived)


def new_key() -> bytearray:
    """A random 256-bit key."""
    return bytearray(os.urandom(KEY_BYTES))


def wipe(secret: bytearray) -> None:
    """Overwrite ``secret`` with zeros where it lies."""
    secret[:] = bytes(len(secret))
