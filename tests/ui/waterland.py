"""A small school on disk for the screens about the file: fast keys, a backup, nobody real."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.commands.school import SchoolDraft, SetUp, set_up_school
from app.store.backup import back_up
from app.store.ciphers import Cost
from app.store.folder import SchoolFolder
from app.store.lineage import Register, claim
from app.store.lock import SchoolLock
from app.store.opening import Founder, OpenSchool, found_school, hold, open_school
from app.store.people import unlock
from app.store.places import check_place
from app.store.store import Store
from app.terms.people import Role
from app.terms.store import Reason
from ui.opening.founding import factory_helplines
from ui.widgets.button import Button

CHEAP = Cost(memory=64, iterations=1, lanes=1)
PASSPHRASE = "vier paarden in de regen"
ANOTHER = "een lantaarn onder water"
NAME = "Marieke Vos"


@dataclass
class Laptop:
    """A laptop with one school on it."""

    root: Path
    folder: SchoolFolder
    person: str
    code: str = field(repr=False)
    lock: SchoolLock | None = None

    @property
    def register(self) -> Register:
        return Register(self.root)

    def unlock(self, passphrase: str = PASSPHRASE):
        return unlock(self.folder.keys, self.person, passphrase)

    def open(self, passphrase: str = PASSPHRASE) -> OpenSchool:
        """The school, open; ``close`` puts it away."""
        self.lock = hold(self.folder)
        return open_school(self.folder, self.unlock(passphrase), self.register, self.lock, places=[])

    def close(self, school: OpenSchool) -> None:
        """Put the school away and let others have the folder."""
        school.put_away()
        if self.lock is not None:
            self.lock.release()
            self.lock = None

    def back_up(self, place: Path) -> Path:
        """A backup of now in ``place``."""
        place.mkdir(exist_ok=True, parents=True)
        (kept,) = back_up(self.folder, self.unlock(), [place], Reason.ON_DEMAND)
        assert kept.archive is not None, kept.trouble
        return kept.archive


def make_laptop(where: Path) -> Laptop:
    """A school with its helplines below ``where``."""
    root = where / "scholen"
    if objection := check_place(root, root):
        pytest.skip(str(objection))  # the temporary folder of this machine is no place for a school
    folder, register = SchoolFolder(root / "waterland"), Register(root)
    unlocked, code = found_school(folder, register, "Waterland", Founder(NAME, Role.COORDINATOR, PASSPHRASE, CHEAP))
    store = Store(folder.database, unlocked.key, claim(folder, unlocked, register).device)
    store.change(set_up_school, NAME, draft=SetUp(SchoolDraft("Waterland", "Edam"), factory_helplines()))
    store.close()
    person = unlocked.person.id
    unlocked.drop()
    return Laptop(root, folder, person, code)


def button(widget, text):
    """The button whose words hold ``text``."""
    return next(one for one in widget.findChildren(Button) if text in one.text().replace("&", ""))


def click(qtbot, widget, text):
    """Press the button whose words hold ``text``."""
    qtbot.mouseClick(button(widget, text), Qt.MouseButton.LeftButton)


def fill(form, **values):
    """Type in the fields of a form, as someone does, so that each tells that it changed."""
    for name, value in values.items():
        field = form[name]
        field.set_value(value)
        field.tell()
