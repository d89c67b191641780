"""The frame by mouse and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from tests.ui.laws import clipped, nameless, spoken, untranslated
from ui.frame.navigation import NavButton
from ui.frame.state import StateFile
from ui.frame.top_bar import Choice
from ui.frame.window import PageEntry, Window
from ui.theme import Tone, apply
from ui.unattended import until
from ui.widgets.button import Button, Kind
from ui.widgets.drawer import Details, Fact, Notice
from ui.widgets.page_frame import PageFrame
from ui.widgets.sign import Sign
from ui.widgets.timeline import Moment, Timeline, When

CONTROL = Qt.KeyboardModifier.ControlModifier


def details(window, title="Amira Benhaddou"):
    call = QAction("«Bel»", window)
    return Details(
        title,
        "KD3C",
        "AB",
        [call],
        [Notice(Sign("«1 van 3»", "triangle-alert", Tone.DANGER), ("«Er is nog geen bezoek.»",))],
        [Fact("«Begeleider»", "Marieke Vos"), Fact("«POK»", Sign("«getekend»", "circle-check", Tone.DONE))],
        [
            Moment("1", "«Bezoek»", "«te laat»", When.LATE),
            Moment("2", "«Gebeld»", "17 nov."),
            Moment("3", "«Plan»", when=When.NEXT),
        ],
    )


def nav(window, key):
    return next(button for button in window.navigation.findChildren(NavButton) if button.entry.key == key)


def test_pages_are_made_when_they_are_first_shown(window, made):
    assert made == ["Vandaag"]
    window.show_page("placements")
    window.show_page("today")
    assert made == ["Vandaag", "Plaatsingen"]


def test_a_click_in_the_navigation_shows_a_page(qtbot, window):
    with qtbot.waitSignal(window.page_shown) as heard:
        qtbot.mouseClick(nav(window, "placements"), Qt.MouseButton.LeftButton)
    assert heard.args == ["placements"]
    assert nav(window, "placements").isChecked()
    assert not nav(window, "today").isChecked()


def test_control_and_a_figure_show_a_page(qtbot, window):
    window.activateWindow()
    with qtbot.waitSignal(window.page_shown) as heard:
        qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert heard.args == ["placements"]


def test_locking_is_a_button_of_the_navigation(qtbot, window):
    with qtbot.waitSignal(window.lock_wanted):
        qtbot.mouseClick(nav(window, "lock"), Qt.MouseButton.LeftButton)
    assert not nav(window, "lock").isChecked()


def test_the_navigation_folds_when_room_is_short_or_the_drawer_opens(qapp, window):
    assert not window.navigation.folded
    window.drawer.show_details(details(window))
    assert window.navigation.folded
    window.drawer.close_details()
    assert not window.navigation.folded
    window.resize(1366, 768)
    assert window.navigation.folded
    window.resize(1440, 900)
    apply(qapp, "light", 1.5)
    assert window.navigation.folded


@pytest.mark.parametrize("height", [400, 1400], ids=["scrolls", "fits"])
def test_what_never_scrolls_in_the_navigation_stands_under_what_does(qapp, window, height):
    window.resize(1366, height)
    buttons = [nav(window, key) for key in ("placements", "lock")]

    def middles():
        return {button.mapTo(window, button.rect().center()).x() for button in buttons}

    apply(qapp, "light", 2.0)
    until(qapp, lambda: len(middles()) == 1 and len({button.width() for button in buttons}) == 1)
    assert bool(window.navigation._scroll.verticalScrollBar().maximum()) is (height < 1000)


def test_the_drawer_leaves_the_list_beside_it(qapp, window):
    window.resize(1366, 768)
    window.drawer.show_details(details(window))
    QApplication.processEvents()
    page = window.page("today")
    right = page.mapTo(window, page.rect().topRight()).x()
    assert right < window.drawer.mapTo(window, window.drawer.rect().topLeft()).x() + 1
    assert page.width() > 800


def test_escape_closes_the_drawer(qtbot, window):
    window.drawer.show_details(details(window))
    window.page("today").field.setFocus()
    with qtbot.waitSignal(window.drawer.closed):
        qtbot.keyClick(window.page("today").field, Qt.Key.Key_Escape)
    assert window.drawer.isHidden()


def test_the_primary_of_the_page_steps_back_for_that_of_the_drawer(window):
    primary = next(button for button in window.top.findChildren(Button) if button.text() == "«Toevoegen»")
    assert primary.kind is Kind.PRIMARY
    window.drawer.show_details(details(window))
    assert primary.kind is Kind.USUAL
    window.drawer.close_details()
    assert primary.kind is Kind.PRIMARY


def test_the_drawer_shows_facts_notices_and_the_timeline(qtbot, window):
    window.drawer.show_details(details(window))
    words = {label.text() for label in window.drawer.findChildren(QLabel)}
    assert {"Amira Benhaddou", "KD3C", "«Begeleider»", "Marieke Vos", "«getekend»", "«Er is nog geen bezoek.»"} <= words
    line = window.drawer.findChild(Timeline)
    line.setCurrentIndex(line.moments.index(1, 0))
    with qtbot.waitSignal(window.drawer.moment_opened) as heard:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert heard.args == ["2"]


def test_a_form_in_the_drawer_has_its_actions_at_the_foot(qtbot, window):
    kept = []
    keep = QAction("«Bewaar aanbod»", window)
    keep.triggered.connect(lambda: kept.append(1))
    body = QLineEdit()
    window.drawer.show_form("Zorghuis Malden", "«Nieuw aanbod»", body, [keep])
    button = next(part for part in window.drawer.findChildren(Button) if part.text() == "«Bewaar aanbod»")
    assert button.kind is Kind.PRIMARY
    assert button.mapTo(window, button.rect().topLeft()).y() > body.mapTo(window, body.rect().bottomLeft()).y()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert kept == [1]
    window.drawer.close_details()
    assert not any(part.isVisible() for part in window.drawer.findChildren(Button))


def test_another_page_closes_the_drawer(window):
    window.drawer.show_details(details(window))
    window.show_page("placements")
    assert window.drawer.isHidden()


def test_f6_goes_from_navigation_to_page_to_drawer(qtbot, window):
    window.drawer.show_details(details(window))
    window.navigation.focus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.page("today").isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.drawer.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.navigation.isAncestorOf(QApplication.focusWidget())


def test_arrows_and_enter_work_in_the_navigation(qtbot, window):
    window.navigation.focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    with qtbot.waitSignal(window.page_shown) as heard:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert heard.args == ["placements"]


def test_a_badge_and_a_lock_are_spoken(window):
    window.navigation.show_badge("today", "27")
    assert spoken(nav(window, "today")) == "«Vandaag», 27"
    assert spoken(nav(window, "incidents")) == "«Meldingen», achter slot"


def test_covered_nothing_of_the_frame_can_be_reached(qtbot, window):
    cover = QWidget()
    window.cover(cover)
    with qtbot.assertNotEmitted(window.page_shown):
        qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert not window.page("today").isVisible()
    window.uncover()
    assert window.page("today").isVisible()


def test_forgotten_pages_are_destroyed(qtbot, window, made):
    page = window.page("today")
    window.drawer.show_details(details(window))
    window.messages.say("Amira staat nu bij ‘loopt’.")
    with qtbot.waitSignal(page.destroyed):
        window.forget_pages()
    assert window.page("today") is None
    assert window.messages.text == ""
    left = {label.text() for label in window.findChildren(QLabel)}
    assert "Marieke Vos" not in left
    window.show_page("today")
    assert made == ["Vandaag", "Vandaag"]


def test_the_title_is_the_program_and_nothing_else(window):
    window.drawer.show_details(details(window))
    assert window.windowTitle() == "Driehoek"


def test_place_and_page_are_remembered(qtbot, window, tmp_path):
    window.setGeometry(40, 50, 700, 640)
    window.show_page("placements")
    window.close()
    kept = StateFile(tmp_path / "config").state
    assert (kept.place, kept.page) == ((40, 50, 700, 640), "placements")
    again = Window([PageEntry("today", "Vandaag", "sun", QWidget)], StateFile(tmp_path / "config"))
    qtbot.addWidget(again)
    assert again.size().width() == 700


def test_the_bars_at_the_bottom_are_on_the_screen(qtbot, window, state):
    area = window.screen().availableGeometry()
    state.change(place=(10, 20, area.width(), area.height()))
    again = Window([PageEntry("today", "Vandaag", "sun", QWidget)], state)
    qtbot.addWidget(again)
    assert area.contains(again.geometry())


def test_closing_can_wait_for_what_has_to_be_done_first(qtbot, window):
    window.waits_at_close = True
    with qtbot.waitSignal(window.close_wanted):
        window.close()
    assert window.isVisible()
    window.finish()
    assert not window.isVisible()


@pytest.mark.parametrize(("mode", "scale"), [("light", 1.0), ("dark", 1.5), ("light", 2.0)])
@pytest.mark.usefixtures("shout")
def test_no_text_of_the_frame_is_cut(qapp, window, mode, scale):
    apply(qapp, mode, scale)
    window.drawer.show_details(details(window))
    window.messages.say("«Bewaard.»", undo=True)
    for size in ((1366, 768), (1920, 1080)):
        window.resize(*size)
        QApplication.processEvents()
        assert clipped(window) == []


@pytest.mark.usefixtures("shout")
def test_every_control_of_the_frame_has_a_name_and_every_text_is_translated(qtbot, state):
    window = Window([PageEntry("today", "«Vandaag»", "sun", lambda: PageFrame("«Vandaag»"))], state)
    qtbot.addWidget(window)
    window.show()
    window.show_page("today")
    window.top.period.show_choices([Choice("all", "«Alles»")], "all")
    window.top.me.show_person("MV", "Marieke Vos")
    window.drawer.show_details(details(window))
    assert nameless(window) == []
    assert untranslated(window, {"Amira Benhaddou", "KD3C", "Marieke Vos", "MV", "AB", "17 nov."}) == []


def test_a_cover_keeps_the_field_that_it_began_with(window):
    cover = QWidget()
    column = QVBoxLayout(cover)
    for field in (QLineEdit(), QLineEdit()):
        column.addWidget(field)
    field.setFocus()
    window.cover(cover)
    assert field.hasFocus()


def test_enter_presses_a_button_outside_a_dialog(qtbot, window):
    button = Button("Richt je school in")
    window.cover(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)
