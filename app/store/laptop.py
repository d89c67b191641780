"""*Onthoud op deze laptop*: a key in the keyring of the operating system, off unless someone asks.

Whoever can open this account on this laptop can then open the school. The keyring holds a random
key; the person's keys lie wrapped by it in the keys file, so taking that slot away ends it.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from app.errors import Refusal, Trouble, TroubleKind
from app.store.ciphers import KEY_BYTES, CannotOpenError, Wrapped, new_key, wipe
from app.store.keys import Keys, LaptopSlot, about, read_keys
from app.store.people import Unlocked, edit_keys, opened_as
from app.text import translate

_SERVICE = "Driehoek"
_KIND = "laptop"


def remember(path: Path, unlocked: Unlocked) -> None:
    """Let this laptop open the school for this person without a passphrase.

    Raises ``Refusal`` when this laptop has no keyring that keeps things.
    """
    person, signing, sealing = unlocked.person, unlocked.signing, unlocked.sealing
    if person is None or signing is None or sealing is None:
        raise Trouble(TroubleKind.LOCKED)
    identity, key = secrets.token_hex(8), new_key()
    if not _put(identity, key.hex()):
        raise Refusal(translate("People", "Deze laptop heeft geen sleutelbos. Je typt dus steeds je wachtzin."))
    private = bytearray(unlocked.key + signing.private_bytes_raw() + sealing.private_bytes_raw())
    slot = LaptopSlot(person.id, identity, Wrapped.make(key, private, about(unlocked.school, _KIND, identity)))
    wipe(private)
    wipe(key)
    forget(path, unlocked)
    edit_keys(path, unlocked, lambda keys: replace(keys, laptops=(*keys.laptops, slot)))


def forget(path: Path, unlocked: Unlocked) -> None:
    """Ask this person's passphrase again on this laptop, and on every other that remembers them."""
    mine = [laptop for laptop in read_keys(path).laptops if unlocked.person and laptop.person == unlocked.person.id]
    for laptop in mine:
        _delete(laptop.id)

    def without(keys: Keys) -> Keys:
        return replace(keys, laptops=tuple(laptop for laptop in keys.laptops if laptop not in mine))

    if mine:
        edit_keys(path, unlocked, without)


def remembers(path: Path, person_id: str) -> bool:
    """Whether somebody chose to let a laptop remember this person; asks no keyring."""
    return any(laptop.person == person_id for laptop in read_keys(path).laptops)


def unlock_remembered(path: Path, person_id: str) -> Unlocked | None:
    """Open the school with the key in this laptop's keyring; ``None`` when there is none that fits."""
    keys = read_keys(path)
    for laptop in keys.laptops:
        held = _get(laptop.id) if laptop.person == person_id else None
        if held is None:
            continue
        try:
            opened = laptop.keys.open(bytes.fromhex(held), about(keys.school, _KIND, laptop.id))
        except (CannotOpenError, ValueError):
            continue
        data_key, private = opened[:KEY_BYTES], opened[KEY_BYTES:]
        wipe(opened)
        return opened_as(keys, person_id, data_key, private)
    return None


def _keyring() -> ModuleType:
    import keyring  # 170 ms: only for those who want it

    return keyring


def _put(name: str, value: str) -> bool:
    try:
        _keyring().set_password(_SERVICE, name, value)
    except Exception:  # noqa: BLE001 - every backend raises its own; without one there is no slot
        return False
    return _get(name) == value


def _get(name: str) -> str | None:
    try:
        value = _keyring().get_password(_SERVICE, name)
    except Exception:  # noqa: BLE001 - every backend raises its own
        return None
    return value if isinstance(value, str) else None


def _delete(name: str) -> None:
    try:
        _keyring().delete_password(_SERVICE, name)
    except Exception:  # noqa: BLE001 - gone already, or a laptop without a keyring
        return
