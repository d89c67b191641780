"""*Mensen*: who may open a school, and opening it.

Nothing here needs the database. Changing a passphrase, a person or a code wraps keys anew and
never touches the data. Every change is one atomic write of the keys file.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.errors import Refusal, Trouble, TroubleKind
from app.store.ciphers import KEY_BYTES, SALT_BYTES, CannotOpenError, Cost, Wrapped, new_key, stretched, wipe
from app.store.codes import RECOVERY_GROUPS, new_code, read_code
from app.store.dossier import Dossier, beside
from app.store.keys import PERSON, RECOVERY, Keys, PersonSlot, Slot, about, find_slot, read_keys, write_keys
from app.store.passphrases import normal, require_good
from app.terms.people import Role
from app.text import translate

_ID_BYTES = 8


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of *Mensen*, as anyone may know: ``signing`` and ``sealing`` are the public keys, 32 bytes each."""

    id: str
    name: str
    role: Role
    signing: bytes
    sealing: bytes


class Unlocked:
    """An opened school: its data key, and who opened it with the keys that are theirs alone.

    ``person`` is ``None`` after the recovery code: then only ``give_passphrase`` comes next.
    """

    def __init__(
        self, school: str, person: Person | None, data_key: bytearray, private: tuple[bytes, bytes] | None = None
    ) -> None:
        self.school = school
        self.person = person
        self._data_key = data_key
        self.signing = Ed25519PrivateKey.from_private_bytes(private[0]) if private else None
        self.sealing = X25519PrivateKey.from_private_bytes(private[1]) if private else None

    @property
    def key(self) -> bytes:
        """The data key, 32 bytes; raises ``Trouble(LOCKED)`` after ``drop``."""
        if not any(self._data_key):
            raise Trouble(TroubleKind.LOCKED)
        return bytes(self._data_key)

    def drop(self) -> None:
        """Wipe the data key and let go of the private keys."""
        wipe(self._data_key)
        self.signing = self.sealing = None


def create(
    path: Path, *, school_name: str, name: str, role: Role, passphrase: str, cost: Cost | None = None
) -> tuple[Unlocked, str]:
    """Make the keys file of a new school for its first person; gives also the recovery code, shown this once.

    Raises ``Refusal`` for a weak passphrase or when a school lies there already.
    """
    if path.exists():
        raise Refusal(translate("People", "In deze map staat al een school."))
    chosen = require_good(passphrase, (name, school_name))
    data_key = new_key()
    empty = Keys(school=secrets.token_hex(16), name=school_name)
    slot, private = _new_person(empty, secrets.token_hex(_ID_BYTES), (name, role), (chosen, cost or Cost()), data_key)
    code, recovery = new_code_slot(empty.school, RECOVERY, RECOVERY_GROUPS, data_key, cost)
    write_keys(path, replace(empty, people=(slot,), codes=(recovery,)).proven(data_key))
    return Unlocked(empty.school, _person(slot), data_key, private), code


def people(path: Path) -> list[Person]:
    """Who may open the school, in the order in which they were added; needs no secret."""
    return [_person(slot) for slot in read_keys(path).people]


def school_name(path: Path) -> str:
    """What people call the school; needs no secret."""
    return read_keys(path).name


def unlock(path: Path, person_id: str, passphrase: str) -> Unlocked:
    """Open the school as one person.

    Raises ``Trouble``: WRONG_KEY for another passphrase, DAMAGED when the file is torn or was changed.
    """
    keys = read_keys(path)
    slot = _slot_of(keys, person_id)
    words = normal(passphrase)
    try:
        with stretched(words, slot.slot.salt, slot.slot.cost) as key:
            data_key = slot.slot.data.open(key, about(keys.school, PERSON, person_id))
            private = slot.private.open(key, about(keys.school, "private", person_id))
    except CannotOpenError as error:
        raise Trouble(TroubleKind.WRONG_KEY) from error
    return _opened(keys, slot, data_key, private)


def unlock_with_recovery(path: Path, typed: str) -> Unlocked:
    """Open the school with its recovery code; ``give_passphrase`` then says who it is.

    Raises ``Refusal`` for a slip in the code, ``Trouble(WRONG_KEY)`` for another school's code.
    """
    code = read_code(typed, RECOVERY_GROUPS, "recovery_code")
    keys = read_keys(path)
    found = find_slot(keys, lambda slot: code if slot.kind == RECOVERY else None)
    if found is None:
        raise Trouble(TroubleKind.WRONG_KEY)
    return Unlocked(keys.school, None, found[1])


def add_person(
    path: Path, unlocked: Unlocked, *, name: str, role: Role, passphrase: str, cost: Cost | None = None
) -> Person:
    """Let one more person open the school with a passphrase that they type themselves."""
    keys = _keys_for(path, unlocked)
    _require_coordinator(unlocked)
    changed = with_new_person(keys, unlocked.key, (name.strip(), role), passphrase, cost)
    _write(path, changed, unlocked)
    return _person(changed.people[-1])


def change_person(path: Path, unlocked: Unlocked, person_id: str, *, name: str, role: Role) -> Person:
    """Correct someone's name or role; the last coordinator stays one."""
    keys = _keys_for(path, unlocked)
    _require_coordinator(unlocked)
    changed = replace(_slot_of(keys, person_id), name=name.strip(), role=role)
    after = tuple(changed if slot.slot.id == person_id else slot for slot in keys.people)
    _require_a_coordinator_in(after)
    _write(path, replace(keys, people=after), unlocked)
    return _person(changed)


def remove_person(path: Path, unlocked: Unlocked, person_id: str) -> None:
    """Take someone's way in away, here and in later backups; never the last coordinator's.

    Backups of before still open with the passphrase of then.
    """
    keys = _keys_for(path, unlocked)
    _require_coordinator(unlocked)
    _slot_of(keys, person_id)
    after = tuple(slot for slot in keys.people if slot.slot.id != person_id)
    _require_a_coordinator_in(after)
    laptops = tuple(laptop for laptop in keys.laptops if laptop.person != person_id)
    _write(path, replace(keys, people=after, laptops=laptops), unlocked)


def change_passphrase(path: Path, person_id: str, old: str, new: str, cost: Cost | None = None) -> None:
    """Wrap one person's keys under a new passphrase; their signing and sealing keys stay the same."""
    keys = read_keys(path)
    slot = _slot_of(keys, person_id)
    chosen = require_good(new, (slot.name, keys.name))
    unlocked = unlock(path, person_id, old)
    if unlocked.signing is None or unlocked.sealing is None:
        raise Trouble(TroubleKind.LOCKED)
    private = bytearray(unlocked.signing.private_bytes_raw() + unlocked.sealing.private_bytes_raw())
    wrapped, wrapped_private = _wrap(keys, person_id, (chosen, cost or Cost()), unlocked.key, private)
    changed = replace(slot, slot=wrapped, private=wrapped_private)
    _write(path, _with_person(keys, changed), unlocked)
    _follow(Dossier(beside(path), unlocked.key), person_id, old, chosen, cost)
    unlocked.drop()


def give_passphrase(
    path: Path, recovered: Unlocked, person_id: str, passphrase: str, cost: Cost | None = None
) -> Unlocked:
    """After the recovery code: give a person who forgot it a new passphrase, and open the school as them.

    Their signing and sealing keys are new, because the old ones were lost with the old passphrase.
    """
    keys = _keys_for(path, recovered)
    old = _slot_of(keys, person_id)
    chosen = require_good(passphrase, (old.name, keys.name))
    data_key = bytearray(recovered.key)
    slot, private = _new_person(keys, person_id, (old.name, old.role), (chosen, cost or Cost()), data_key)
    laptops = tuple(laptop for laptop in keys.laptops if laptop.person != person_id)
    _write(path, replace(_with_person(keys, slot), laptops=laptops), recovered)
    return Unlocked(keys.school, _person(slot), data_key, private)


def new_recovery_code(path: Path, unlocked: Unlocked, cost: Cost | None = None) -> str:
    """A new recovery code, shown this once; the old one no longer opens this school, only its older backups."""
    keys = _keys_for(path, unlocked)
    _require_coordinator(unlocked)
    code, slot = new_code_slot(keys.school, RECOVERY, RECOVERY_GROUPS, unlocked.key, cost)
    others = tuple(other for other in keys.codes if other.kind != RECOVERY)
    _write(path, replace(keys, codes=(*others, slot)), unlocked)
    return code


def is_recovery_code(path: Path, unlocked: Unlocked, typed: str) -> bool:
    """Whether ``typed`` is the recovery code, as set-up asks to type back; raises ``Refusal`` for a slip."""
    code = read_code(typed, RECOVERY_GROUPS, "recovery_code")
    keys = _keys_for(path, unlocked)
    return find_slot(keys, lambda slot: code if slot.kind == RECOVERY else None) is not None


def rename_school(path: Path, unlocked: Unlocked, name: str) -> None:
    """Call the school ``name`` on the lock screen."""
    _write(path, replace(_keys_for(path, unlocked), name=name.strip()), unlocked)


def new_code_slot(
    school: str, kind: str, groups: int, data_key: bytes | bytearray, cost: Cost | None
) -> tuple[str, Slot]:
    """A new code and the slot that it opens."""
    code = new_code(groups)
    identity, salt, chosen = secrets.token_hex(_ID_BYTES), os.urandom(SALT_BYTES), cost or Cost()
    with stretched(code, salt, chosen) as key:
        wrapped = Wrapped.make(key, data_key, about(school, kind, identity))
    return code, Slot(kind, identity, salt, chosen, wrapped)


def with_new_person(
    keys: Keys, data_key: bytes | bytearray, who: tuple[str, Role], passphrase: str, cost: Cost | None
) -> Keys:
    """``keys`` with one more person; raises ``Refusal`` for a name that is there already or a weak passphrase."""
    name = who[0]
    if any(person.name.casefold() == name.casefold() for person in keys.people):
        raise Refusal(translate("People", "{name} staat al in de lijst.").format(name=name), "name")
    chosen = require_good(passphrase, (name, keys.name))
    slot, _ = _new_person(keys, secrets.token_hex(_ID_BYTES), who, (chosen, cost or Cost()), data_key)
    return replace(keys, people=(*keys.people, slot)).proven(data_key)


def opened_as(keys: Keys, person_id: str, data_key: bytearray, private: bytearray) -> Unlocked:
    """The school opened with keys that came from elsewhere; raises ``Trouble(DAMAGED)`` unless they fit."""
    return _opened(keys, _slot_of(keys, person_id), data_key, private)


def edit_keys(path: Path, unlocked: Unlocked, edit: Callable[[Keys], Keys]) -> None:
    """Rewrite the keys file as ``edit`` says."""
    _write(path, edit(_keys_for(path, unlocked)), unlocked)


def _follow(dossier: Dossier, person_id: str, old: str, new: str, cost: Cost | None) -> None:
    """Let the second unlock of Meldingen follow the first one, unless that has another passphrase."""
    if person_id in dossier.readers:
        with suppress(Trouble):
            dossier.change_passphrase(person_id, old, new, cost)


def _opened(keys: Keys, slot: PersonSlot, data_key: bytearray, private: bytearray) -> Unlocked:
    if not keys.is_proven_by(data_key) or len(private) != 2 * KEY_BYTES:
        raise Trouble(TroubleKind.DAMAGED)
    pair = bytes(private[:KEY_BYTES]), bytes(private[KEY_BYTES:])
    wipe(private)
    return Unlocked(keys.school, _person(slot), data_key, pair)


def _new_person(
    keys: Keys, identity: str, who: tuple[str, Role], passphrase: tuple[str, Cost], data_key: bytes | bytearray
) -> tuple[PersonSlot, tuple[bytes, bytes]]:
    """A slot with fresh signing and sealing keys, and those."""
    signing, sealing = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    pair = signing.private_bytes_raw(), sealing.private_bytes_raw()
    slot, private = _wrap(keys, identity, passphrase, data_key, bytearray(pair[0] + pair[1]))
    public = signing.public_key().public_bytes_raw(), sealing.public_key().public_bytes_raw()
    return PersonSlot(slot, *who, *public, private), pair


def _wrap(
    keys: Keys, identity: str, passphrase: tuple[str, Cost], data_key: bytes | bytearray, private: bytearray
) -> tuple[Slot, Wrapped]:
    """The data key and ``private`` under ``passphrase``; wipes ``private``."""
    words, cost = passphrase
    salt = os.urandom(SALT_BYTES)
    with stretched(words, salt, cost) as key:
        data = Wrapped.make(key, data_key, about(keys.school, PERSON, identity))
        wrapped_private = Wrapped.make(key, private, about(keys.school, "private", identity))
    wipe(private)
    return Slot(PERSON, identity, salt, cost, data), wrapped_private


def _with_person(keys: Keys, changed: PersonSlot) -> Keys:
    return replace(keys, people=tuple(changed if slot.slot.id == changed.slot.id else slot for slot in keys.people))


def _keys_for(path: Path, unlocked: Unlocked) -> Keys:
    """The keys file as it is now, proven to be that of ``unlocked``."""
    keys = read_keys(path)
    if not keys.is_proven_by(unlocked.key):
        raise Trouble(TroubleKind.DAMAGED)
    return keys


def _write(path: Path, keys: Keys, unlocked: Unlocked) -> None:
    write_keys(path, keys.proven(unlocked.key))


def _slot_of(keys: Keys, person_id: str) -> PersonSlot:
    for slot in keys.people:
        if slot.slot.id == person_id:
            return slot
    raise Refusal(translate("People", "Deze persoon mag deze school niet meer openen."))


def _person(slot: PersonSlot) -> Person:
    return Person(slot.slot.id, slot.name, slot.role, slot.signing, slot.sealing)


def _require_coordinator(unlocked: Unlocked) -> None:
    if unlocked.person is not None and unlocked.person.role is not Role.COORDINATOR:
        raise Refusal(translate("People", "Alleen een BPV-coördinator bepaalt wie deze school mag openen."))


def _require_a_coordinator_in(slots: tuple[PersonSlot, ...]) -> None:
    if not any(slot.role is Role.COORDINATOR for slot in slots):
        text = translate("People", "Dit is de laatste BPV-coördinator. Voeg eerst een andere toe.")
        raise Refusal(text)
