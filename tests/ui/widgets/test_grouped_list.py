"""The list of what asks for attention, by mouse and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from ui.theme import Tone, apply
from ui.widgets.grouped_list import GroupedList
from ui.widgets.need import Fix, Group, Head, Need
from ui.widgets.sign import Sign


def need(key, name, hint="P"):
    return Need(
        key,
        name,
        "VZ3B",
        "Start ma 7 dec.",
        Sign("sinds 31 dagen", "clock", Tone.DANGER),
        Fix("seek", "Zoek plek", hint),
    )


GROUPS = [
    Group(
        "no-place",
        "Geen plek",
        "map-pin",
        Tone.DANGER,
        "start binnen drie weken",
        [need(1, "Noor el Amrani"), need(2, "Sem Verhoeven"), need(3, "Isa Bouzid"), need(4, "Lars Poelen")],
        Fix("match", "Zet alle 4 in Matching", icon="shuffle"),
    ),
    Group("late", "Contact te laat", "message-circle", Tone.ATTENTION, needs=[need(5, "Amira Benhaddou", "C")]),
]


@pytest.fixture
def needs(qtbot):
    needs = GroupedList("Wie heeft mij nodig")
    qtbot.addWidget(needs)
    needs.resize(900, 600)
    needs.show_groups(GROUPS)
    needs.show()
    needs.setFocus()
    needs.choose_first()
    return needs


def names(needs):
    return [line.group.title if isinstance(line, Head) else line.title for line in needs.lines.rows]


def test_where_room_is_short_the_explanation_of_a_group_has_a_line_of_its_own(qtbot, needs):
    head = needs.lines.index(0, 0)
    needs.show()
    wide = needs.visualRect(head).height()
    needs.resize(420, 600)
    qtbot.waitUntil(lambda: needs.visualRect(head).height() > wide + 40)
    note = needs.itemDelegate().spots(head).note
    assert needs.visualRect(head).contains(note)
    assert note.width() > 300
    assert not note.intersects(needs.itemDelegate().spots(head).fix)


def test_only_the_first_lines_of_a_group_are_shown_until_one_asks_for_all(qtbot, needs):
    assert names(needs)[:4] == ["Geen plek", "Noor el Amrani", "Sem Verhoeven", "Isa Bouzid"]
    more, _bulk = needs.head_boxes("no-place")
    qtbot.mouseClick(needs.viewport(), Qt.MouseButton.LeftButton, pos=more.center())
    assert "Lars Poelen" in names(needs)


def test_arrows_choose_and_enter_opens(qtbot, needs):
    with qtbot.waitSignal(needs.chosen) as chosen:
        qtbot.keyClick(needs, Qt.Key.Key_Down)
    with qtbot.waitSignal(needs.opened) as opened:
        qtbot.keyClick(needs, Qt.Key.Key_Return)
    assert (chosen.args, opened.args) == ([2], [2])


def test_the_letter_of_a_fix_does_it(qtbot, needs):
    with qtbot.waitSignal(needs.fix_wanted) as heard:
        qtbot.keyClick(needs, "p")
    assert heard.args == [1, "seek"]


def test_another_letter_does_nothing(qtbot, needs):
    with qtbot.assertNotEmitted(needs.fix_wanted), qtbot.assertNotEmitted(needs.chosen):
        qtbot.keyClick(needs, "x")


def test_a_click_on_a_fix_does_it_and_a_click_beside_it_only_chooses(qtbot, needs):
    with qtbot.waitSignal(needs.fix_wanted) as heard:
        qtbot.mouseClick(needs.viewport(), Qt.MouseButton.LeftButton, pos=needs.fix_box(2).center())
    assert heard.args == [2, "seek"]
    beside = needs.fix_box(1).center()
    beside.setX(120)
    with qtbot.assertNotEmitted(needs.fix_wanted):
        qtbot.mouseClick(needs.viewport(), Qt.MouseButton.LeftButton, pos=beside)


def test_the_bulk_fix_is_a_click_or_enter_on_the_heading(qtbot, needs):
    _more, bulk = needs.head_boxes("no-place")
    with qtbot.waitSignal(needs.bulk_wanted) as clicked:
        qtbot.mouseClick(needs.viewport(), Qt.MouseButton.LeftButton, pos=bulk.center())
    needs.setCurrentIndex(needs.lines.index(0, 0))
    with qtbot.waitSignal(needs.bulk_wanted) as pressed:
        qtbot.keyClick(needs, Qt.Key.Key_Return)
    assert clicked.args == pressed.args == ["no-place", "match"]


def test_arrows_on_a_heading_fold_and_unfold(qtbot, needs):
    needs.setCurrentIndex(needs.lines.index(0, 0))
    qtbot.keyClick(needs, Qt.Key.Key_Right)
    assert "Lars Poelen" in names(needs)
    qtbot.keyClick(needs, Qt.Key.Key_Left)
    assert "Lars Poelen" not in names(needs)


def test_a_folded_line_unfolds_its_group_when_it_is_chosen(needs):
    assert needs.choose(4)
    assert needs.current_line().title == "Lars Poelen"
    assert not needs.choose(99)


def test_when_a_line_is_solved_the_focus_goes_to_its_neighbour(qtbot, needs):
    needs.choose(2)
    left = [need(1, "Noor el Amrani"), need(3, "Isa Bouzid")]
    needs.show_groups([Group("no-place", "Geen plek", "map-pin", Tone.DANGER, needs=left), GROUPS[1]])
    assert needs.current_line().title == "Isa Bouzid"


def test_a_screen_reader_hears_reason_person_and_fix(needs):
    face = QAccessible.queryAccessibleInterface(needs)
    heard = [face.child(at).text(QAccessible.Text.Name) for at in range(face.childCount())]
    assert heard[0] == "Geen plek, 4, start binnen drie weken, Zet alle 4 in Matching"
    assert heard[1] == "Noor el Amrani, VZ3B, Start ma 7 dec., sinds 31 dagen, Zoek plek (P)"


def test_where_room_is_short_everything_stands_under_each_other(qtbot, qapp, needs):
    wide = needs.sizeHintForRow(1)
    needs.resize(420, 600)
    assert needs.sizeHintForRow(1) > wide + 30
    assert needs.fix_box(1).left() < 120
    with qtbot.waitSignal(needs.fix_wanted) as heard:
        qtbot.mouseClick(needs.viewport(), Qt.MouseButton.LeftButton, pos=needs.fix_box(1).center())
    assert heard.args == [1, "seek"]
    apply(qapp, "dark", 2.0)
    assert needs.sizeHintForRow(1) > 2 * wide


def test_the_lines_keep_the_rules_of_qt(needs, qtmodeltester):
    qtmodeltester.check(needs.lines, force_py=True)
