"""The intake by keys alone: one question at a time, back and forth, and still there after a lock."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.rules.incidents import acute_now
from app.store.people import people, unlock
from app.terms.incidents import Kind, Teller, Track, Wish
from tests.program import PASSPHRASE
from tests.ui.incidents.meldingen import Meldingen
from tests.ui.laws import clipped, nameless
from ui.dialogs.incident_intake import IncidentIntakeDialog
from ui.theme import apply
from ui.unattended import settle, until
from ui.widgets.button import Button
from ui.widgets.scroller import Scroller

pytestmark = pytest.mark.heavy
STORY = "Hij zei dat ik beter thuis kon blijven"


class Asked:
    """The dialog, answered by keys."""

    def __init__(self, room) -> None:
        self.dialog = room.dialog(IncidentIntakeDialog)
        self.dialog.activateWindow()
        until(room.qapp, self.dialog.isActiveWindow)

    def key(self, key, *modifiers):
        QTest.keyClick(self.dialog.focusWidget(), key, *modifiers)

    def choose(self, number):
        self.key(Qt.Key(Qt.Key.Key_0 + number))
        self.key(Qt.Key.Key_Return)

    def type(self, text):
        QTest.keyClicks(self.dialog.focusWidget(), text)
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def questions(self):
        return self.dialog._count.text()


@pytest.fixture
def room(qapp, program) -> Meldingen:
    room = Meldingen(qapp, program)
    room.open()
    return room


def test_a_signaal_is_told_by_keys_alone_and_needless_questions_are_passed_over(room):
    room.press("new")
    asked = Asked(room)
    assert "gevaar" in asked.dialog.question
    asked.choose(2)  # no
    asked.choose(2)  # a signaal
    asked.choose(2)  # a supervisor
    assert asked.questions() == "Vraag 4 van 12"
    asked.key(Qt.Key.Key_Space)  # younger than 18
    asked.key(Qt.Key.Key_Return)
    asked.key(Qt.Key.Key_Return)  # no company
    asked.choose(2)
    asked.choose(3)
    asked.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.dialog.form["what"].error == "Vul dit in."
    asked.type(STORY)
    asked.type("In de kantine")
    asked.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert asked.dialog.question == "Waar was dat?"
    assert asked.dialog.form["where"].value == "In de kantine"
    for _ in range(3):
        asked.key(Qt.Key.Key_Return)
    assert asked.dialog.at_end
    assert STORY in " ".join(label.text() for label in asked.dialog.findChildren(type(asked.dialog._count)))
    asked.key(Qt.Key.Key_Return)
    settle(room.qapp, room.program)
    incident = room.file.incident
    assert (incident.track, incident.kind, incident.teller) == (Track.CONCERN, Kind.BULLYING, Teller.SUPERVISOR)
    assert (incident.what, incident.where, incident.minor, incident.wish) == (
        STORY,
        "In de kantine",
        True,
        Wish.NOTHING,
    )


def test_danger_shows_at_once_what_comes_first_and_stays_in_view(room):
    room.press("new")
    asked = Asked(room)
    asked.key(Qt.Key.Key_1)
    notice = asked.dialog._now
    assert notice.isVisible()
    assert all(line in notice.text for line in acute_now())
    asked.key(Qt.Key.Key_Return)
    assert notice.isVisible()


def test_at_the_end_only_what_is_read_back_scrolls(room):
    """Danger, a long story and a reason to give: what is still asked stays in view."""
    room.press("new")
    dialog = room.dialog(IncidentIntakeDialog)
    values = {"acute": True, "track": Track.INCIDENT, "teller": Teller.STUDENT, "phase": "during", "kind": Kind.SEXUAL}
    dialog.form.show_values({**values, "what": f"{STORY}, om mijn hoofddoek. " * 20, "wish": Wish.OFFICIAL})
    dialog.go_on_where_it_stopped()
    settle(room.qapp, room.program)
    assert dialog.at_end
    reading = dialog._reading
    (whole,) = [one for one in dialog.findChildren(Scroller) if one is not reading]
    assert not whole.verticalScrollBar().maximum()
    assert reading.verticalScrollBar().maximum() > 0
    reading.setFocus()
    QTest.keyClick(reading, Qt.Key.Key_PageDown)
    assert reading.verticalScrollBar().value() > 0
    dialog.reject()


def test_what_was_answered_survives_the_lock_of_meldingen_and_of_the_program(room):
    room.press("new")
    asked = Asked(room)
    for number in (2, 1, 1):
        asked.choose(number)
    room.press("lock")
    room.open()
    go_on(room)
    asked = Asked(room)
    assert asked.dialog.question == "Was het bij het zoeken, of tijdens de stage?"
    asked.choose(1)
    asked.choose(4)
    QTest.keyClicks(asked.dialog.focusWidget(), STORY)
    program, qapp = room.program, room.qapp
    school = program.session.school
    folder = school.folder
    program.lock()
    until(qapp, lambda: program.window.covered)
    settle(qapp, program)
    program.open(folder, unlock(folder.keys, people(folder.keys)[0].id, PASSPHRASE))
    until(qapp, lambda: program.session is not None)
    settle(qapp, program)
    again = Meldingen(qapp, program)
    again.open()
    go_on(again)
    dialog = again.dialog(IncidentIntakeDialog)
    assert dialog.form["what"].value == STORY
    assert dialog.form["kind"].value == Kind.UNSAFE
    dialog.reject()
    settle(qapp, program)
    assert again.page.room.half_typed == ()


def go_on(room):
    (button,) = [one for one in room.page.findChildren(Button) if one.text() == "Ga verder"]
    button.click()
    settle(room.qapp, room.program)


@pytest.mark.parametrize("look", [("light", 1.0), ("dark", 2.0)], ids=["usual", "large"])
def test_every_question_has_names_and_room(room, look):
    apply(room.qapp, *look)
    room.press("new")
    dialog = room.dialog(IncidentIntakeDialog)
    values = {"acute": True, "track": Track.INCIDENT, "teller": Teller.STUDENT, "phase": "during", "kind": Kind.SEXUAL}
    dialog.form.show_values({**values, "what": STORY, "wish": Wish.OFFICIAL})
    dialog.skip()
    seen = []
    while not dialog.at_end:
        seen.append(dialog.question)
        settle(room.qapp, room.program)
        assert (dialog.question, nameless(dialog), clipped(dialog)) == (dialog.question, [], [])
        dialog.save()
    assert len(seen) == 13
    dialog.reject()
