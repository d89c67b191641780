import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.commands import people
from tests.ui.laws import clipped, nameless
from ui.frame.details import Detail
from ui.frame.search import Search
from ui.frame.window import PageEntry, Window
from ui.widgets.button import Button
from ui.widgets.search_palette import SearchPalette
from ui.widgets.text import Text


@pytest.fixture
def window(qtbot, desk, actions, state):
    pages = [PageEntry("students", "Studenten", "graduation-cap", QWidget)]
    made = Window(pages, state)
    made.search = Search(desk, actions, made)
    made.top.search.provider = made.search.find
    made.top.search.chosen.connect(made.search.go)
    Detail(desk, made.drawer, made)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    return made


def search(qtbot, window, text):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window.top.search
    with qtbot.waitSignal(field._pause.timeout):
        qtbot.keyClicks(field, text)
    return window.findChild(SearchPalette)._hits.rows


def words(widget):
    return [label.text() for label in widget.findChildren(Text) if label.isVisibleTo(widget)]


def test_who_calls_is_found_by_the_last_digits_with_the_number_in_sight(qtbot, window, school):
    school.do(
        people.keep_company_person,
        company_id=school.companies["De Waalkade"],
        draft=people.CompanyPersonDraft("Jos Vink", "eigenaar", None, "024 000 07 89"),
    )
    (hit,) = search(qtbot, window, "0789")
    assert (hit.title, hit.detail, hit.hint) == ("Jos Vink", "eigenaar · De Waalkade", "024 000 07 89")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert "De Waalkade" in words(window.drawer)


def test_hits_of_a_group_stand_together(qtbot, window, school):
    school.do(
        people.keep_company_person,
        company_id=school.companies["Zorghuis Malden"],
        draft=people.CompanyPersonDraft("Zorgan Prins"),
    )
    groups = [hit.group for hit in search(qtbot, window, "zorg")]
    assert set(groups) == {"Leerbedrijven", "Mensen"}
    changes = sum(one != other for one, other in itertools.pairwise(groups))
    assert changes == len(set(groups)) - 1


def test_a_page_and_an_action_are_found_too(qtbot, window, actions):
    done = []
    actions.add("x.add", "Stuur herinnering", lambda: done.append(1), owner=window, section="x", shortcut="Ctrl+J")
    (hit,) = search(qtbot, window, "herinnering")
    assert (hit.group, hit.hint) == ("Doen", "Ctrl+J")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert done == [1]
    (hit,) = search(qtbot, window, "studen")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert window.shown == "students"


def test_a_supervisor_opens_with_their_students(qtbot, window, desk):
    (hit,) = search(qtbot, window, "bruijn")
    assert (hit.detail, hit.hint) == ("stagebegeleider", "06 00000021")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert {"Mees Bruijn", "stagebegeleider", "06 00000021", "Begeleidt nu"} <= set(words(window.drawer))
    buttons = {one.text(): one for one in window.drawer.findChildren(Button)}
    qtbot.mouseClick(buttons["Kopieer nummer"], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "06 00000021"
    assert nameless(window.drawer) == []
    assert clipped(window.drawer) == []
    qtbot.mouseClick(buttons["Amira Benhaddou"], Qt.MouseButton.LeftButton)
    assert "Amira Benhaddou" in words(window.drawer)


def test_while_names_are_hidden_search_hides_them_too(qtbot, window, desk):
    desk.present(hide=True)
    (hit,) = search(qtbot, window, "demirtas")
    assert (hit.title, hit.hint) == ("Y. D.", "•••")
