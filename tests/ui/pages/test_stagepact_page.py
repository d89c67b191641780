"""The goals are chosen by key, shown as bars and as a table, and leave the program as paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.clock import at
from app.commands.school import decide_policy
from app.terms.goals import Goal
from tests.conftest import MONDAY
from tests.documents import reader
from tests.school import TODAY
from ui.pages.stagepact import StagepactPage
from ui.widgets.bar_chart import BarChart
from ui.widgets.goal_card import GoalCard


@pytest.fixture
def page(qtbot, desk, actions):
    with at(MONDAY):
        made = StagepactPage(desk, actions)
        qtbot.addWidget(made)
        made.resize(1200, 900)
        made.show()
        yield made


def test_each_key_shows_a_goal_as_bars_and_the_same_in_the_table(qtbot, page, actions):
    chart = page.findChild(BarChart)
    for goal in Goal:
        actions.get(f"stagepact.{goal.value}").trigger()
        names = [row.name for row in chart.rows]
        assert names == [line[0] for line in page.table.rows.rows]
        assert names[-1] == "Samen"
        assert [card.isChecked() for card in page.findChildren(GoalCard)].count(True) == 1


def test_a_click_chooses_and_a_screen_reader_hears_the_number(qtbot, page):
    card = next(card for card in page.findChildren(GoalCard) if "Genoeg stages" in card.accessibleName())
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert card.isChecked()
    assert "heeft een plek" in card.accessibleName()
    assert "studenten hebben een plek" in card.accessibleDescription()


def test_a_placement_more_is_counted_at_once(qtbot, page, school, desk):
    from app.commands.finding import propose

    QTest.keyClick(page, Qt.Key.Key_3)
    card = next(card for card in page.findChildren(GoalCard) if "Genoeg stages" in card.accessibleName())
    before = card.accessibleDescription()
    desk.do(propose, "", participation_id=school.cards["Noor"], company_id=school.companies["Praktijk Sahin"])
    assert card.accessibleDescription() != before


def test_it_leaves_as_a_readable_paper(qtbot, page, tmp_path, heard):
    told = heard(page.desk.told)
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "pact.pdf"))
    dialog.reject()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "Stagepact in cijfers" in reader.page_text((tmp_path / "pact.pdf").read_bytes())


def test_what_the_school_strives_for_is_a_line_and_words(page, school):
    school.do(decide_policy, key="aim.places", value="95", valid_from=TODAY)
    page.refresh()
    page._choose(Goal.PLACES)
    assert "eigen streven van de school, 95 %" in page._meaning.text()
    page._choose(Goal.GUIDANCE)
    assert "streven" not in page._meaning.text()


def test_the_chart_leaves_as_a_picture(page):
    page._picture.trigger()
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (page._chart_card.width(), page._chart_card.height())
    QGuiApplication.clipboard().clear()
