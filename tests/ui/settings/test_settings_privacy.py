"""A student who asks to see or to be erased, through the widgets."""

from __future__ import annotations

import json

from PySide6.QtWidgets import QFileDialog

from app.clock import today
from app.queries.school_papers import hand_outs
from app.queries.students import students
from tests.ui.waterland import click, fill
from ui.dialogs.erase import EraseDialog
from ui.dialogs.person_request import PersonRequestDialog, Request


def request(qtbot, settings, what):
    part = settings.part("privacy")
    row = next(row for row in settings.ask(students, today=today()).rows if row.name == "Amira Benhaddou")
    click(qtbot, part, "Verzoek van een student")
    dialog = settings.dialog(PersonRequestDialog)
    fill(dialog.form, student_id=row.id, request=what)
    click(qtbot, dialog, "Ga verder")
    settings.settle()
    return part


def test_what_is_known_goes_along_as_data_and_that_is_kept(qtbot, settings, tmp_path):
    part = request(qtbot, settings, Request.DATA)
    dialog = part.findChild(QFileDialog)
    target = tmp_path / "inzage.json"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    settings.until(target.exists)
    assert json.loads(target.read_text(encoding="utf-8"))["naam"] == "Amira Benhaddou"
    assert settings.ask(hand_outs)[0].document == "inzage"


def test_erasing_asks_for_a_tick_and_takes_undo_away(qtbot, settings):
    request(qtbot, settings, Request.ERASE)
    dialog = settings.dialog(EraseDialog)
    assert not dialog.save_button.isEnabled()
    dialog._sure.set_value(True)
    dialog._sure.tell()
    click(qtbot, dialog, "Wis definitief")
    settings.settle()
    assert "Amira Benhaddou" not in {row.name for row in settings.ask(students, today=today()).rows}
    assert settings.program.session.desk.undo_fact is None
