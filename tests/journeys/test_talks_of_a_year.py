"""The talks of the practice school, in the window: planned, agreed, moved, held, reported and printed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog

from app.clock import today
from app.queries.contact_plan import planning
from app.terms.contact import Stage
from app.terms.pipeline import Form
from ui.desk.pdfium import opened as readable
from ui.dialogs.appointment import AppointmentDialog
from ui.dialogs.plan_offer import LineKind, PlanOfferDialog
from ui.unattended import practising, settle, until

CTRL = Qt.KeyboardModifier.ControlModifier


class Hand:
    """Somebody at the page Contact."""

    def __init__(self, qtbot, qapp, program) -> None:
        self.qtbot, self.qapp, self.program = qtbot, qapp, program
        program.window.show_page("contact")
        self.rest()
        self.page = program.window.page("contact")

    def rest(self) -> None:
        settle(self.qapp, self.program)

    def do(self, action: str) -> None:
        self.program.actions.get(f"contact.{action}").trigger()
        self.rest()

    def dialog(self, kind):
        found = lambda: [one for one in self.program.window.findChildren(kind) if one.isVisible()]  # noqa: E731
        until(self.qapp, lambda: bool(found()))
        return found()[0]

    def row(self, key):
        return self.page._rows[key]

    def press(self, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        window = self.program.window
        if QApplication.activeWindow() is None:  # another window of the tests may have been the last one
            window.raise_()
            window.activateWindow()
            until(self.qapp, lambda: QApplication.activeWindow() is not None)
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)
        self.rest()


@pytest.mark.heavy
def test_the_talks_of_a_year_go_from_the_planner_to_the_printer(qtbot, qapp, tmp_path):
    with practising(qapp) as program:
        hand = Hand(qtbot, qapp, program)
        planned = _planned(hand)
        for number, key in enumerate(planned):
            hand.page.show_guide(hand.row(key).supervisor_id)
            _agreed_and_moved(hand, key)
            _reported(hand, key)
            _printed(hand, tmp_path / f"bezoekmap {number}.pdf")
        for dialog in [one for one in program.window.findChildren(QDialog) if one.isVisible()]:
            dialog.reject()


def _planned(hand):
    """Let the planner fill the rest of the year for every supervisor; gives a new talk of two of them."""
    page = hand.page
    page.show_guide(None)
    before = {one.id for row in page._mine for one in row.appointments}
    hand.do("propose")
    offer = hand.dialog(PlanOfferDialog)
    lines = offer.table.rows.rows
    new = sum(line.kind is LineKind.NEW for line in lines)
    offer.take_button.click()
    hand.rest()
    made = {
        row.placement_id: row
        for row in page._mine
        if any(one.is_open and one.id not in before for one in row.appointments)
    }
    guides = {row.supervisor_id for row in made.values()}
    needing = {row.supervisor_id for row in page._mine if row.supervisor_id and not row.held.met}
    assert new > len(made) > 50  # most students have more than one talk to come
    assert len(guides) > len(needing) // 2
    assert all(line.why for line in lines if line.kind is LineKind.LEFT)
    asked = page.desk.ask(planning, page._mine, today=today())
    assert len(asked.problem.standing) >= new
    first = {row.supervisor_id: row.placement_id for row in reversed(made.values()) if _new_first(row, before)}
    return list(first.values())[:2]


def _new_first(row, before):
    """Whether the talk that comes first is one that was just planned, at a company."""
    return row.planned is not None and row.planned.id not in before and row.planned.form is Form.VISIT


def _agreed_and_moved(hand, key) -> None:
    page = hand.page
    page.hand.choose(key)
    hand.do("agree")
    dialog = hand.dialog(AppointmentDialog)
    dialog.form["starts_at"].set_value(10 * 60)
    dialog.save()
    hand.rest()
    one = hand.row(key).planned
    assert (one.stage, one.starts_at) == (Stage.AGREED, 600)
    page.calendar.show_day(one.day)
    page.calendar.board.choose(one.id)
    page.calendar.board.focus()
    hand.press(Qt.Key.Key_Right, modifier=CTRL)
    assert hand.row(key).planned.day > one.day
    assert hand.row(key).planned.sequence == one.sequence + 1


def _reported(hand, key) -> None:
    """The talk came earlier than planned: it is reported today, by the keys of the report alone."""
    page, held = hand.page, hand.row(key).held.joint
    page.hand.choose(key)
    hand.do("report")
    assert hand.program.window.covered
    Key = Qt.Key  # noqa: N806 - as Qt writes it
    hand.press(Key.Key_Return, Key.Key_J, Key.Key_Return, Key.Key_Return, Key.Key_Return)
    hand.press(Key.Key_J, Key.Key_Return, Key.Key_Return, Key.Key_Return)
    hand.press(Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_Return)
    assert not hand.program.window.covered
    row = hand.row(key)
    assert row.held.joint == held + 1
    assert any(slot.held_on == today() for slot in row.slots)


def _printed(hand, target) -> None:
    """The folder of a day with visits, in one job."""
    page = hand.page
    days = [
        one.day
        for row in page._mine
        for one in row.appointments
        if one.is_open and one.form is Form.VISIT and one.day <= today() + timedelta(days=60)
    ]
    page.calendar.show_day(min(days))
    hand.do("folder")
    dialog = hand.dialog(QPrintDialog)
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(target))
    dialog.printer().setResolution(36)
    dialog.accepted.emit(dialog.printer())
    dialog.reject()
    until(hand.qapp, target.exists)
    hand.rest()
    with readable(target.read_bytes()) as document:
        assert len(document) > 1
