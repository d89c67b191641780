"""A frame with plain pages in it."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from ui.frame.window import PageEntry, Window
from ui.widgets.page_frame import PageFrame


class PlainPage(PageFrame):
    """A page with one field and one primary action."""

    def __init__(self, title):
        super().__init__(title, "«3 regels»")
        self.field = QLineEdit()
        self.field.setAccessibleName("«Zoek in de lijst»")
        self.column.addWidget(self.field)
        self.column.addStretch(1)
        action = QAction("«Toevoegen»", self)
        action.setShortcut("N")
        self.set_primary(action)


@pytest.fixture
def made():
    return []


@pytest.fixture
def window(qtbot, state, made):
    def factory(title):
        def make():
            made.append(title)
            return PlainPage(f"«{title}»")

        return make

    pages = [
        PageEntry("today", "«Vandaag»", "sun", factory("Vandaag")),
        PageEntry("placements", "«Plaatsingen»", "square-kanban", factory("Plaatsingen")),
        PageEntry("incidents", "«Meldingen»", "shield-alert", factory("Meldingen"), locked=True),
        PageEntry("settings", "«Instellingen»", "settings", factory("Instellingen"), low=True),
    ]
    window = Window(pages, state)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.show_page("today")
    return window
