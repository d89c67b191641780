"""Our mistakes are kept and told without one value of the school."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.errors import Refusal
from app.progress import Cancelled
from tests.ui.laws import clipped, nameless, untranslated
from ui.frame.crash import LOG_NAME, Crashes
from ui.frame.report import report
from ui.widgets.button import Button


def mistake(name="Noor el Amrani"):
    try:
        return {"a": 1}[name]
    except KeyError as error:
        text = f"{name} heeft al een plek"
        raise Refusal(text) from error


def caught():
    try:
        mistake()
    except Refusal as error:
        return error


@pytest.fixture
def crashes(qtbot, tmp_path):
    window = QWidget()
    qtbot.addWidget(window)
    crashes = Crashes(tmp_path / "logs", lambda: window)
    crashes.install()
    yield crashes
    crashes.uninstall()


def test_a_report_names_kinds_places_and_versions_and_no_values():
    text = report(caught())
    assert "app.errors.Refusal" in text
    assert "builtins.KeyError" in text
    assert "tests/ui/frame/test_crash.py" in text
    assert "mistake" in text
    assert "Noor" not in text
    assert "plek" not in text


def test_a_report_holds_no_folder_of_this_computer(tmp_path):
    assert str(tmp_path.home()) not in report(caught()).replace("/usr/lib", "")
    assert "site-packages" not in report(caught())


def test_what_nobody_caught_is_kept_and_told_in_one_dialog(qtbot, crashes, tmp_path):
    with qtbot.waitSignal(crashes.caught):
        sys.excepthook(Refusal, caught(), None)
    first = crashes.dialog
    sys.excepthook(Refusal, caught(), None)
    assert crashes.dialog is first
    kept = sorted((tmp_path / "logs").glob("fout-*.txt"))
    assert len(kept) == 2
    assert "Noor" not in kept[0].read_text(encoding="utf-8")
    first.accept()


def test_an_error_of_a_thread_is_told_on_the_gui_thread(qtbot, crashes):
    with qtbot.waitSignal(crashes.caught):
        thread = threading.Thread(target=mistake)
        thread.start()
        thread.join()
    assert crashes.dialog is not None
    crashes.dialog.accept()


def test_the_log_has_places_and_no_messages(crashes, tmp_path):
    crashes.catch(caught())
    for handler in logging.getLogger().handlers:
        handler.flush()
    log = (tmp_path / "logs" / LOG_NAME).read_text(encoding="utf-8")
    assert "test_crash.py" in log
    assert "Noor" not in log


def test_stopping_is_no_mistake(qtbot, crashes):
    with qtbot.assertNotEmitted(crashes.caught):
        crashes.catch(Cancelled())


def test_only_the_newest_reports_are_kept(qtbot, crashes, tmp_path):
    for _ in range(13):
        crashes.catch(caught())
    assert len(list((tmp_path / "logs").glob("fout-*.txt"))) == 10
    crashes.dialog.accept()


@pytest.mark.usefixtures("shout")
def test_the_dialog_can_be_read_and_copied(qtbot, crashes):
    crashes.catch(caught())
    dialog = crashes.dialog
    dialog.show()
    text = dialog.findChild(QPlainTextEdit).toPlainText()
    copy = next(button for button in dialog.findChildren(Button) if "Kopieer" in button.text())
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == text
    assert (clipped(dialog), nameless(dialog), untranslated(dialog)) == ([], [], [])
    dialog.accept()
