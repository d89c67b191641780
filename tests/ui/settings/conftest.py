"""The settings in the whole program, with its school open."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.program import filled_file, program  # noqa: F401 - pytest finds fixtures by their names here
from ui.unattended import settle, until


class Settings:
    """The page with its parts, the dialog over it, and what the message bar says."""

    def __init__(self, qapp, qtbot, application) -> None:
        self.qapp, self.qtbot, self.program = qapp, qtbot, application
        self.window = application.window
        self.window.show_page("settings")
        assert QTest.qWaitForWindowActive(self.window)
        self.settle()

    @property
    def page(self):
        return self.window.page("settings")

    @property
    def said(self) -> str:
        return self.window.messages.text

    def part(self, key):
        self.page.show_part(key)
        self.settle()
        return self.page.part(key)

    def dialog(self, kind):
        until(self.qapp, lambda: self._dialogs(kind))
        return self._dialogs(kind)[-1]

    def _dialogs(self, kind):
        return [one for one in self.window.findChildren(QDialog) if isinstance(one, kind) and one.isVisible()]

    def ask(self, query, **arguments):
        return self.program.session.desk.ask(query, **arguments)

    def focus(self, widget) -> None:
        """Put the focus on a widget of the window, as somebody does who works by keys."""
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        widget.setFocus()

    def until(self, true) -> None:
        until(self.qapp, true)

    def settle(self) -> None:
        settle(self.qapp, self.program)


@pytest.fixture
def settings(qapp, qtbot, program) -> Settings:  # noqa: F811 - the fixture
    return Settings(qapp, qtbot, program)
