"""What ``dossier.keys`` holds and how it is written: readers, and for each sealed file a box for each of them.

The boxes are HPKE (RFC 9180, base mode), with file and reader as ``info``; the whole file is proven by an
HMAC under the data key of the school.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.errors import Trouble, TroubleKind
from app.store.ciphers import SALT_BYTES, CannotOpenError, Cost, Wrapped, stretched, subkey, wipe
from app.store.keys import wrapped_body, wrapped_of
from app.store.passphrases import normal

CODE = "code"
"""The id of the reader that is nobody: its private key lies under the code of the noodblad."""
_FORMAT = 1
_BLOCK = 1024
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


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


def new_reader(person: str, passphrase: str, cost: Cost | None) -> Reader:
    """A reader with a key pair of their own."""
    return wrapped_reader(person, bytearray(X25519PrivateKey.generate().private_bytes_raw()), passphrase, cost)


def wrapped_reader(person: str, private: bytearray, passphrase: str, cost: Cost | None) -> Reader:
    """A reader with ``private`` under ``passphrase``; wipes ``private``."""
    salt, chosen = os.urandom(SALT_BYTES), cost or Cost()
    public = X25519PrivateKey.from_private_bytes(bytes(private)).public_key().public_bytes_raw()
    with stretched(normal(passphrase), salt, chosen) as key:
        wrapped = Wrapped.make(key, private, about_reader(person))
    wipe(private)
    return Reader(person, public, salt, chosen, wrapped)


def private_of(reader: Reader, passphrase: str) -> bytearray:
    """The private key of a reader; raises ``CannotOpenError`` for another passphrase."""
    with stretched(normal(passphrase), reader.salt, reader.cost) as key:
        return reader.private.open(key, about_reader(reader.person))


def boxed(reader: Reader, file: UUID, key: bytearray) -> bytes:
    """The key of a file as only ``reader`` can open it."""
    public = X25519PublicKey.from_public_bytes(reader.public)
    return _SUITE.encrypt(bytes(key), public, _about_box(file, reader.person))


def unboxed(box: bytes, private: bytearray, file: UUID, person: str) -> bytearray:
    """The key in a box; raises ``CannotOpenError`` when it is another's."""
    return _opened(box, private, _about_box(file, person))


def posted(reader: Reader, text: str) -> bytes:
    """``text`` as only ``reader`` can open it, without a key that lies anywhere."""
    plain = _filled(text)
    content = _SUITE.encrypt(
        bytes(plain), X25519PublicKey.from_public_bytes(reader.public), _about_draft(reader.person)
    )
    wipe(plain)
    return content


def unposted(content: bytes, private: bytearray, person: str) -> str:
    """The text that ``posted`` closed; raises ``CannotOpenError``."""
    return _opened(content, private, _about_draft(person)).decode().rstrip(" ")


def sealed(file: UUID, key: bytearray, text: str) -> str:
    """``text`` under ``key``."""
    plain = _filled(text)
    wrapped = Wrapped.make(key, plain, about_file(file))
    wipe(plain)
    return json.dumps(wrapped_body(wrapped))


def _filled(text: str) -> bytearray:
    """``text`` filled up with blanks, so that its length tells little of the story."""
    plain = bytearray(text.encode())
    plain += b" " * (-len(plain) % _BLOCK)
    return plain


def _opened(content: bytes, private: bytearray, about: bytes) -> bytearray:
    try:
        return bytearray(_SUITE.decrypt(content, X25519PrivateKey.from_private_bytes(bytes(private)), about))
    except InvalidTag as error:
        raise CannotOpenError from error


def about_file(file: UUID) -> str:
    """What a sealed text is bound to."""
    return f"driehoek {_FORMAT} sealed {file.hex}"


def about_reader(person: str) -> str:
    """What a reader's private key is bound to."""
    return f"driehoek {_FORMAT} reader {person}"


def _about_box(file: UUID, person: str) -> bytes:
    return f"driehoek {_FORMAT} box {file.hex} {person}".encode()


def _about_draft(person: str) -> bytes:
    return f"driehoek {_FORMAT} draft {person}".encode()


def with_reader(keys: DossierKeys, reader: Reader, held: Mapping[UUID, bytearray]) -> DossierKeys:
    """``keys`` with one more reader, or with another key pair of one, and a box for them of each key in ``held``."""
    others = tuple(one for one in keys.readers if one.person != reader.person)
    boxes = {
        file: {who: box for who, box in known.items() if who != reader.person} for file, known in keys.boxes.items()
    }
    for file, key in held.items():
        boxes[file][reader.person] = boxed(reader, file, key)
    return DossierKeys((*others, reader), boxes)


def without(keys: DossierKeys, persons: Collection[str]) -> DossierKeys:
    """``keys`` without these readers and their boxes."""
    boxes = {
        file: {person: box for person, box in held.items() if person not in persons}
        for file, held in keys.boxes.items()
    }
    return DossierKeys(tuple(reader for reader in keys.readers if reader.person not in persons), boxes)


def encoded(keys: DossierKeys, data_key: bytes) -> bytes:
    """The bytes of a ``dossier.keys``."""
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


def decoded(content: bytes, data_key: bytes) -> DossierKeys:
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
