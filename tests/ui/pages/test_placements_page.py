from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from shiboken6 import delete

from app.commands import agreements
from app.terms.board import BoardFilter
from app.terms.pipeline import Lane, Party, State
from tests.dump import dump
from tests.school import SPRING, TODAY
from tests.ui.laws import clipped, nameless, untranslated
from ui.cards.rows import ASIDE, exported
from ui.desk.actions import Actions
from ui.desk.desk import Scope
from ui.dialogs.assign_supervisor import AssignSupervisorDialog
from ui.dialogs.end_placement import EndPlacementDialog
from ui.dialogs.export_list import ExportListDialog
from ui.dialogs.participate import ParticipateDialog
from ui.dialogs.propose import ProposeDialog
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.stand_aside import StandAsideDialog
from ui.dialogs.student_form import StudentFormDialog
from ui.pages.placements import PlacementsPage
from ui.theme import apply
from ui.widgets.button import Button
from ui.widgets.chips import Chip

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, desk, actions, state):
    page = PlacementsPage(desk, actions, state)
    qtbot.addWidget(page)
    page.resize(1240, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.bot = qtbot
    page.activateWindow()
    page.setFocus()
    return page


def in_lane(page, lane):
    key = lane if isinstance(lane, str) and lane == ASIDE else lane.value
    return [card.title.split()[0] for card in page.board.lane_view(key).cards.rows]


def card(page, name):
    return next(one for box in page.board._boxes.values() for one in box.view.cards.rows if one.title.startswith(name))


def choose(school, page, *names):
    """Give a card the focus; mark it when there are several."""
    for name in names:
        assert page.board.choose(school.cards[name])
        if len(names) > 1:
            press(page, Qt.Key.Key_Space)


def press(page, key, modifier=Qt.KeyboardModifier.NoModifier):
    if QApplication.focusWidget() is None:  # the offscreen platform gives it back to nobody when a dialog closes
        page.activateWindow()
        page.bot.waitUntil(page.isActiveWindow)
        page.setFocus()
    QTest.keyClick(QApplication.focusWidget() or page, key, modifier)


def opened(qtbot, kind):
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert found, f"no {kind.__name__}"
    qtbot.waitUntil(found[0].isActiveWindow)
    return found[0]


def chip(page, text):
    return next(chip for chip in page.findChildren(Chip) if chip.text() == text and chip.isVisible())


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def item(menu, text) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(text))


def test_everyone_stands_in_their_lane_the_most_urgent_first(page):
    assert in_lane(page, Lane.PROPOSAL) == ["Bram", "Joost", "Zeynep", "Fatou"]
    assert in_lane(page, Lane.PAPERS) == ["Yusuf", "Chenoa"]
    assert in_lane(page, Lane.RUNNING) == ["Amira", "Thijs", "Ibrahim"]
    assert in_lane(page, Lane.CLOSING) == ["Daan", "Shanice"]
    assert len(in_lane(page, Lane.SEEKING)) == 8


def test_a_card_says_it_all_to_a_screen_reader(page):
    assert card(page, "Amira").spoken == (
        "Amira Benhaddou, De Waalkade, gestart, 1 van 3 · geen bezoek, 175 dagen · VZ3B, Mees Bruijn"
    )


def test_ctrl_right_takes_a_card_on_and_undo_brings_it_back(qtbot, school, page, heard):
    said = heard(page.desk.stated)
    before = dump(school.store)
    choose(school, page, "Zeynep")
    press(page, Qt.Key.Key_Right, CTRL)
    assert said == ["Zeynep Arslan naar ‘geplaatst’ gezet"]
    assert card(page, "Zeynep").state.text == "geplaatst"
    page.desk.undo()
    assert card(page, "Zeynep").state.text == "voorgesteld"
    assert dump(school.store) == before


def test_the_moved_card_keeps_the_focus(school, page):
    choose(school, page, "Fatou")
    press(page, Qt.Key.Key_Right, CTRL)
    assert page.board.current == school.cards["Fatou"]


def test_ctrl_left_takes_a_card_back(school, page, heard):
    said = heard(page.desk.stated)
    choose(school, page, "Chenoa")
    press(page, Qt.Key.Key_Left, CTRL)
    assert said == ["Chenoa Pattiwael terug naar ‘POK verstuurd’"]


def test_what_is_missing_is_named_and_a_reason_lifts_it(qtbot, school, page):
    choose(school, page, "Joost")
    press(page, Qt.Key.Key_Right, CTRL)
    dialog = opened(qtbot, ReasonDialog)
    assert "Er is nog geen stagebegeleider gekozen." in {
        label.text() for label in dialog.findChildren(type(dialog._intro))
    }
    qtbot.keyClicks(dialog.findChild(QPlainTextEdit), "Begeleider begint volgende week")
    press(page, Qt.Key.Key_Return, CTRL)
    assert card(page, "Joost").state.text == "POK verstuurd"
    assert "Joost" in in_lane(page, Lane.PAPERS)


def test_a_reason_of_one_word_is_refused_at_its_field(qtbot, school, page):
    choose(school, page, "Joost")
    press(page, Qt.Key.Key_Right, CTRL)
    dialog = opened(qtbot, ReasonDialog)
    qtbot.keyClicks(dialog.findChild(QPlainTextEdit), "moet")
    press(page, Qt.Key.Key_Return, CTRL)
    assert dialog.form["reason"].error == "Schrijf in een paar woorden waarom."
    assert card(page, "Joost").state.text == "kennisgemaakt"


def test_moving_on_from_seeking_asks_for_a_company(qtbot, school, page, heard):
    said = heard(page.desk.stated)
    choose(school, page, "Milan")
    press(page, Qt.Key.Key_Right, CTRL)
    dialog = opened(qtbot, ProposeDialog)
    press(page, Qt.Key.Key_Return)
    assert said == ["Hotel De Valkhof voorgesteld voor Milan Kuipers"]
    assert card(page, "Milan").subtitle == "Hotel De Valkhof"
    assert not dialog.isVisible()


def test_searching_a_company_and_arrows_in_the_search_field(qtbot, school, page):
    choose(school, page, "Milan")
    press(page, Qt.Key.Key_P)
    dialog = opened(qtbot, ProposeDialog)
    qtbot.keyClicks(QApplication.focusWidget(), "nijmegen")
    qtbot.waitUntil(lambda: {row.town for row in dialog.table.rows.rows} == {"Nijmegen"})
    companies = [row.company for row in dialog.table.rows.rows]
    assert [row.company for row in dialog.table.marked_rows()] == companies[:1]
    press(page, Qt.Key.Key_Down)
    assert dialog.table.current_row().company == companies[1]
    press(page, Qt.Key.Key_Return)
    assert card(page, "Milan").subtitle == companies[1]


def test_a_company_of_another_field_is_said_before_it_is_proposed(qtbot, school, page):
    choose(school, page, "Milan")
    press(page, Qt.Key.Key_P)
    dialog = opened(qtbot, ProposeDialog)
    other = next(row for row in dialog.table.rows.rows if row.known_for)
    dialog.table.choose((other.company_id, other.offer_id))
    said = {label.text() for label in dialog.findChildren(type(dialog._count)) if label.isVisible()}
    assert any(f"De school kent {other.company} van" in text for text in said)
    assert dialog.propose_button.isEnabled()
    dialog.reject()


def test_where_the_school_does_not_place_cannot_be_proposed(qtbot, school, page):
    choose(school, page, "Milan")
    press(page, Qt.Key.Key_P)
    dialog = opened(qtbot, ProposeDialog)
    qtbot.keyClicks(QApplication.focusWidget(), "zorgboerderij")
    qtbot.waitUntil(lambda: dialog.table.rows.rowCount() == 1)
    assert not dialog.propose_button.isEnabled()
    press(page, Qt.Key.Key_Return)
    assert "geen begeleiding" in dialog._notice_text.text()
    assert card(page, "Milan").subtitle == "nog geen leerbedrijf"


def test_a_wish_that_is_there_is_made_ready_first(school, page):
    choose(school, page, "Sem")
    press(page, Qt.Key.Key_Right, CTRL)
    assert card(page, "Sem").state.text == "leerwens klaar"


def test_several_marked_cards_go_on_in_one_step(school, page, heard):
    said = heard(page.desk.stated)
    choose(school, page, "Zeynep", "Fatou")
    assert page._marked_words.text() == "2 studenten gekozen"
    press(page, Qt.Key.Key_Right, CTRL)
    assert said == ["2 studenten een stap verder gezet"]
    assert (card(page, "Zeynep").state.text, card(page, "Fatou").state.text) == ("geplaatst", "kennisgemaakt")
    page.desk.undo()
    assert (card(page, "Zeynep").state.text, card(page, "Fatou").state.text) == ("voorgesteld", "bekendgemaakt")


def test_escape_drops_the_marks(school, page):
    choose(school, page, "Zeynep", "Fatou")
    press(page, Qt.Key.Key_Escape)
    assert page.board.marks == []
    assert not page._marked.isVisible()


def test_a_supervisor_for_several_at_once(qtbot, school, page):
    choose(school, page, "Zeynep", "Bram")
    press(page, Qt.Key.Key_G)
    dialog = opened(qtbot, AssignSupervisorDialog)
    dialog.form["supervisor_id"].set_value(school.supervisors["Mees Bruijn"])
    press(page, Qt.Key.Key_Return, CTRL)
    assert (card(page, "Zeynep").owner, card(page, "Bram").owner) == ("Mees Bruijn", "Mees Bruijn")


def test_the_school_signs_for_several_with_one_key(school, page, heard):
    said = heard(page.desk.stated)
    choose(school, page, "Yusuf", "Joost")
    press(page, Qt.Key.Key_3)
    assert said == ["POK van 2 studenten: school tekende vandaag"]


def test_several_seekers_go_one_by_one(school, page, heard):
    said = heard(page.desk.refused)
    choose(school, page, "Milan", "Oleksandra")
    press(page, Qt.Key.Key_Right, CTRL)
    assert said == ["Dit vraagt per student een keuze. Verplaats ze een voor een."]


@pytest.mark.parametrize(
    ("name", "lane", "word"),
    [
        ("Chenoa", Lane.RUNNING, "gestart"),
        ("Chenoa", Lane.PROPOSAL, "kennisgemaakt"),
        ("Yusuf", Lane.PROPOSAL, "kennisgemaakt"),
    ],
)
def test_dropping_on_a_lane_takes_a_card_there(school, page, name, lane, word):
    page.board.dropped.emit([school.cards[name]], lane.value)
    for dialog in [one for one in page.findChildren(ReasonDialog) if one.isVisible()]:
        dialog.form["reason"].set_value("Begint vandaag al, zo afgesproken")
        dialog.save()
    assert card(page, name).state.text == word
    assert name in in_lane(page, lane)


def test_dropping_on_seeking_ends_the_placement_with_a_reason(qtbot, school, page):
    page.board.dropped.emit([school.cards["Fatou"]], Lane.SEEKING.value)
    dialog = opened(qtbot, EndPlacementDialog)
    assert dialog.form["state"].value is State.COMPANY_WITHDREW
    dialog.form["reason"].set_value("Geen begeleider meer")
    dialog.save()
    assert card(page, "Fatou").state.text == "herplaatsing"


def test_dropping_a_seeker_asks_for_a_company(qtbot, school, page):
    page.board.dropped.emit([school.cards["Oleksandra"]], Lane.PAPERS.value)
    assert opened(qtbot, ProposeDialog)


def test_cards_that_go_different_ways_are_refused(school, page, heard):
    said = heard(page.desk.refused)
    page.board.dropped.emit([school.cards["Zeynep"], school.cards["Amira"]], Lane.PAPERS.value)
    assert said == ["Deze studenten gaan niet dezelfde kant op. Verplaats ze apart."]


def test_going_back_from_a_proposal_ends_it(qtbot, school, page):
    choose(school, page, "Zeynep")
    press(page, Qt.Key.Key_Left, CTRL)
    assert opened(qtbot, EndPlacementDialog)


def test_a_student_stands_aside_and_comes_back(qtbot, school, page):
    choose(school, page, "Noor")
    press(page, Qt.Key.Key_A)
    dialog = opened(qtbot, StandAsideDialog)
    dialog.form["state"].set_value(State.EXEMPT)
    dialog.save()
    assert "Noor" not in in_lane(page, Lane.SEEKING)
    item(page.filters.side_menu(), "Vrijgesteld").trigger()
    assert chip(page, "Vrijgesteld 2").isChecked()
    assert set(in_lane(page, ASIDE)) == {"Noor", "Linh"}
    choose(school, page, "Noor")
    press(page, Qt.Key.Key_A)
    click(qtbot, chip(page, "Vrijgesteld 1"))
    assert "Noor" in in_lane(page, Lane.SEEKING)


def test_t_switches_to_the_table_and_back_with_the_same_card(school, page, state):
    choose(school, page, "Thijs")
    press(page, Qt.Key.Key_T)
    assert page.table.isVisible()
    assert page.table.current_row().student == "Thijs Janssen"
    assert state.view("placements.view") == "table"
    press(page, Qt.Key.Key_T)
    assert page.board.isVisible()
    assert page.board.current == school.cards["Thijs"]


def test_the_view_and_the_filters_are_remembered(qtbot, desk, state, page):
    press(page, Qt.Key.Key_T)
    click(qtbot, chip(page, BoardFilter.MINOR.label))
    again = PlacementsPage(desk, Actions(), state)
    qtbot.addWidget(again)
    with qtbot.waitExposed(again):
        again.show()
    assert {row.student for row in again.table.rows.rows} == {"Sem Verhoeven", "Yusuf Demirtaş"}


def test_the_table_shows_and_moves_the_same_cards(school, page):
    press(page, Qt.Key.Key_T)
    assert page.table.choose(school.cards["Zeynep"])
    press(page, Qt.Key.Key_Right, CTRL)
    row = page.table.current_row()
    assert (row.student, row.state) == ("Zeynep Arslan", State.PLACED)


def test_a_heading_orders_the_table(page):
    press(page, Qt.Key.Key_T)
    page.table.order_changed.emit("student", False)
    names = [row.student for row in page.table.rows.rows]
    assert names[:3] == ["Noor el Amrani", "Zeynep Arslan", "Amira Benhaddou"]


def test_a_chip_filters_and_clearing_shows_everyone(qtbot, page):
    click(qtbot, chip(page, "Contact te laat"))
    assert in_lane(page, Lane.RUNNING) == ["Amira", "Thijs"]
    assert in_lane(page, Lane.SEEKING) == []
    page.clear_filters()
    assert len(in_lane(page, Lane.SEEKING)) == 8


def test_the_students_of_one_supervisor(page):
    item(page.filters.guide_menu(), "Fatima Bakkali").trigger()
    assert [in_lane(page, lane) for lane in (Lane.PAPERS, Lane.RUNNING, Lane.CLOSING)] == [
        ["Yusuf", "Chenoa"],
        [],
        ["Shanice"],
    ]
    assert chip(page, "Fatima Bakkali").isChecked()


def test_no_name_is_remembered_on_the_machine(page, state):
    item(page.filters.guide_menu(), "Fatima Bakkali").trigger()
    assert state.view("placements.filters") == ""


def test_typing_finds_and_enter_goes_to_what_was_found(qtbot, page):
    press(page, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(page.edit, "yildiz")
    press(page, Qt.Key.Key_Return)
    assert in_lane(page, Lane.RUNNING) == ["Ibrahim"]
    assert page.board.lane_view("running").hasFocus()


def test_what_nobody_passes_says_so_and_can_be_cleared(qtbot, page):
    qtbot.keyClicks(page.edit, "niemand heet zo")
    qtbot.keyClick(page.edit, Qt.Key.Key_Return)
    assert page._no_match.isVisible()
    click(qtbot, page._no_match.button)
    assert page.board.isVisible()


def test_a_period_without_students_says_what_to_do_first(school, page):
    page.desk.look_at(Scope(period=school.periods["Voorjaar 2026"]))
    assert page._nothing.isVisible()
    assert not page.board.isVisible()


def test_the_scope_of_the_desk_is_the_scope_of_the_board(school, page):
    page.desk.look_at(Scope(period=school.periods[SPRING]))
    assert in_lane(page, Lane.RUNNING) == []


def test_enter_opens_the_student_at_this_period(school, page, heard):
    wanted = heard(page.desk.open_wanted)
    choose(school, page, "Amira")
    press(page, Qt.Key.Key_Return)
    assert wanted == [("student", school.students["Amira"], f"card:{school.cards['Amira'].hex}")]


def test_news_from_elsewhere_patches_only_its_card(school, page):
    page.desk.do(
        agreements.sign_agreement,
        "getekend",
        placement_id=school.placements["Yusuf"],
        party=Party.COMPANY,
        signed_on=TODAY,
    )
    assert card(page, "Yusuf").missing.text == "handtekening school +1"


def test_an_existing_student_is_added_to_a_period(qtbot, school, page):
    press(page, Qt.Key.Key_N)
    dialog = opened(qtbot, ParticipateDialog)
    dialog.form["student_id"].set_value(school.students["Thijs"])
    dialog.form["period_id"].set_value(school.periods[SPRING])
    dialog.save()
    assert "Thijs" in in_lane(page, Lane.SEEKING)


def test_who_takes_part_already_is_refused(qtbot, school, page):
    press(page, Qt.Key.Key_N)
    dialog = opened(qtbot, ParticipateDialog)
    dialog.form["student_id"].set_value(school.students["Noor"])
    dialog.form["period_id"].set_value(school.periods[SPRING])
    dialog.save()
    assert dialog._notice_text.text() == "Deze student doet al mee in deze periode."


def test_somebody_new_goes_to_the_form_of_a_student(qtbot, page):
    press(page, Qt.Key.Key_N)
    click(qtbot, opened(qtbot, ParticipateDialog)._new)
    assert opened(qtbot, StudentFormDialog)


def test_persons_are_hidden_while_others_watch(page):
    page.desk.present(True)
    assert card(page, "A. B.").owner == "M. B."


def test_the_menu_offers_what_makes_sense(school, page):
    choose(school, page, "Noor")
    texts = {action.text() for action in page._menu([object()])}
    assert {"Zoek leerbedrijf", "Van het bord halen of terugzetten"} <= texts
    assert not {"Handtekeningen", "Plaatsing beëindigen"} & texts


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_cut_off(qapp, school, page, theme, scale):
    apply(qapp, theme, scale)
    page.resize(1240, 640)
    choose(school, page, "Zeynep", "Fatou")
    qapp.processEvents()
    assert clipped(page) == []


def test_every_control_has_a_name(school, page):
    choose(school, page, "Zeynep", "Fatou")
    assert nameless(page) == []


@pytest.mark.usefixtures("shout")
def test_every_word_is_translatable(desk, state):
    page = PlacementsPage(desk, Actions(), state)
    page.show()
    data = {one.name for one in page.filters._guides}
    assert untranslated(page, data) == []
    delete(page)


def test_every_action_shows_its_key_in_the_overview(page, actions):
    lines = {line.text: line.key for line in actions.shortcuts()}
    assert lines["Volgende stap"] == "Ctrl+→"
    assert lines["Contact vastleggen"] == "C"
    assert lines["Markeer, om er meer tegelijk te verplaatsen"] == "Spatie"


def test_the_page_is_a_widget_that_gives_its_focus_to_the_cards(school, page):
    choose(school, page, "Amira")
    QWidget.setFocus(page)
    assert page.board.lane_view("running").hasFocus()


def test_the_table_goes_along_as_a_file_with_everybody_in_view(page, actions):
    actions.get("placements.export").trigger()
    dialog = page.findChild(ExportListDialog)
    assert dialog.isVisible()
    assert page.table.isVisible()
    headings, values = exported(page.table.rows.rows)
    assert len(values) == page.table.rows.rowCount() > 10
    assert all(len(line) == len(headings) for line in values)
    dialog.reject()


def test_a_reason_is_chosen_from_those_of_the_school_and_follows_what_happened(qtbot, school, page):
    choose(school, page, "Joost")
    press(page, Qt.Key.Key_E)
    dialog = opened(qtbot, EndPlacementDialog)

    def shown():
        return {one.text() for one in dialog.form["reason"].findChildren(Button) if not one.isHidden()}

    assert "Te weinig werk" in shown()
    dialog.form["state"].set_value(State.STUDENT_WITHDREW)
    dialog.form["state"].tell()
    assert "Te weinig werk" not in shown()
    chosen = next(one for one in dialog.form["reason"].findChildren(Button) if one.text() == "Reistijd te lang")
    qtbot.mouseClick(chosen, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(dialog.findChild(QPlainTextEdit), ", met het ov")
    assert dialog.form["reason"].value == "Reistijd te lang, met het ov"
    press(page, Qt.Key.Key_Return, CTRL)
    assert card(page, "Joost").state.text == "herplaatsing"
