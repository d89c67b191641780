"""The bar above every page: the period, the search, and whether names are hidden."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.laws import spoken
from ui.frame.top_bar import Choice
from ui.widgets.search_palette import Hit

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_period_switch_offers_and_tells(qtbot, window):
    window.top.period.show_choices(
        [Choice("all", "Alle lopende perioden", "48 studenten"), Choice("p2", "Periode 2")], "all"
    )
    assert spoken(window.top.period) == "In beeld: Alle lopende perioden 48 studenten"
    menu = window.top.period.menu_of_choices()
    qtbot.addWidget(menu)
    with qtbot.waitSignal(window.top.period.chosen) as heard:
        menu.actions()[1].trigger()
    assert heard.args == ["p2"]


def test_presentation_mode_is_said(window):
    window.top.set_presenting(True)
    assert any("Presentatiemodus" in child.accessibleName() for child in window.top.findChildren(QWidget))


@pytest.mark.usefixtures("asked")
class TestSearch:
    """Ctrl+K from anywhere."""

    HITS = (
        Hit("s1", "Amira Benhaddou", "06 000 00 12", "user", "Studenten"),
        Hit("s2", "Amir Zand", "06 000 00 13", "user", "Studenten"),
        Hit("c1", "Garage Amir", "Nijmegen", "building-2", "Leerbedrijven"),
    )

    @pytest.fixture
    def asked(self, window):
        asked = []

        def find(text):
            asked.append(text)
            return self.HITS if text.startswith("am") else ()

        window.top.search.provider = find
        return asked

    def test_typing_finds_and_enter_goes_to_the_first(self, qtbot, window, asked):
        qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
        assert window.top.search.hasFocus()
        qtbot.keyClicks(window.top.search, "ami")
        with qtbot.waitSignal(window.top.search.chosen) as heard:
            qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
        assert heard.args == ["s1"]
        assert asked[-1] == "ami"
        assert window.top.search.text() == ""
        assert window.page("today").hasFocus()

    def test_arrows_choose_another_and_go_round(self, qtbot, window):
        window.top.search.setText("am")
        window.top.search.search()
        qtbot.keyClick(window.top.search, Qt.Key.Key_Up)
        with qtbot.waitSignal(window.top.search.chosen) as heard:
            qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
        assert heard.args == ["c1"]

    def test_escape_leaves_nothing_on_the_screen(self, qtbot, window):
        window.top.search.setText("am")
        window.top.search.search()
        qtbot.keyClick(window.top.search, Qt.Key.Key_Escape)
        assert window.top.search.text() == ""
        assert not any(
            child.isVisible() for child in window.findChildren(QWidget) if child.accessibleName() == "Gevonden"
        )

    def test_nothing_found_is_said(self, qtbot, window):
        qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
        qtbot.keyClicks(window.top.search, "xyz")
        words = [label for label in window.findChildren(QLabel) if label.text() == "Niets gevonden"]
        qtbot.waitUntil(lambda: any(label.isVisible() for label in words))

    def test_the_hits_lie_within_a_small_window(self, window):
        window.resize(700, 420)
        window.top.search.setText("am")
        window.top.search.search()
        hits = next(child for child in window.findChildren(QWidget) if type(child).__name__ == "SearchPalette")
        assert window.rect().contains(hits.geometry())
