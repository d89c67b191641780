"""Somebody at the keyboard of the program: nothing is clicked, and nothing is called but the keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QWidget

from ui.application import Application
from ui.unattended import settle, until
from ui.widgets.form import FormDialog


class Typist:
    """Presses keys where the focus is, and reads what stands on the screen."""

    def __init__(self, app: QApplication, program: Application) -> None:
        self._app, self._program = app, program

    @property
    def window(self):
        """The window of the program."""
        return self._program.window

    @property
    def said(self) -> str:
        """What the message bar says."""
        return self.window.messages.text

    def ask(self, query, *args, **kwargs):
        """What the school holds now."""
        return self._program.session.desk.ask(query, *args, **kwargs)

    def press(self, *keys: str) -> None:
        """Press keys one after another, each named as a shortcut is."""
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(self._where(), combination.key(), combination.keyboardModifiers())
            settle(self._app, self._program)

    def type(self, words: str) -> None:
        """Type words; Qt's tests have keys for plain letters only."""
        assert words.isascii(), words
        QTest.keyClicks(self._where(), words)
        settle(self._app, self._program)

    def dialog(self, kind: type[QDialog] = FormDialog) -> QDialog:
        """The dialog that is open."""
        (found,) = self.open(kind)
        return found

    def save(self) -> None:
        """Save the form that is open; it has to be right."""
        form = self.dialog()
        self.press("Ctrl+Return")
        assert form not in self.open(FormDialog), seen(form)

    def keep(self, path: Path) -> bytes:
        """Answer where a file goes; gives what was written."""
        self.dialog(QFileDialog)
        self.press("Ctrl+A")
        self.type(str(path))
        self.leave_files()
        until(self._app, path.exists)
        settle(self._app, self._program)
        return path.read_bytes()

    def leave_files(self) -> None:
        """Take what is typed in Qt's own dialog of files, whose first Enter may take what its list suggests."""
        for _ in range(4):
            if self.open(QFileDialog):
                self.press("Return")
        assert not self.open(QFileDialog)

    def keep_in(self, folder: Path, pattern: str) -> list[Path]:
        """Answer in which folder files go; gives those that came there."""
        folder.mkdir()
        self.dialog(QFileDialog)
        self.press("Ctrl+A")
        self.type(str(folder))
        self.leave_files()
        until(self._app, lambda: any(folder.glob(pattern)))
        settle(self._app, self._program)
        return sorted(folder.glob(pattern))

    def printing(self) -> bool:
        """Whether the printer is asked for; it is left again."""
        until(self._app, lambda: any(one.isVisible() for one in self.window.findChildren(QPrintDialog)))
        self.press("Esc")
        return not any(one.isVisible() for one in self.window.findChildren(QPrintDialog))

    def wait(self, reached) -> None:
        """Let the program work until it comes to that."""
        until(self._app, reached)
        settle(self._app, self._program)

    @staticmethod
    def open(kind: type[QDialog] = FormDialog) -> list[QDialog]:
        """The dialogs of this kind that are open."""
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    def _where(self) -> QWidget:
        """Where a key goes: to a list that hangs open, else to what has the focus."""
        if QApplication.activeWindow() is None:  # offscreen, nobody gives it back when a dialog closes
            self.window.activateWindow()
            until(self._app, lambda: QApplication.activeWindow() is not None)
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window


def seen(widget: QWidget) -> str:
    """Every word that it shows."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())
