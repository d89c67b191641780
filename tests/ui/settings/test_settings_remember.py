"""Onthoud mij op deze laptop: it opens at the start, never after the lock, and says so where it cannot."""

import keyring
import pytest
from keyring.backends import fail

from tests.app.store.test_laptop import own_keyring  # noqa: F401 - a fixture
from ui.application import Application
from ui.opening.lock_screen import LockScreen
from ui.unattended import settle, until
from ui.widgets.choice_fields import Tick


@pytest.fixture
def no_keyring():
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


def tick(part):
    part.findChild(Tick).click()


@pytest.mark.usefixtures("own_keyring")
def test_a_laptop_that_remembers_opens_at_the_start_and_not_after_the_lock(qapp, settings):
    part = settings.part("people")
    tick(part)
    settings.until(lambda: "onthoudt je voortaan" in settings.said)
    program = settings.program
    program.lock()
    settings.settle()
    assert settings.window.findChild(LockScreen).isVisible()
    assert program.session is None
    program.quit()
    until(qapp, lambda: program.is_over)

    again = Application(qapp, root=program.root, config=program.root.parent / "config")
    again.show()
    again.begin()
    until(qapp, lambda: again.session is not None)
    settle(qapp, again)
    assert again.session.desk.actor == "Marieke Vos"
    again.quit()
    until(qapp, lambda: again.is_over)


@pytest.mark.usefixtures("no_keyring")
def test_a_laptop_without_a_keyring_says_so_and_the_box_stays_empty(settings):
    part = settings.part("people")
    tick(part)
    settings.until(lambda: "geen sleutelbos" in settings.said)
    assert not part.remembered.value
