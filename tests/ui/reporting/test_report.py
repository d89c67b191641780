"""The report of a talk, by keyboard alone: what is kept, what is recorded, and how few keys it takes."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import select

from app.commands import contact as commands
from app.commands.contact import AppointmentDraft
from app.entities.progress import UnitStanding
from app.entities.report import TalkReport
from app.queries.contact import contact
from app.terms.contact import Content, DayPart, Stage, Verdict
from app.terms.pipeline import Form, Moment, Party
from app.terms.progress import Mastery
from tests.school import TODAY
from tests.ui.laws import clipped, nameless
from ui.desk.promising import Promised, parse_promise
from ui.dialogs.satisfaction import SatisfactionDialog
from ui.frame.resume import Spot, go_back, spot_of
from ui.frame.window import PageEntry, Window
from ui.pages.contact import ContactPage
from ui.reporting.answers import Answers
from ui.reporting.flow import FORM, draft_key, start_report
from ui.reporting.offer import offer_report
from ui.reporting.screen import ReportScreen
from ui.theme import apply

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
MOST_KEYS = 25


class Keys:
    """Somebody at the keyboard, who counts."""

    def __init__(self, qtbot, screen) -> None:
        self.count = 0
        self.screen = screen
        qtbot.addWidget(screen)
        screen.resize(1366, 768)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        screen.show_step(screen.step)

    def press(self, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.count += 1
            QTest.keyClick(QApplication.focusWidget() or self.screen, key, modifier)

    def write(self, text: str) -> None:
        """Free text does not count."""
        QTest.keyClicks(QApplication.focusWidget(), text)


def told(school, name="Ibrahim"):
    with school.store.reading() as session:
        return contact(session, school.placements[name], today=TODAY)


@pytest.fixture
def appointment(school):
    draft = AppointmentDraft(Moment.END, Form.VISIT, TODAY, DayPart.MORNING, 600)
    return school.do(commands.keep_appointment, placement_id=school.placements["Ibrahim"], draft=draft)


@pytest.fixture
def flow(school, desk, appointment):
    return start_report(desk, school.placements["Ibrahim"], appointment)


def ordinary(keys) -> None:
    """The eight questions of a talk in which something was said about each."""
    key = Qt.Key
    keys.press(key.Key_Return)  # everybody was there, as planned
    keys.press(key.Key_J, key.Key_Return)
    keys.press(key.Key_2, key.Key_Return)
    keys.press(key.Key_2, key.Key_1, key.Key_2, key.Key_Return)
    keys.press(key.Key_J, key.Key_Return)
    keys.press(key.Key_J)
    keys.write("Logboek inleveren @student #vr")
    keys.press(key.Key_Return, key.Key_Return)
    keys.press(key.Key_Return)
    keys.press(key.Key_1, key.Key_2, key.Key_3)


def test_an_ordinary_talk_takes_few_keys_and_everything_is_recorded(qtbot, school, desk, flow, heard):
    said = heard(desk.stated)
    keys = Keys(qtbot, flow.screen)
    ordinary(keys)
    keys.press(Qt.Key.Key_Return)
    assert keys.count <= MOST_KEYS
    assert said == ["Gesprek met Ibrahim Yıldız vastgelegd"]
    row = told(school)
    assert row.held.met
    assert [one.stage for one in row.appointments] == [Stage.HELD]
    (promise,) = row.promises
    assert (promise.text, promise.owner, promise.due_on) == ("Logboek inleveren", Party.STUDENT, date(2027, 3, 5))
    with school.store.reading() as session:
        (report,) = session.scalars(select(TalkReport))
        (standing,) = session.scalars(select(UnitStanding))
    assert (report.goals_clear, report.costs, len(report.agreed)) == (Verdict.YES, Verdict.YES, 3)
    assert standing.mastery is Mastery.GUIDED
    assert desk.load_draft(flow.screen.key) is None
    desk.undo()
    assert not told(school).held.met


def test_every_answer_is_kept_and_a_killed_program_goes_on_where_it_was(qtbot, school, desk, flow, appointment):
    keys = Keys(qtbot, flow.screen)
    keys.press(Qt.Key.Key_Return, Qt.Key.Key_J, Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_2)
    qtbot.waitUntil(lambda: bool((desk.load_draft(flow.screen.key) or {}).get("units")))
    again = start_report(desk, school.placements["Ibrahim"], appointment)
    qtbot.addWidget(again.screen)
    assert again.screen.step == 2
    assert again.answers.goals == Verdict.YES.value
    assert list(again.answers.units.values()) == [Mastery.GUIDED.value]


def test_what_is_being_typed_of_a_promise_is_kept_too(qtbot, desk, flow):
    keys = Keys(qtbot, flow.screen)
    keys.press(Qt.Key.Key_6, modifier=ALT)
    keys.press(Qt.Key.Key_J)
    keys.write("Halve toezeg")
    flow.screen.keep_now()
    assert desk.load_draft(flow.screen.key)["writing"] == "Halve toezeg"


def test_keys_go_on_back_and_to_any_step(qtbot, flow):
    keys = Keys(qtbot, flow.screen)
    keys.press(Qt.Key.Key_Return)
    assert flow.screen.step == 1
    keys.press(Qt.Key.Key_Return, modifier=SHIFT)
    assert flow.screen.step == 0
    keys.press(Qt.Key.Key_8, modifier=ALT)
    assert flow.screen.step == 7


def test_leaving_keeps_the_draft(qtbot, desk, flow):
    keys = Keys(qtbot, flow.screen)
    keys.press(Qt.Key.Key_Return, Qt.Key.Key_N)
    with qtbot.waitSignal(flow.ended):
        keys.press(Qt.Key.Key_Escape)
    assert desk.load_draft(flow.screen.key)["goals"] == Verdict.NO.value


def test_who_was_not_there_makes_it_count_less_and_it_says_so(qtbot, flow):
    keys = Keys(qtbot, flow.screen)
    assert flow.screen._norm.text() == "Norm na dit gesprek: 3 van 3 · op bezoek voldaan"
    keys.press(Qt.Key.Key_2)
    assert flow.screen._norm.text().startswith("Norm na dit gesprek: 2 van 3")


def test_nothing_is_recorded_without_a_day_and_a_refusal_is_said(qtbot, school, flow):
    keys = Keys(qtbot, flow.screen)
    flow._who.day.set_value(None)
    keys.press(Qt.Key.Key_8, modifier=ALT)
    keys.press(Qt.Key.Key_Return)
    assert flow.screen._notice.text == "Op welke dag was het gesprek?"
    assert not told(school).held.met


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Logboek inleveren @student #vr", Promised("Logboek inleveren", Party.STUDENT, date(2027, 3, 5))),
        ("Reiskosten betalen @bedrijf #12-3", Promised("Reiskosten betalen", Party.COMPANY, date(2027, 3, 12))),
        ("@school Bellen #ma", Promised("Bellen", Party.SCHOOL, date(2027, 3, 8))),
        ("Iets #onzin", Promised("Iets #onzin", Party.STUDENT, None)),
        ("  ", Promised("", Party.STUDENT, None)),
    ],
    ids=["student", "company", "school", "no day", "nothing"],
)
def test_a_promise_is_read_as_it_is_typed(typed, expected):
    assert parse_promise(typed, TODAY) == expected


def test_an_older_draft_with_other_fields_is_still_read():
    answers = Answers.read({"goals": "yes", "gone": 1})
    assert answers.goals == "yes"
    assert Answers.read(answers.values()) == answers


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_off_in_any_step(qapp, qtbot, flow, scale):
    keys = Keys(qtbot, flow.screen)
    apply(qapp, "dark", scale)
    for step in range(8):
        flow.screen.stepped.emit(step)
        qtbot.waitUntil(lambda: clipped(keys.screen) == [])
        assert nameless(keys.screen) == []


class _Session:
    """What the way back needs of a session."""

    def __init__(self, window, desk) -> None:
        self.application = self
        self.window, self.desk = window, desk


@pytest.fixture
def window(qtbot, desk, actions, state):
    def page() -> QWidget:
        return ContactPage(desk, actions)

    window = Window([PageEntry("contact", "Contact", "message-circle", page)], state)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.show_page("contact")
    return window


def test_a_lock_in_the_middle_comes_back_to_the_same_question(qtbot, school, desk, window, appointment):
    offer_report(desk, window, school.placements["Ibrahim"], appointment)
    screen = window.findChild(ReportScreen)
    screen.stepped.emit(4)
    spot = spot_of(window, None)
    assert spot == Spot("contact", None, draft_key(school.placements["Ibrahim"], appointment))
    assert spot.form.form == FORM
    window.uncover()
    window.forget_pages()
    qtbot.waitUntil(lambda: window.findChild(ReportScreen) is None)
    go_back(_Session(window, desk), spot)
    assert window.covered
    assert window.findChild(ReportScreen).step == 4
    window.uncover()


def test_nobody_reports_while_names_are_hidden(school, desk, window, heard):
    said = heard(desk.refused)
    desk.present(True)
    offer_report(desk, window, school.placements["Ibrahim"], None)
    assert said
    assert not window.covered


def test_after_the_last_talk_student_and_company_are_asked_apart_how_content_they_are(
    qtbot, school, desk, window, appointment
):
    offer_report(desk, window, school.placements["Ibrahim"], appointment)
    window.findChild(ReportScreen).finished.emit()
    assert told(school).content_due == (Party.STUDENT, Party.COMPANY)
    for party, guidance in ((Party.STUDENT, Content.YES), (Party.COMPANY, Content.NO)):
        dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, SatisfactionDialog)]
        dialog = next(one for one in dialogs if one.isVisible())
        assert dialog.form["party"].value is party
        assert nameless(dialog) == []
        dialog.form["school"].set_value(guidance)
        dialog.form["other"].set_value(Content.PARTLY)
        dialog.save()
        qtbot.waitUntil(lambda dialog=dialog: not dialog.isVisible())
    assert told(school).content_due == ()
    desk.undo()
    assert told(school).content_due == (Party.COMPANY,)
