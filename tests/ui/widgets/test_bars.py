"""The bars at the bottom say what happened and how far something is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.theme import Tone
from ui.widgets.button import Button
from ui.widgets.job_bar import JobBar
from ui.widgets.message_bar import MessageBar


def shown(bar, kind):
    return [part for part in bar.findChildren(kind) if not part.isHidden() and part.text()]


def button(bar, text):
    return next(part for part in bar.findChildren(Button) if text in (part.text(), part.accessibleName()))


@pytest.fixture
def messages(qtbot):
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show()
    return bar


def test_an_empty_bar_shows_nothing(messages):
    assert shown(messages, QLabel) == []
    assert shown(messages, Button) == []


def test_a_fact_stays_until_the_next_one(messages):
    messages.say("Meron staat nu bij ‘beoordeeld’.", undo=True)
    messages.say("Bewaard.")
    assert messages.text == "Bewaard."
    assert button(messages, "Ongedaan maken").isHidden()


def test_undo_is_one_click_away_and_shows_its_key(qtbot, messages):
    messages.say("Meron staat nu bij ‘beoordeeld’.", undo=True)
    with qtbot.waitSignal(messages.undo_wanted):
        qtbot.mouseClick(button(messages, "Ongedaan maken"), Qt.MouseButton.LeftButton)


def test_a_message_may_offer_one_other_thing(qtbot, messages):
    messages.say("Alle back-ups staan op deze schijf.", Tone.ATTENTION, action="Kies een plek")
    with qtbot.waitSignal(messages.action_wanted):
        qtbot.mouseClick(button(messages, "Kies een plek"), Qt.MouseButton.LeftButton)


def test_a_message_can_be_put_away(qtbot, messages):
    messages.say("Bewaard.")
    qtbot.mouseClick(button(messages, "Bericht weg"), Qt.MouseButton.LeftButton)
    assert messages.text == ""
    assert shown(messages, Button) == []


def count_to(most, *, progress):
    for at in range(most):
        progress.step(at, most)
    progress.step(most, most)
    return most


def wait_for_cancel(*, started, progress):
    started.set()
    while True:
        progress.step(0, 9)


def test_a_job_shows_how_far_it_is_until_it_ends(qtbot, lanes):
    bar = JobBar()
    qtbot.addWidget(bar)
    seen = []
    job = lanes.render(count_to, most=31)
    bar.watch(job, "POK's maken")
    job.progressed.connect(lambda: seen.extend(label.text() for label in shown(bar, QLabel)))
    with qtbot.waitSignal(job.ended):
        pass
    assert {"POK's maken", "31 van 31"} <= set(seen)
    assert not bar.busy


def test_a_job_can_be_stopped_from_the_bar(qtbot, lanes):
    from threading import Event

    bar = JobBar()
    qtbot.addWidget(bar)
    started = Event()
    job = lanes.render(wait_for_cancel, started=started)
    bar.watch(job, "Lijst maken")
    bar.show()
    qtbot.waitUntil(started.is_set)
    with qtbot.waitSignal(job.cancelled):
        qtbot.mouseClick(button(bar, "Annuleren"), Qt.MouseButton.LeftButton)
    assert not bar.busy


def test_two_jobs_are_counted(qtbot, lanes):
    bar = JobBar()
    qtbot.addWidget(bar)
    jobs = [lanes.render(count_to, most=2), lanes.render(count_to, most=2)]
    for job in jobs:
        bar.watch(job, "Kaarten maken")
    assert next(label.text() for label in shown(bar, QLabel)) == "Kaarten maken (en nog 1)"
    qtbot.waitUntil(lambda: not bar.busy)
