"""A round in which somebody chooses, at the screen: by keys, blind, in turn, up to the proposal."""

from __future__ import annotations

import page as validation
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.clock import today
from app.commands import matching
from app.documents import render
from app.queries.matching import round_detail
from app.queries.matching_choices import choosers
from app.terms.matching import ChoiceReason, Variant
from tests.documents.papers import COLOUR
from tests.rounds import ACTOR, OTHER
from tests.ui.laws import clipped, nameless
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.dialogs.matching_choice import MatchingChoiceDialog
from ui.dialogs.matching_round import MatchingRoundDialog
from ui.pages.matching import MatchingPage

NAMES = ("Noor", "Amrani", "Zeynep", "Arslan", "Fatou", "Diallo", "Joost")


@pytest.fixture
def page(qtbot, market, lanes):
    made = MatchingPage(Desk(market.store, ACTOR, lanes), Actions())
    qtbot.addWidget(made)
    made.resize(1300, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def opened(page, market, variant):
    """The page at the choices of a new round."""
    page._asking.new()
    (dialog,) = page.findChildren(MatchingRoundDialog)
    for name, value in (("programme", market.programme), ("period", market.period), ("variant", variant)):
        dialog.form[name].set_value(value)
    assert clipped(dialog) == nameless(dialog) == []
    dialog.save()
    market.round = page._about.row.id
    market.do(matching.freeze_criteria, round_id=market.round)
    market.do(matching.give_other_part, round_id=market.round, part="zes wilgen", giver=OTHER)
    page.open_round(market.round)
    return page


def press(qtbot, page, key, *modifiers):
    """Press a key in the list, in the window that is in use."""
    if QApplication.activeWindow() is not page:
        page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    qtbot.keyClick(page._choices._list, key, *modifiers)


def asked(page):
    (dialog,) = [one for one in page.findChildren(MatchingChoiceDialog) if one.isVisible()]
    return dialog


def rows(market):
    return market.ask(choosers, market.round, today=today())


@pytest.mark.parametrize("variant", [Variant.STUDENT, Variant.COMPANY])
def test_a_figure_takes_one_of_the_three_and_the_next_comes_in_view(qtbot, page, market, variant):
    opened(page, market, variant)
    part = page._choices
    before = part.current
    assert part.isVisible()
    qtbot.waitUntil(lambda: clipped(page) == [])
    assert nameless(page) == []
    press(qtbot, page, Qt.Key.Key_1)
    dialog = asked(page)
    assert clipped(dialog) == nameless(dialog) == []
    dialog.form["reason"].set_value(ChoiceReason.GOALS)
    dialog.save()
    (made,) = [row.choice for row in rows(market) if row.choice is not None]
    assert made.reason is ChoiceReason.GOALS
    assert part.current.key != before.key
    part.choose(*before.key)
    press(qtbot, page, Qt.Key.Key_O)
    assert not [row for row in rows(market) if row.choice is not None]
    texts = [label.text() for label in page.findChildren(type(part._name))]
    assert not [text for text in texts if any(name in text for name in NAMES)]


def test_none_is_a_choice_too_and_all_of_them_lead_to_the_proposal(qtbot, page, market):
    opened(page, market, Variant.STUDENT)
    part = page._choices
    for _ in range(6):
        if part.current.choice is None and part.current.shown:
            press(qtbot, page, Qt.Key.Key_0)
            asked(page).form["reason"].set_value(ChoiceReason.SILENT)
            asked(page).save()
    assert part.done
    press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: market.ask(round_detail, market.round, today=today()).proposal is not None)
    qtbot.waitUntil(lambda: page.ready)


def test_a_choice_that_is_half_recorded_is_opened_again_where_it_was(qtbot, page, market):
    opened(page, market, Variant.STUDENT)
    row = page._choices.current
    press(qtbot, page, Qt.Key.Key_1)
    dialog = asked(page)
    qtbot.keyClick(dialog.form["reason"].combo, Qt.Key.Key_Down)
    dialog.form["reason"].tell()
    kept = next(one for one in dialog.findChildren(object) if hasattr(one, "found"))
    dialog.hide()
    page.show_step("criteria")
    assert page.reopen(kept.key)
    assert page._choices.current.key == row.key
    assert asked(page).isVisible()


def test_the_sheet_for_who_has_yet_to_choose_has_no_name(page, market):
    opened(page, market, Variant.STUDENT)
    paper = page.paper("sheet")
    assert validation.validate_pdf_bytes(render(paper, COLOUR).pdf, profile="ua1").is_compliant
    sheet = repr(paper)
    assert page._choices.current.alias in sheet
    assert "Voor de student met nummer 3010" in sheet
    assert not [name for name in NAMES if name in sheet]
