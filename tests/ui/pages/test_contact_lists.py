"""Lists for supervisors without the program: written for all at once, and typed over in their order."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from sqlalchemy import select

from app.commands.introductions import IntroductionDraft, plan_introduction
from app.entities.contact import ContactMoment
from app.exchange.tables import read_table
from app.progress import Progress
from app.queries.progress import progress
from app.terms.contact import Content, Objection
from app.terms.pipeline import Form, Party
from app.terms.progress import Mastery
from tests.ui.laws import clipped, nameless
from ui.desk.pdfium import opened as readable
from ui.dialogs.introduction import IntroductionDialog, ObjectionDialog
from ui.dialogs.satisfaction import SatisfactionDialog
from ui.dialogs.talk_entry import TalkEntryDialog
from ui.pages.contact import ContactPage
from ui.pages.contact.days import Meeting

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, desk, actions):
    page = ContactPage(desk, actions)
    qtbot.addWidget(page)
    page.resize(1240, 720)
    with qtbot.waitExposed(page):
        page.show()
    return page


def opened(kind):
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def test_every_supervisor_gets_a_workbook_and_a_paper_with_the_same_codes(qtbot, page, tmp_path, heard):
    said = heard(page.desk.told)
    page.sheets.give(page._mine)
    opened(QFileDialog).fileSelected.emit(str(tmp_path))
    qtbot.waitUntil(lambda: bool(said))
    books = sorted(tmp_path.glob("*.xlsx"))
    guides = {row.supervisor_id for row in page._rows.values()} - {None}
    assert len(books) == len(list(tmp_path.glob("*.pdf"))) == len(guides)
    table = read_table(books[0], progress=Progress())
    codes = [row.cells[0] for row in table.rows]
    with readable(books[0].with_suffix(".pdf").read_bytes()) as paper:
        words = paper[0].get_textpage().get_text_range()
    assert codes
    assert all(code in words for code in codes)


def test_a_paper_list_is_typed_over_line_after_line_and_is_one_step(qtbot, school, page, heard):
    said = heard(page.desk.stated)
    guide = next(row.supervisor_id for row in page._rows.values() if row.student == "Thijs Janssen")
    page.sheets.enter(page._mine, guide)
    dialog = opened(TalkEntryDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    rows = list(dialog.table.rows.rows)
    edit = dialog.form["line"].edit
    entered = "26-2 w2 + Logboek inleveren @student #vr + Kosten betalen @bedrijf"
    for typed in ("morgen", "25-2 b sl w1111111111111", "25-2 b sl", "", entered):
        edit.clear()
        QTest.keyClicks(edit, typed)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        if typed == "morgen":
            assert "12-3 b sld" in dialog._notice.text
        if typed.endswith("111"):
            assert "meer cijfers dan" in dialog._notice.text
    assert [row.number for row in dialog.table.rows.rows if row.typed] == [1, 3][: len(rows)]
    assert not clipped(dialog)
    assert not nameless(dialog)
    QTest.keyClick(edit, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert "vastgelegd van" in said[-1]

    def told():
        with school.store.reading() as session:
            wanted = select(ContactMoment.ticket, ContactMoment.told_by_id, ContactMoment.company_present)
            return sorted(session.execute(wanted.where(ContactMoment.ticket.is_not(None))).all())

    first, second = sorted((rows[0].line.code, rows[2].line.code))
    assert [row.ticket for row in told()] == [first, second]
    assert {row.told_by_id for row in told()} == {guide}
    about = page._rows[rows[2].line.row.placement_id]
    assert sorted((one.text, one.owner) for one in about.promises) == [
        ("Kosten betalen", Party.COMPANY),
        ("Logboek inleveren", Party.STUDENT),
    ]
    standing = page.desk.ask(progress, placement_id=about.placement_id).units
    assert [unit.mastery for unit in standing] == [Mastery.GUIDED]
    page.desk.undo()
    assert told() == []


def test_a_kennismaking_is_planned_held_and_objected_to_by_key(qtbot, school, page, heard):
    said = heard(page.desk.stated)
    page.switch.choose("meet")
    view = page.meetings
    names = [row.student for row in view.table.rows.rows]
    assert len(names) > 1
    view.table.choose(view.table.rows.rows[0].placement_id)
    page._actions.get("contact.meet_plan").trigger()
    dialog = opened(IntroductionDialog)
    assert not nameless(dialog)
    dialog.form["day"].set_value(date(2027, 3, 2))
    dialog.save()
    assert said == [f"Kennismaking van {names[0]} en {view.table.rows.rows[0].company} op di 2 mrt."]
    view.table.choose(next(row.placement_id for row in view.table.rows.rows if row.student == names[0]))
    page._actions.get("contact.meet_held").trigger()
    assert "kennisgemaakt" in said[-1]
    view.table.choose(next(row.placement_id for row in view.table.rows.rows if row.student == names[1]))
    page._actions.get("contact.meet_objected").trigger()
    dialog = opened(ObjectionDialog)
    dialog.save()
    assert dialog.isVisible()
    dialog.form["objected_by"].set_value(Party.STUDENT)
    dialog.form["objection"].set_value(Objection.TRAVEL)
    dialog.save()
    assert not dialog.isVisible()
    signs = {row.student: view._sign(row).text for row in view.table.rows.rows}
    assert signs[names[1]] == "bezwaar: de reis is te lang of kan niet"
    assert not clipped(view)


def test_a_kennismaking_stands_in_the_week_is_moved_there_and_has_its_own_invitation(qtbot, page, tmp_path, heard):
    said = heard(page.desk.stated)
    page.switch.choose("meet")
    row = page.meetings.table.rows.rows[0]
    draft = IntroductionDraft(date(2027, 3, 2), 10 * 60, Form.VISIT)
    page.desk.do(plan_introduction, "Gepland", placement_id=row.placement_id, draft=draft)
    page.switch.choose("week")
    card = Meeting(row.placement_id)
    assert page.calendar.board.choose(card)
    (shown,) = [one for one in page.calendar.board.lane_view("2027-03-02").cards.rows if one.id == card]
    assert (shown.state.text, shown.foot) == ("10:00", "Kennismaken")
    page.calendar.board.dropped.emit([card], "2027-03-04")
    assert said[-1].startswith("Kennismaking van")
    page.calendar.board.move_wanted.emit([card], 1)
    moved = next(one for one in page.meetings.table.rows.rows if one.placement_id == row.placement_id)
    assert (moved.day, moved.starts_at, moved.sequence) == (date(2027, 3, 5), 600, 2)
    assert all(not one.appointments for one in page._rows.values() if one.placement_id == row.placement_id)
    page.calendar.board.opened.emit(card)
    opened(IntroductionDialog).reject()
    page._actions.get("contact.meet_invite").trigger()
    target = tmp_path / "kennismaken.eml"
    opened(QFileDialog).fileSelected.emit(str(target))
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: page.desk.lanes.idle)
    parts = list(message_from_bytes(target.read_bytes()).walk())
    calendar = next(part for part in parts if part.get_content_type() == "text/calendar").get_payload(decode=True)
    assert b"METHOD:REQUEST" in calendar
    assert b"SEQUENCE:2" in calendar
    assert b"20270305T100000" in calendar
    words = next(part for part in parts if part.get_content_type() == "text/plain").get_payload(decode=True).decode()
    assert "geen sollicitatiegesprek" in words


def test_how_content_people_were_is_asked_of_each_apart(school, page, heard):
    said = heard(page.desk.stated)
    assert "nog niet gevraagd" in page.guides._content.text()
    page.hand.choose(school.placements["Thijs"])
    for party in (Party.STUDENT, Party.COMPANY):
        page._actions.get("contact.content").trigger()
        dialog = opened(SatisfactionDialog)
        dialog.form["party"].set_value(party)
        dialog.form["school"].set_value(Content.YES)
        dialog.form["other"].set_value(Content.PARTLY)
        assert not clipped(dialog)
        assert not nameless(dialog)
        dialog.save()
    assert said[0] == "Tevredenheid van Thijs Janssen vastgelegd"
    assert "te weinig antwoorden" in page.guides._content.text()
