"""A school that just began reads its lists in: what they speak of and it does not have is added on the way."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from app.entities.programme import Period, Programme
from app.queries.students import students
from tests.school import TODAY
from tests.ui.importing.test_import_screen import go_on, take_in, words
from tests.ui.laws import clipped, nameless, untranslated
from ui.importing.columns_part import ColumnsPart
from ui.importing.done_part import DonePart
from ui.importing.lacking_part import LackingPart
from ui.importing.preview_part import PreviewPart
from ui.theme import apply

STUDENTS = (
    "Nummer;Roepnaam;Achternaam;Stamgroep;Opleiding;Crebo- / elementcode;Niveau;Leerweg;Cohort;Status verbintenis"
)
WISHES = "Studentnummer;Naam;BPV-periode;Wat wil je leren? (leerdoelen);Tijdstempel"


@pytest.fixture
def bakers(listed):
    """Three students of an opleiding that the school does not have, and one of a crebo that nobody has."""
    people = [f"5000{at};Baker{at};Meel;BAK1A;Broodbakker;25170;2;BOL;2026-2027;Definitief" for at in range(3)]
    slip = "50009;Iemand;Anders;VZ3A;Onbekend;99999;3;BOL;2026-2027;Definitief"
    return listed("studenten.csv", *people, slip, head=STUDENTS)


def wishes(listed, *periods):
    lines = [f"30101;Noor el Amrani;{period};leren;1-11-2026 10:0{at}" for at, period in enumerate(periods)]
    return listed("leerwensen.csv", *lines, head=WISHES)


def opleidingen(school):
    with school.store.reading() as session:
        return dict(session.execute(select(Programme.crebo, Programme.name)).all())


def typed(qtbot, text):
    """Type a day, and go past its calendar to the next."""
    qtbot.keyClicks(QApplication.focusWidget(), text)
    for _stop in ("calendar", "next"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


def test_an_opleiding_of_the_student_list_comes_along_with_its_klas_and_a_slip_does_not(qtbot, screen, school, bakers):
    take_in(qtbot, screen, bakers)
    go_on(qtbot, screen, ColumnsPart)
    asked = go_on(qtbot, screen, LackingPart)
    assert [row.name for row in asked.rows.table.rows.rows] == ["Broodbakker"]
    go_on(qtbot, screen, PreviewPart)
    assert opleidingen(school)["25170"] == "Broodbakker"
    go_on(qtbot, screen, DonePart)
    with school.store.reading() as session:
        stored = {row.number: row for row in students(session, today=TODAY).rows}
    assert {(stored[f"5000{at}"].group, stored[f"5000{at}"].programme) for at in range(3)} == {("BAK1A", "Broodbakker")}
    assert stored["50009"].programme == ""


def test_an_opleiding_that_is_turned_down_stays_out(qtbot, screen, school, bakers):
    take_in(qtbot, screen, bakers)
    go_on(qtbot, screen, ColumnsPart)
    asked = go_on(qtbot, screen, LackingPart)
    asked.rows.table.selectAll()
    qtbot.keyClick(asked.rows.table, Qt.Key.Key_Space)
    go_on(qtbot, screen, PreviewPart)
    assert "25170" not in opleidingen(school)


def test_a_period_gets_its_days_by_keyboard_and_its_wishes_are_read(qtbot, screen, school, listed):
    take_in(qtbot, screen, wishes(listed, "Periode 7", "Periode 8"))
    go_on(qtbot, screen, ColumnsPart)
    asked = go_on(qtbot, screen, LackingPart)
    asked.form.focus_first()
    typed(qtbot, "1-2-2027")
    typed(qtbot, "30-6-2027")
    preview = go_on(qtbot, screen, PreviewPart)
    assert (len(preview.preview.new), len(preview.preview.refused)) == (1, 1)
    with school.store.reading() as session:
        made = session.execute(select(Period.first_day, Period.last_day).where(Period.code == "P7")).one()
    assert tuple(made) == (date(2027, 2, 1), date(2027, 6, 30))


def test_a_period_with_one_day_or_the_wrong_way_round_is_pointed_at(qtbot, screen, listed):
    take_in(qtbot, screen, wishes(listed, "Periode 7"))
    go_on(qtbot, screen, ColumnsPart)
    asked = go_on(qtbot, screen, LackingPart)
    first, last = asked.form["first_0"], asked.form["last_0"]
    first.set_value(date(2027, 2, 1))
    assert not asked.check()
    assert "allebei" in last.error
    last.set_value(date(2027, 1, 1))
    assert not asked.check()
    assert "voor de eerste" in last.error


def test_a_list_of_which_nothing_can_be_read_says_so(qtbot, screen, listed):
    take_in(qtbot, screen, wishes(listed, "Periode 7"))
    go_on(qtbot, screen, ColumnsPart)
    go_on(qtbot, screen, LackingPart)
    go_on(qtbot, screen, PreviewPart)
    done = go_on(qtbot, screen, DonePart)
    assert "Niets ingelezen: 1 regel is niet in te lezen" in words(done)


@pytest.fixture
def large(qapp):
    apply(qapp, "light", 2.0)


@pytest.mark.usefixtures("shout", "large")
def test_the_question_about_perioden_keeps_the_laws_of_the_screen_at_200_percent(qtbot, screen, listed):
    take_in(qtbot, screen, wishes(listed, "Voorjaar"))
    go_on(qtbot, screen, ColumnsPart)
    go_on(qtbot, screen, LackingPart)
    qtbot.waitUntil(lambda: clipped(screen) == [])
    assert nameless(screen) == []
    assert untranslated(screen, ["Voorjaar", ".csv", "Ctrl+", "Alt+", "Esc"]) == []


@pytest.mark.usefixtures("shout", "large")
def test_the_question_about_opleidingen_keeps_the_laws_of_the_screen_at_200_percent(qtbot, screen, bakers):
    take_in(qtbot, screen, bakers)
    go_on(qtbot, screen, ColumnsPart)
    go_on(qtbot, screen, LackingPart)
    qtbot.waitUntil(lambda: clipped(screen) == [])
    assert nameless(screen) == []
    assert untranslated(screen, ["Broodbakker", "25170", ".csv", "Ctrl+", "Alt+", "Esc"]) == []
