"""Whom to call for those whom a round left without a place: from the board, from the places, and logged with a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.clock import today
from app.commands.finding import propose
from app.queries.matching_help import help_calls
from app.queries.matching_market import field
from app.terms.calls import CallOutcome
from tests.rounds import ACTOR
from tests.ui.laws import clipped, nameless
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.dialogs.matching_calls import MatchingCallsDialog
from ui.dialogs.promise_places import PromisePlacesDialog
from ui.frame.state import StateFile
from ui.pages.placements import PlacementsPage
from ui.pages.places import PlacesPage
from ui.widgets.row_table import RowTable


@pytest.fixture(params=["board", "places"])
def opened(request, qtbot, proposed, lanes, tmp_path):
    """The list as it opens from a page."""
    desk, actions = Desk(proposed.store, ACTOR, lanes), Actions()
    board = request.param == "board"
    page = PlacementsPage(desk, actions, StateFile(tmp_path)) if board else PlacesPage(desk, actions)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    actions.get("placements.helps" if board else "places.helps").trigger()
    (dialog,) = page.findChildren(MatchingCallsDialog)
    return dialog


def test_a_figure_logs_the_call_that_was_made_for_somebody_without_a_place(qtbot, opened, proposed):
    table = opened.findChild(RowTable)
    assert clipped(opened) == nameless(opened) == []
    row = table.current_row()
    assert row.outcome is None
    qtbot.keyClick(table, Qt.Key.Key_2)
    told = {each.outcome for each in table.rows.rows if each.company_id == row.company_id}
    assert told == {CallOutcome.THINKING}
    qtbot.keyClick(table, Qt.Key.Key_4)
    (dialog,) = opened.findChildren(PromisePlacesDialog)
    dialog.form["places"].set_value(1)
    dialog.save()
    assert table.current_row().outcome is CallOutcome.YES
    assert table.current_row().called_on == today()


def test_who_found_a_place_since_needs_no_call_any_more(proposed):
    (first, *_) = proposed.ask(help_calls, today=today())
    there = proposed.ask(field, programme_id=proposed.programme, period_id=proposed.period, today=today())
    for taker in there.taking:
        proposed.do(propose, participation_id=taker.participation_id, company_id=first.company_id)
    assert proposed.ask(help_calls, today=today()) == ()
