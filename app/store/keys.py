"""The keys file of a school: one random data key, wrapped once for everyone who may open it.

``school.keys`` is JSON beside the database. It holds, in clear, who may open the school (name and
role); the data key itself only under passphrases and codes. A SHA-256 tells damage from a wrong
passphrase before any key is known; once one is, an HMAC under the data key proves that nobody
changed a name, role or public key from outside.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import UUID

from app.errors import Trouble, TroubleKind
from app.store.ciphers import CannotOpenError, Cost, Wrapped, stretched, subkey
from app.store.files import write_whole
from app.terms.people import Role

FORMAT = 1
PERSON, RECOVERY, HAND_OVER = "person", "recovery", "hand-over"
_one_at_a_time = RLock()
"""A screen may read while a job writes; half-way between the two files it would mend the new one to the old."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key, wrapped by something that a person knows."""

    kind: str
    id: str
    salt: bytes
    cost: Cost
    data: Wrapped

    def open(self, school: str, words: str) -> bytearray:
        """The data key; raises ``CannotOpenError`` when ``words`` are not those of this slot."""
        with stretched(words, self.salt, self.cost) as key:
            return self.data.open(key, about(school, self.kind, self.id))


@dataclass(frozen=True, slots=True)
class PersonSlot:
    """Someone who may open the school; the private keys are wrapped by the same passphrase."""

    slot: Slot
    name: str
    role: Role
    signing: bytes
    sealing: bytes
    private: Wrapped


@dataclass(frozen=True, slots=True)
class LaptopSlot:
    """The keys of one person, wrapped by a key that lies in the keyring of one laptop."""

    person: str
    id: str
    keys: Wrapped


@dataclass(frozen=True, slots=True)
class Keys:
    """What a keys file says; ``school`` is a random id, ``name`` what people call the school."""

    school: str
    name: str
    people: tuple[PersonSlot, ...] = ()
    codes: tuple[Slot, ...] = ()
    laptops: tuple[LaptopSlot, ...] = ()
    proof: bytes = field(default=b"", repr=False)

    def proven(self, data_key: bytes | bytearray) -> Keys:
        """These keys with the proof that whoever wrote them had the data key."""
        return replace(self, proof=_proof(self, data_key))

    def is_proven_by(self, data_key: bytes | bytearray) -> bool:
        """Whether these keys belong to ``data_key`` and were not changed from outside."""
        return hmac.compare_digest(self.proof, _proof(self, data_key))


def about(school: str, kind: str, slot: str) -> str:
    """What a wrapped key is bound to, so that slots cannot be swapped between people or schools."""
    return f"driehoek {FORMAT} {school} {kind} {slot}"


def copy_of(path: Path) -> Path:
    """Where the second copy of the keys file at ``path`` lies."""
    return path.with_name(path.name + ".bak")


def write_keys(path: Path, keys: Keys) -> None:
    """Write the keys file and, once that is whole on the disk, its second copy.

    At every moment one of the two is whole. The copy never keeps an older passphrase alive.
    """
    content = encode(keys)
    with _one_at_a_time:
        write_whole(path, content)
        write_whole(copy_of(path), content)


def read_keys(path: Path) -> Keys:
    """The keys file at ``path``; of the file and its second copy, a torn, older or lost one is mended.

    Raises ``Trouble``: DAMAGED when neither can be read, NEWER when a later version wrote it.
    """
    copy = copy_of(path)
    with _one_at_a_time:
        first, second = _content(path), _content(copy)
        try:
            keys, content = decode(first), first
        except Trouble as trouble:
            if trouble.kind is not TroubleKind.DAMAGED:
                raise
            keys, content = decode(second), second
        with suppress(OSError):  # a folder that cannot be written can still be read
            for place, held in ((path, first), (copy, second)):
                if held != content:
                    write_whole(place, content)
        return keys


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def encode(keys: Keys) -> bytes:
    """The bytes of a keys file."""
    body = {**_body(keys), "proof": _text(keys.proof)}
    return json.dumps({**body, "sha256": _digest(body)}, indent=1, ensure_ascii=False).encode()


def decode(content: bytes) -> Keys:
    """What the bytes of a keys file say; raises ``Trouble`` (DAMAGED or NEWER)."""
    try:
        body = json.loads(content)
        digest = body.pop("sha256")
        later = body["format"] > FORMAT
        whole = hmac.compare_digest(digest, _digest(body))
        keys = None if later or not whole else _keys(body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Trouble(TroubleKind.DAMAGED) from error
    if keys is None:
        raise Trouble(TroubleKind.NEWER if later and whole else TroubleKind.DAMAGED)
    return keys


def find_slot(keys: Keys, words: Callable[[Slot], str | None]) -> tuple[Slot, bytearray] | None:
    """The first slot that opens with the words that ``words`` gives for it, and the data key.

    ``None`` for a slot passes it over. Raises ``Trouble(DAMAGED)`` when the slot opens but the
    file was changed from outside.
    """
    for slot in (*(person.slot for person in keys.people), *keys.codes):
        typed = words(slot)
        if typed is None:
            continue
        try:
            data_key = slot.open(keys.school, typed)
        except CannotOpenError:
            continue
        if not keys.is_proven_by(data_key):
            raise Trouble(TroubleKind.DAMAGED)
        return slot, data_key
    return None


def slot_body(slot: Slot) -> dict[str, Any]:
    """A slot as JSON, without whose it is."""
    cost = {"memory": slot.cost.memory, "iterations": slot.cost.iterations, "lanes": slot.cost.lanes}
    return {
        "kind": slot.kind,
        "id": slot.id,
        "salt": _text(slot.salt),
        "argon2id": cost,
        "data": wrapped_body(slot.data),
    }


def slot_of(body: Mapping[str, Any]) -> Slot:
    """The slot that ``slot_body`` wrote; raises ``ValueError``, ``KeyError`` or ``TypeError``."""
    cost = Cost(**{name: int(value) for name, value in body["argon2id"].items()})
    return Slot(str(body["kind"]), str(body["id"]), b64decode(body["salt"]), cost, wrapped_of(body["data"]))


def wrapped_body(wrapped: Wrapped) -> dict[str, str]:
    """Something wrapped, as JSON."""
    return {"nonce": _text(wrapped.nonce), "text": _text(wrapped.text)}


def wrapped_of(body: Mapping[str, Any]) -> Wrapped:
    """What ``wrapped_body`` wrote; raises ``ValueError``, ``KeyError`` or ``TypeError``."""
    return Wrapped(b64decode(body["nonce"], validate=True), b64decode(body["text"], validate=True))


def _body(keys: Keys) -> dict[str, Any]:
    """Everything in a keys file that is proven."""
    return {
        "format": FORMAT,
        "school": keys.school,
        "name": keys.name,
        "people": [
            {
                **slot_body(person.slot),
                "name": person.name,
                "role": person.role.value,
                "signing": _text(person.signing),
                "sealing": _text(person.sealing),
                "private": wrapped_body(person.private),
            }
            for person in keys.people
        ],
        "codes": [slot_body(slot) for slot in keys.codes],
        "laptops": [
            {"person": laptop.person, "id": laptop.id, "keys": wrapped_body(laptop.keys)} for laptop in keys.laptops
        ],
    }


def _keys(body: Mapping[str, Any]) -> Keys:
    people = tuple(
        PersonSlot(
            slot=slot_of(person),
            name=str(person["name"]),
            role=Role(person["role"]),
            signing=b64decode(person["signing"], validate=True),
            sealing=b64decode(person["sealing"], validate=True),
            private=wrapped_of(person["private"]),
        )
        for person in body["people"]
    )
    laptops = tuple(
        LaptopSlot(str(laptop["person"]), str(laptop["id"]), wrapped_of(laptop["keys"])) for laptop in body["laptops"]
    )
    return Keys(
        school=UUID(body["school"]).hex,
        name=str(body["name"]),
        people=people,
        codes=tuple(slot_of(slot) for slot in body["codes"]),
        laptops=laptops,
        proof=b64decode(body["proof"], validate=True),
    )


def _proof(keys: Keys, data_key: bytes | bytearray) -> bytes:
    with subkey(data_key, "driehoek keys file") as key:
        return hmac.digest(key, _canonical(_body(keys)), "sha256")


def _digest(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(body)).hexdigest()


def _canonical(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
