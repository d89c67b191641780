"""Anyone may leave a note in Meldingen; only its readers read it, and nothing else tells that it exists."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import select, text

from app.commands.sealed_notes import leave_note
from app.entities.sealed import SealedFile, SealedReminder
from app.errors import Refusal
from app.rules.sealed_notes import decode_note, is_note
from app.store.ciphers import Cost
from app.terms.incidents import Origin

PASSPHRASE = "vier paarden in de regen"
CHEAP = Cost(memory=64, iterations=1, lanes=1)


@pytest.fixture
def founded(store):
    store.dossier.found("marieke", PASSPHRASE, CHEAP)
    return store


def test_a_note_is_sealed_without_an_unlock_and_read_after_one(founded):
    founded.change(leave_note, "Bram", origin=Origin.ALONE, text=" Wordt uitgelachen om haar accent ")
    opened = founded.dossier.unlock("marieke", PASSPHRASE)
    with founded.reading() as session:
        (file,) = session.scalars(select(SealedFile))
        (reminder,) = session.scalars(select(SealedReminder))
    words = opened.read(file.id, file.content)
    note = decode_note(words)
    assert is_note(words)
    assert (note.origin, note.text, note.written_by) == (Origin.ALONE, "Wordt uitgelachen om haar accent", "Bram")
    assert (note.reminder, reminder.due) == (reminder.id, date(2027, 3, 2))


def test_nothing_of_a_note_is_readable_in_the_journal(founded):
    founded.change(leave_note, "Bram", origin=Origin.REFUSAL, text="Zegt: zo iemand past hier niet")
    with founded.reading() as session:
        rows = session.execute(text("select before, after from journal_edit")).all()
        steps = session.execute(text("select command, final from journal_step")).all()
    assert "past hier niet" not in json.dumps([tuple(row) for row in rows])
    assert "refusal" not in json.dumps([tuple(row) for row in rows])
    assert [tuple(step) for step in steps] == [("leave_note", 1)]


@pytest.mark.parametrize("words", ["  ", "x" * 4001], ids=["empty", "too long"])
def test_a_note_says_something_and_keeps_it_short(founded, words):
    with pytest.raises(Refusal) as caught:
        founded.change(leave_note, "Bram", origin=Origin.ALONE, text=words)
    assert caught.value.field == "text"


def test_where_nobody_may_read_nothing_can_be_left(store):
    with pytest.raises(Refusal, match="Richt eerst Meldingen in"):
        store.change(leave_note, "Bram", origin=Origin.ALONE, text="Iets")
