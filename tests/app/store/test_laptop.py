import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from app.errors import Refusal
from app.store import laptop, people
from app.terms.people import Role
from tests.app.store.waterland import CHEAP


class OwnKeyring(KeyringBackend):
    """A keyring in memory, as an operating system keeps one."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.held = {}

    def set_password(self, service, username, password):
        self.held[service, username] = password

    def get_password(self, service, username):
        return self.held.get((service, username))

    def delete_password(self, service, username):
        del self.held[service, username]


@pytest.fixture
def own_keyring():
    before = keyring.get_keyring()
    own = OwnKeyring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.fixture(params=[fail.Keyring, null.Keyring])
def no_keyring(request):
    before = keyring.get_keyring()
    keyring.set_keyring(request.param())
    yield
    keyring.set_keyring(before)


def test_a_laptop_remembers_one_person_and_forgets_them(opened, own_keyring):
    noor = opened.unlocked.person
    assert not laptop.remembers(opened.path, noor.id)
    laptop.remember(opened.path, opened.unlocked)
    again = laptop.unlock_remembered(opened.path, noor.id)
    assert (again.key, again.person) == (opened.unlocked.key, noor)
    assert again.signing.public_key().public_bytes_raw() == noor.signing
    assert all(opened.unlocked.key.hex() not in value for value in own_keyring.held.values())
    laptop.forget(opened.path, again)
    assert own_keyring.held == {}
    assert laptop.unlock_remembered(opened.path, noor.id) is None


def test_remembering_twice_keeps_one_key(opened, own_keyring):
    laptop.remember(opened.path, opened.unlocked)
    laptop.remember(opened.path, opened.unlocked)
    assert len(own_keyring.held) == 1
    assert laptop.unlock_remembered(opened.path, opened.unlocked.person.id) is not None


def test_a_laptop_without_a_keyring_says_so_and_asks_the_passphrase(opened, no_keyring):
    with pytest.raises(Refusal, match="geen sleutelbos"):
        laptop.remember(opened.path, opened.unlocked)
    assert laptop.unlock_remembered(opened.path, opened.unlocked.person.id) is None


def test_another_laptop_remembers_nobody(opened, own_keyring):
    laptop.remember(opened.path, opened.unlocked)
    keyring.set_keyring(OwnKeyring())
    assert laptop.remembers(opened.path, opened.unlocked.person.id)
    assert laptop.unlock_remembered(opened.path, opened.unlocked.person.id) is None


def test_a_removed_person_is_forgotten_too(opened, own_keyring):
    sam = people.add_person(
        opened.path, opened.unlocked, name="Sam", role=Role.SUPERVISOR, passphrase="drie eenden op ijs", cost=CHEAP
    )
    laptop.remember(opened.path, people.unlock(opened.path, sam.id, "drie eenden op ijs"))
    people.remove_person(opened.path, opened.unlocked, sam.id)
    assert laptop.unlock_remembered(opened.path, sam.id) is None


def test_a_keyring_that_holds_something_else_opens_nothing(opened, own_keyring):
    laptop.remember(opened.path, opened.unlocked)
    for name in own_keyring.held:
        own_keyring.held[name] = "no key"
    assert laptop.unlock_remembered(opened.path, opened.unlocked.person.id) is None
