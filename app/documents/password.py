"""A paper that opens with a password only: AES-256 as in ISO 32000-2:2020, 7.6 (security handler of revision 6).

Everybody can open such a file with the reader that their laptop has already. Its password is stretched little,
so it must be a random code, not a word that somebody thought of.
"""

from __future__ import annotations

import hashlib
import os
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfdoc import DummyDoc, PDFDictionary, PDFName, PDFObject

_EVERYTHING_MAY = -4
"""All permissions: who has the password may read, print and copy."""
_BLOCK = 16
_SALT = 8
_LEAST_ROUNDS = 64


class PasswordLock(StandardEncryption):  # type: ignore[misc]  # ReportLab ships no types
    """What ReportLab calls the encryption of a file: every text and stream goes through ``encode``."""

    def __init__(self, password: str) -> None:
        word = password.encode()[:127]
        self._key = os.urandom(32)
        self._user, self._user_key = _proof(word, self._key, b"")
        self._owner, self._owner_key = _proof(word, self._key, self._user)

    def prepare(self, document: object) -> None:
        """Nothing depends on the file."""

    def register(self, number: int, version: int) -> None:
        """Nothing depends on the object."""

    def encode(self, text: bytes | str) -> bytes:
        """A text or stream as it stands in the file."""
        padder = PKCS7(8 * _BLOCK).padder()
        plain = padder.update(text if isinstance(text, bytes) else text.encode("latin-1")) + padder.finalize()
        start = os.urandom(_BLOCK)
        return start + _encrypted(self._key, plain, start)

    def info(self) -> PDFObject:
        """The dictionary that tells a reader how to make the key of the password."""
        allowed = _EVERYTHING_MAY.to_bytes(4, "little", signed=True) + b"\xff" * 4 + b"Tadb" + os.urandom(4)
        sealer = Cipher(algorithms.AES(self._key), modes.ECB()).encryptor()  # noqa: S305 - one block, as the standard asks
        filters = {"AuthEvent": PDFName("DocOpen"), "CFM": PDFName("AESV3"), "Length": 32}
        return _Dictionary(
            {
                "Filter": PDFName("Standard"),
                "V": 5,
                "R": 6,
                "Length": 256,
                "P": _EVERYTHING_MAY,
                "U": _hex(self._user),
                "UE": _hex(self._user_key),
                "O": _hex(self._owner),
                "OE": _hex(self._owner_key),
                "Perms": _hex(sealer.update(allowed) + sealer.finalize()),
                "CF": PDFDictionary({"StdCF": PDFDictionary(filters)}),
                "StmF": PDFName("StdCF"),
                "StrF": PDFName("StdCF"),
            }
        )


class _Dictionary(PDFObject):  # type: ignore[misc]  # ReportLab ships no types
    """The one object of the file that is not encrypted."""

    __RefOnly__ = 1

    def __init__(self, entries: dict[str, Any]) -> None:
        self._entries = entries

    def format(self, _document: object) -> bytes:
        """Its bytes."""
        written: bytes = PDFDictionary(self._entries).format(DummyDoc())
        return written


def _proof(password: bytes, key: bytes, user: bytes) -> tuple[bytes, bytes]:
    """What proves the password (48 bytes), and the key of the file under it (algorithms 8 and 9)."""
    proving, keeping = os.urandom(_SALT), os.urandom(_SALT)
    held = _encrypted(_stretched(password, keeping, user), key, bytes(_BLOCK))
    return _stretched(password, proving, user) + proving + keeping, held


def _stretched(password: bytes, salt: bytes, user: bytes) -> bytes:
    """The hash of a password (algorithm 2.B)."""
    found = hashlib.sha256(password + salt + user).digest()
    count, last = 0, 0
    while count < _LEAST_ROUNDS or last > count - 32:
        mixed = _encrypted(found[:16], (password + found + user) * 64, found[16:32])
        kind = (hashlib.sha256, hashlib.sha384, hashlib.sha512)[sum(mixed[:16]) % 3]
        found, last, count = kind(mixed).digest(), mixed[-1], count + 1
    return found[:32]


def _encrypted(key: bytes, plain: bytes, start: bytes) -> bytes:
    sealer = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    return sealer.update(plain) + sealer.finalize()


def _hex(data: bytes) -> str:
    return f"<{data.hex()}>"
