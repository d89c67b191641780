"""The table of SECURITY.md: every cell is tried, and every test that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.clock import today
from app.commands.incidents import erase_sealed
from app.commands.sealed_notes import leave_note
from app.errors import Refusal, Trouble
from app.queries.incident_terms import terms_due
from app.queries.incidents import incidents
from app.store.store import Store
from app.terms.incidents import Kind, Origin
from tests.app.incidents.conftest import CHEAP, PASSPHRASE

ROOT = Path(__file__).resolve().parents[3]
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ANOTHER = "zeven zwanen op het ijs"
WHO = {
    "nobody's passphrase, only the files": "stranger",
    "whoever has the school open": "colleague",
    "a reader before the second unlock": "shut",
    "a reader after it": "reader",
    "a reader after the lock, or dismissed": "dismissed",
}


def cells():
    rows = re.findall(r"^\| ([^|]+) \| (yes|no) \| (yes|no) \| (yes|no) \| (yes|no) \|$", SECURITY, re.MULTILINE)
    assert {row[0] for row in rows} == set(WHO)
    deeds = ("note", "terms", "read", "erase")
    return [(WHO[row[0]], deed, answer) for row in rows for deed, answer in zip(deeds, row[1:], strict=True)]


class Somebody:
    """One of the rows of the table, at the school of the room, where one file lies."""

    def __init__(self, room, who) -> None:
        self.file = room.open(Kind.GUIDANCE)
        self.store, self.opened = room.store, room.opened
        getattr(self, who, lambda: None)()

    def stranger(self) -> None:
        self.store = Store(self.store.path, bytes(32), "stranger")

    def colleague(self) -> None:
        self.opened = None

    def shut(self) -> None:
        self.opened.drop()

    def dismissed(self) -> None:
        self.store.dossier.admit(self.opened, "imane", ANOTHER, CHEAP)
        self.store.dossier.dismiss("marieke")

    @property
    def key(self):
        return self.opened or self.store.dossier.unlock("mees", PASSPHRASE)

    def note(self) -> bool:
        self.store.change(leave_note, "Iemand", origin=Origin.ALONE, text="Iets gehoord")
        return True

    def terms(self) -> bool:
        with self.store.reading() as session:
            return terms_due(session, today=today()) == 1

    def read(self) -> bool:
        with self.store.reading() as session:
            return len(incidents(session, opened=self.key, today=today())) == 1

    def erase(self) -> bool:
        self.store.dossier.admit(self.key, "noor", ANOTHER, CHEAP)
        self.store.change(erase_sealed, "Iemand", opened=self.key, file_id=self.file)
        return True


@pytest.mark.parametrize(("who", "deed", "answer"), cells(), ids=lambda value: value)
def test_every_cell_of_who_can_do_what(room, who, deed, answer):
    somebody = Somebody(room, who)
    try:
        done = getattr(somebody, deed)()
    except (Refusal, Trouble):
        done = False
    finally:
        if who == "stranger":
            somebody.store.close()
    assert done is (answer == "yes")


def test_every_test_that_the_threats_name_is_there():
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", SECURITY)
    assert len(named) > 15
    missing = [f"{path}::{name}" for path, name in named if f"def {name}(" not in (ROOT / path).read_text("utf-8")]
    assert missing == []
