"""Chips, switch, steps, tiles, buttons and the empty page."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolTip

from tests.ui.laws import said_twice, spoken
from ui.theme import Tone
from ui.widgets.bits import Avatar, Bar, Count, KeyHint, Pill
from ui.widgets.button import Button, Kind
from ui.widgets.chips import Chip, Filter, FilterChips
from ui.widgets.empty_state import EmptyState
from ui.widgets.sign import Sign
from ui.widgets.stepper import Step, Stepper
from ui.widgets.switch import Switch, View
from ui.widgets.text import Text
from ui.widgets.tile import Figure, Tile

FILTERS = (Filter("team", "Hele team", "users", on=True), Filter("late", "Contact te laat"))


def put(qtbot, widget):
    qtbot.addWidget(widget)
    widget.show()
    return widget


def chip(chips, text):
    return next(chip for chip in chips.findChildren(Chip) if chip.text() == text)


def test_a_chip_turns_a_filter_on_and_stays(qtbot):
    chips = put(qtbot, FilterChips(FILTERS))
    with qtbot.waitSignal(chips.changed) as heard:
        qtbot.mouseClick(chip(chips, "Contact te laat"), Qt.MouseButton.LeftButton)
    assert heard.args == [frozenset({"team", "late"})]
    assert chip(chips, "Contact te laat").isVisible()


def test_delete_turns_a_filter_off_and_space_turns_it_on(qtbot):
    chips = put(qtbot, FilterChips(FILTERS))
    qtbot.keyClick(chip(chips, "Hele team"), Qt.Key.Key_Delete)
    assert chips.on == frozenset()
    qtbot.keyClick(chip(chips, "Hele team"), Qt.Key.Key_Space)
    assert chips.on == {"team"}


def test_one_button_clears_all_filters_at_once(qtbot):
    chips = put(qtbot, FilterChips(FILTERS))
    clear = next(button for button in chips.findChildren(Button) if button.text() == "Wis filters")
    with qtbot.waitSignal(chips.changed) as heard:
        qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert heard.args == [frozenset()]
    assert clear.isHidden()


def test_other_filters_keep_the_chips_that_stay(qtbot):
    chips = put(qtbot, FilterChips(FILTERS))
    before = chip(chips, "Hele team")
    chips.show_filters((FILTERS[0], Filter("new", "Nieuw")))
    assert chip(chips, "Hele team") is before
    assert {part.text() for part in chips.findChildren(Chip) if not part.isHidden()} >= {"Hele team", "Nieuw"}


def test_a_switch_has_one_choice_by_mouse_and_arrows(qtbot):
    switch = put(qtbot, Switch([View("board", "Bord", "kanban"), View("table", "Tabel", "table", "T")], "Weergave"))
    assert switch.choice == "board"
    table = next(part for part in switch.findChildren(QAbstractButton) if part.text() == "Tabel")
    with qtbot.waitSignal(switch.chosen) as heard:
        qtbot.mouseClick(table, Qt.MouseButton.LeftButton)
    assert heard.args == ["table"]
    switch.choose("board")
    assert switch.choice == "board"


def test_steps_say_how_they_stand_and_only_open_ones_can_be_reached(qtbot):
    stepper = put(qtbot, Stepper("Importeren"))
    steps = [Step("file", "Bestand", done=True), Step("map", "Kolommen"), Step("check", "Nakijken", open=False)]
    stepper.show_steps(steps, "map")
    parts = {part.text(): part for part in stepper.findChildren(QAbstractButton)}
    assert spoken(parts["Bestand"]) == "Stap 1: Bestand, klaar"
    assert spoken(parts["Kolommen"]) == "Stap 2: Kolommen, nu"
    assert spoken(parts["Nakijken"]) == "Stap 3: Nakijken, nog niet"
    assert not parts["Nakijken"].isEnabled()
    with qtbot.waitSignal(stepper.chosen) as heard:
        qtbot.mouseClick(parts["Bestand"], Qt.MouseButton.LeftButton)
    assert heard.args == ["file"]


def test_a_tile_tells_its_number_and_how_it_is_counted(qtbot):
    tile = put(qtbot, Tile("users", "Begeleiding"))
    figure = Figure(
        "22 van 31", "volgens de norm", "vorig jaar 17 van 30", 22 / 31, "bekend bij 31 van 48", "Drie keer contact."
    )
    tile.show_figure(figure)
    words = {label.text() for label in tile.findChildren(QLabel) if label.isVisible()}
    assert {"Begeleiding", "22 van 31", "volgens de norm", "bekend bij 31 van 48"} <= words
    assert spoken(tile) == "Begeleiding: 22 van 31 volgens de norm"
    assert tile.accessibleDescription() == "Drie keer contact."
    assert tile.findChild(Bar).share == pytest.approx(22 / 31)


def test_an_icon_alone_tells_its_name_where_the_mouse_rests_and_a_reader_hears_it_once(qtbot):
    button = put(qtbot, Button("", "x"))
    button.setAccessibleName("Bericht weg")
    at = button.rect().center()
    QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, at, button.mapToGlobal(at)))
    assert QToolTip.text() == "Bericht weg"
    QToolTip.hideText()
    assert said_twice(button) == []
    button.setToolTip("Bericht weg")
    assert said_twice(button) != []


def test_an_empty_page_offers_the_one_thing_to_do_first(qtbot):
    done = []
    action = QAction("Importeer studenten")
    action.triggered.connect(lambda: done.append(1))
    empty = put(qtbot, EmptyState("graduation-cap", "Nog geen studenten", "Hier staan straks je studenten.", action))
    qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert done == [1]


def test_a_button_follows_its_action(qtbot):
    action = QAction("Plan bezoek")
    action.setShortcut("C")
    button = put(qtbot, Button.of(action, Kind.PRIMARY))
    narrow = button.sizeHint().width()
    action.setText("Plan telefoontje voor morgen")
    action.setEnabled(False)
    assert (button.text(), button.isEnabled()) == ("Plan telefoontje voor morgen", False)
    assert button.sizeHint().width() > narrow


def test_a_shortened_text_tells_all_in_its_tooltip(qtbot):
    label = put(qtbot, Text("Bouwgroep Kelfkensbos en Zonen", elide=True))
    label.resize(80, 20)
    assert label.toolTip() == "Bouwgroep Kelfkensbos en Zonen"
    label.resize(800, 20)
    assert label.toolTip() == ""


def test_painted_things_speak(qtbot):
    pill = put(qtbot, Pill(Sign("gestart", "circle-check", Tone.DONE)))
    avatar = put(qtbot, Avatar("MV", "Marieke Vos"))
    assert (spoken(pill), spoken(avatar), spoken(put(qtbot, KeyHint("Esc")))) == ("gestart", "Marieke Vos", "Esc")
    pill.show_sign(Sign("afgerond"))
    avatar.show_person("RK", "Ruud Klaassen")
    assert (spoken(pill), spoken(avatar)) == ("afgerond", "Ruud Klaassen")
    count = put(qtbot, Count("6"))
    count.show_count("1.250", Tone.DANGER)
    assert spoken(count) == "1.250"
