"""The page Contact at the small school, and what tests do with it by key."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.commands import contact as commands
from app.commands.contact import AppointmentDraft
from app.terms.contact import DayPart
from app.terms.pipeline import Form, Moment
from ui.pages.contact import ContactPage

TUESDAY = date(2027, 3, 2)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def shown(qtbot, desk, actions):
    """The page in a window that has the focus."""
    page = ContactPage(desk, actions)
    qtbot.addWidget(page)
    page.resize(1240, 720)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def press(page, key, modifier=Qt.KeyboardModifier.NoModifier):
    focus = QApplication.focusWidget()
    if focus is None or not focus.isVisible():
        page.activateWindow()
        page.needs.setFocus()
    QTest.keyClick(QApplication.focusWidget() or page, key, modifier)


def choose(school, page, name):
    page.needs.setFocus()
    assert page.needs.choose(school.placements[name])


def opened(qtbot, kind):
    qtbot.waitUntil(lambda: any(isinstance(one, kind) and one.isVisible() for one in QApplication.topLevelWidgets()))
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def planned(school, name, day=TUESDAY, hour=None, moment=Moment.MIDDLE):
    draft = AppointmentDraft(moment, Form.VISIT, day, DayPart.MORNING, hour)
    return school.do(commands.keep_appointment, placement_id=school.placements[name], draft=draft)


def row(school, page, name):
    return page._rows[school.placements[name]]
