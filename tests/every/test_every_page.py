"""What must hold for every page, present and future."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractTableModel, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from tests.ui.laws import clipped, nameless, said_twice
from ui.places import page_entries
from ui.theme import apply
from ui.unattended import settle

PAGES = [
    "today",
    "placements",
    "matching",
    "contact",
    "incidents",
    "students",
    "companies",
    "places",
    "supervisors",
    "documents",
    "stagepact",
    "settings",
]
TIGHTEST = [("dark", 2.0, (1366, 768))]
OTHERS = [
    ("light", 1.0, (1366, 768)),
    ("dark", 1.5, (1366, 768)),
    ("dark", 1.0, (1920, 1080)),
    ("light", 1.5, (1920, 1080)),
    ("light", 2.0, (1920, 1080)),
]


def test_every_page_of_the_navigation_is_asked(program):
    assert [entry.key for entry in page_entries(program)] == PAGES


@pytest.mark.parametrize("key", PAGES)
def test_a_screen_reader_can_name_every_control_and_says_it_once(program, qapp, key):
    show(program, qapp, key)
    assert nameless(program.window) == []
    assert said_twice(program.window) == []


@pytest.mark.parametrize("key", PAGES)
def test_no_text_is_clipped_and_the_window_fits(program, qapp, key):
    fits(program, qapp, key, TIGHTEST)


@pytest.mark.heavy
@pytest.mark.parametrize("key", PAGES)
def test_no_text_is_clipped_at_any_size_and_in_any_theme(program, qapp, key):
    fits(program, qapp, key, OTHERS)


def fits(program, qapp, key, looks):
    for theme, scale, size in looks:
        apply(qapp, theme, scale)
        program.window.resize(QSize(*size))
        show(program, qapp, key)
        assert (theme, scale, size, clipped(program.window)) == (theme, scale, size, [])
        assert program.window.minimumSizeHint().width() <= size[0]


@pytest.mark.heavy
@pytest.mark.parametrize("key", PAGES)
def test_persons_disappear_while_others_watch(program, qapp, key):
    program.session.desk.present(hide=True)
    show(program, qapp, key)
    shown = " ".join(texts(program.window))
    assert "Benhaddou" not in shown
    assert "Amrani" not in shown


def show(program, qapp, key):
    program.window.show_page(key)
    settle(qapp, program)


def texts(window):
    """Every text that the models, labels and names of a window hold."""
    for widget in window.findChildren(QWidget):
        yield widget.accessibleName()
        yield widget.toolTip()
        if isinstance(widget, QLabel):
            yield widget.text()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for row in range(model.rowCount()):
                for column in range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1):
                    for role in (
                        Qt.ItemDataRole.DisplayRole,
                        Qt.ItemDataRole.AccessibleTextRole,
                        Qt.ItemDataRole.ToolTipRole,
                    ):
                        yield str(model.index(row, column).data(role) or "")


def test_the_window_title_names_nobody(program):
    assert program.window.windowTitle() == "Driehoek"
