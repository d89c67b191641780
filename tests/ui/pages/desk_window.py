"""The real window with the board and the details beside it, for journeys by key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.frame.details import Detail
from ui.frame.state import StateFile
from ui.frame.window import PageEntry, Window
from ui.pages.placements import PlacementsPage

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class DeskWindow(Window):
    """Plaatsingen in its window; Ctrl+Z undoes, what is said stands in the message bar."""

    def __init__(self, qtbot: QtBot, desk: Desk, actions: Actions, state: StateFile) -> None:
        def page() -> PlacementsPage:
            return PlacementsPage(desk, actions, state)

        super().__init__([PageEntry("placements", "Plaatsingen", "square-kanban", page)], state)
        self._bot = qtbot
        self.details = Detail(desk, self.drawer, self)
        actions.add("undo", "Ongedaan maken", desk.undo, owner=self, section="Overal", shortcut="Ctrl+Z")
        for signal in (desk.stated, desk.told, desk.refused):
            signal.connect(self.messages.say)
        self.resize(1440, 900)
        self.show()
        self.show_page("placements")
        self._bot.waitUntil(self.isActiveWindow)

    @property
    def board(self) -> PlacementsPage:
        """The page."""
        page = self.page("placements")
        assert isinstance(page, PlacementsPage)
        return page

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        focus = QApplication.focusWidget()
        if focus is None or not focus.isVisible():  # offscreen, nobody gets it back when a dialog closes
            self.activateWindow()
            self._bot.waitUntil(self.isActiveWindow)
            self.board.setFocus()
        QTest.keyClick(QApplication.focusWidget() or self, key, modifier)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(QApplication.focusWidget(), text)

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """The dialog that is open now, of the kind expected."""
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        assert [type(one) for one in found] == [kind], found
        self._bot.waitUntil(found[0].isActiveWindow)
        return found[0]

    def save(self, kind: type[QDialog], *keys: tuple[Qt.Key, Qt.KeyboardModifier] | str) -> None:
        """Answer a dialog by keys and save it."""
        dialog = self.dialog(kind)
        if QApplication.focusWidget() is None:
            dialog.setFocus()
        for key in keys:
            if isinstance(key, str):
                self.type(key)
            else:
                QTest.keyClick(QApplication.focusWidget() or dialog, *key)
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return, CTRL)
        assert not dialog.isVisible(), [field.error for field in dialog.form._fields.values()]
