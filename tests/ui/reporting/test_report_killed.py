"""A program that is killed in the middle of a report: what was answered is there when it is opened again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.commands import contact as commands
from app.commands.contact import AppointmentDraft
from app.store.store import Store
from app.terms.contact import DayPart, Verdict
from app.terms.pipeline import Form, Moment
from tests.conftest import KEY
from tests.school import ACTOR, TODAY
from ui.desk.desk import Desk
from ui.reporting.answers import Answers
from ui.reporting.flow import draft_key, start_report

ROOT = Path(__file__).resolve().parents[3]
CHILD = """
import os, signal, sys
from pathlib import Path
from uuid import UUID
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app import clock
from app.store.store import Store
from tests.conftest import KEY, MONDAY
from ui.desk.desk import Desk
from ui.desk.jobs import Lanes
from ui.reporting.flow import start_report

app = QApplication([])
with clock.at(MONDAY):
    desk = Desk(Store(Path(sys.argv[1]), KEY, "laptop"), "Marieke Vos", Lanes())
    flow = start_report(desk, UUID(hex=sys.argv[2]), UUID(hex=sys.argv[3]))
    flow.screen.show()
    flow.screen.activateWindow()
    while not flow.screen.isActiveWindow():
        app.processEvents()
    flow.screen.show_step(0)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_J):
        QTest.keyClick(QApplication.focusWidget() or flow.screen, key)
    while not (desk.load_draft(flow.screen.key) or {}).get("goals"):
        app.processEvents()
print("kept", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that kills")
def test_a_killed_program_has_kept_what_was_answered(qtbot, school, lanes):
    draft = AppointmentDraft(Moment.END, Form.VISIT, TODAY, DayPart.MORNING, 600)
    placement = school.placements["Ibrahim"]
    appointment = school.do(commands.keep_appointment, placement_id=placement, draft=draft)
    path = school.store.path
    school.store.close()
    ended = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), placement.hex, appointment.hex],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.stdout.strip(), ended.returncode) == ("kept", -signal.SIGKILL), ended.stderr
    store = Store(path, KEY, "laptop")
    desk = Desk(store, ACTOR, lanes)
    kept = desk.load_draft(draft_key(placement, appointment))
    assert kept is not None
    assert Answers.read(kept).goals == Verdict.YES.value
    again = start_report(desk, placement, appointment)
    qtbot.addWidget(again.screen)
    assert again.answers.goals == Verdict.YES.value
    desk.deleteLater()
    store.close()
