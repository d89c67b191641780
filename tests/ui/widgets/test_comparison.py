"""Columns beside each other: as many as fit, whole at once, and at rest beside a scroll bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tests.ui.laws import clipped
from ui.theme import Tone
from ui.widgets.comparison import Cell, Compared, Comparison, Head
from ui.widgets.scroller import Scroller
from ui.widgets.sign import Sign
from ui.widgets.text import Text

HEADS = tuple(Head(Sign(f"Plek {n}", "check", Tone.INFO), f"Woonzorgcentrum {n}", "Nijmegen", "633") for n in range(3))
LINES = tuple(
    Compared(
        "target", "Leerdoelen", "weegt 30 %", (Cell("een hele zin die op smalle breedte breekt", Tone.INFO, 0.5),) * 3
    )
    for _ in range(5)
)


@pytest.fixture
def scroller(qtbot):
    """A heading, a comparison and words below them, in a view that scrolls."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.addWidget(Text("Kandidaat A9XX-2K", "section"))
    column.addWidget(Comparison("Vergelijking"))
    column.addWidget(Text("Waarom deze, en waarom niet de andere plek die er ook nog was", wrap=True))
    made = Scroller(body)
    qtbot.addWidget(made)
    made.resize(640, 420)
    with qtbot.waitExposed(made):
        made.show()
    return made


def posted():
    """Do what was posted, as the loop does before it paints."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def test_what_is_compared_is_whole_before_it_is_painted(scroller):
    comparison = scroller.findChild(Comparison)
    for lines in (LINES, LINES[:2], LINES):
        comparison.show_columns(HEADS, lines)
        posted()
        assert len([label for label in comparison.findChildren(QLabel) if label.isVisible()]) > len(lines)
        assert clipped(scroller) == []


def test_a_scroll_bar_and_a_column_never_chase_each_other(scroller):
    comparison = scroller.findChild(Comparison)
    comparison.show_columns(HEADS, LINES)
    for width in (*range(450, 480, 2), *range(606, 646, 2)):
        for height in range(300, 640, 20):
            scroller.resize(width, height)
            for _ in range(3):
                posted()
            shown = comparison.findChildren(QWidget)
            posted()
            assert comparison.findChildren(QWidget) == shown, (width, height)
