"""The board by mouse and keys."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QApplication

from ui.theme import Tone
from ui.widgets.card import Card
from ui.widgets.lane_board import Lane, LaneBoard
from ui.widgets.sign import Sign

LANES = [
    Lane("seeking", "Zoekt plek", "user-search", "oudste 31 dagen"),
    Lane("proposed", "Voorstel", "shuffle", "oudste 8 dagen"),
    Lane("empty", "Papieren", "file-text"),
    Lane("running", "Loopt", "footprints"),
]


def card(key, lane, title, **rest):
    return Card(key, lane, title, state=Sign("afgewezen", "user-x", Tone.DANGER), foot="31 dagen · VZ3B", **rest)


CARDS = [
    card(1, "seeking", "Noor el Amrani", subtitle="nog geen bedrijf", initials="MV", owner="Marieke Vos"),
    card(2, "seeking", "Sem Verhoeven", missing=Sign("plek vóór 7 dec.", "circle-alert", Tone.DANGER)),
    card(3, "seeking", "Isa Bouzid", compact=True, short="3 d"),
    card(4, "proposed", "Zeynep Arslan"),
    card(5, "running", "Amira Benhaddou"),
]


@pytest.fixture
def board(qtbot):
    board = LaneBoard("Plaatsingen")
    qtbot.addWidget(board)
    board.resize(1000, 600)
    board.show_board(LANES, CARDS)
    board.show()
    board.choose(1)
    return board


def focused(board):
    return next(lane.key for lane in LANES if board.lane_view(lane.key).hasFocus())


def press(qtbot, board, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(board.lane_view(focused(board)), key, modifier)


def test_arrows_go_within_a_lane_and_to_the_next_one_that_has_cards(qtbot, board):
    press(qtbot, board, Qt.Key.Key_Down)
    assert board.current == 2
    press(qtbot, board, Qt.Key.Key_Right)
    assert board.current == 4
    press(qtbot, board, Qt.Key.Key_Right)
    assert (board.current, focused(board)) == (5, "running")
    press(qtbot, board, Qt.Key.Key_Right)
    assert board.current == 5


def test_only_one_card_of_the_board_is_chosen(qtbot, board):
    press(qtbot, board, Qt.Key.Key_Right)
    chosen = [view.selectionModel().selectedIndexes() for view in map(board.lane_view, ("seeking", "proposed"))]
    assert [len(part) for part in chosen] == [0, 1]


def test_control_and_an_arrow_ask_to_move_the_card(qtbot, board):
    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(board.move_wanted) as on:
        press(qtbot, board, Qt.Key.Key_Right, control)
    with qtbot.waitSignal(board.move_wanted) as back:
        press(qtbot, board, Qt.Key.Key_Left, control)
    assert (on.args, back.args) == ([[1], 1], [[1], -1])


def test_space_marks_several_and_they_move_together(qtbot, board):
    press(qtbot, board, Qt.Key.Key_Space)
    press(qtbot, board, Qt.Key.Key_Right)
    with qtbot.waitSignal(board.marked) as heard:
        press(qtbot, board, Qt.Key.Key_Space)
    assert heard.args == [[1, 4]]
    with qtbot.waitSignal(board.move_wanted) as moved:
        press(qtbot, board, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert moved.args == [[1, 4], 1]
    press(qtbot, board, Qt.Key.Key_Escape)
    assert board.marks == []


def test_enter_opens(qtbot, board):
    with qtbot.waitSignal(board.opened) as heard:
        press(qtbot, board, Qt.Key.Key_Return)
    assert heard.args == [1]


def test_a_card_dropped_on_another_lane_is_told_once(qtbot, board):
    source, target = board.lane_view("seeking"), board.lane_view("running")
    data = source.cards.mimeData([source.currentIndex()])
    event = _Drop(source, data)
    with qtbot.waitSignal(board.dropped) as heard:
        target.dropEvent(event)
    assert heard.args == [[1], "running"]
    assert source.cards.rowCount() == 3


def test_a_drop_of_something_else_does_nothing(qtbot, board):
    data = QMimeData()
    data.setText("iets anders")
    with qtbot.assertNotEmitted(board.dropped):
        board.lane_view("running").dropEvent(_Drop(board.lane_view("seeking"), data))


class _Drop(QDropEvent):
    """A drop as the platform would send it, with the list it came from."""

    def __init__(self, source, data):
        super().__init__(
            QPointF(20, 20),
            Qt.DropAction.MoveAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self._data, self._source = data, source

    def source(self):
        return self._source


def test_a_moved_card_keeps_the_focus_and_the_mark_in_its_new_lane(qtbot, board):
    press(qtbot, board, Qt.Key.Key_Space)
    moved = [card(1, "proposed", "Noor el Amrani"), *CARDS[1:]]
    board.show_board(LANES, moved)
    assert (board.current, focused(board), board.marks) == (1, "proposed", [1])


def test_a_card_that_is_gone_gives_the_focus_to_another(qtbot, board):
    with qtbot.waitSignal(board.chosen) as heard:
        board.show_board(LANES, CARDS[1:])
    assert heard.args == [2]
    assert board.current == 2


def test_a_screen_reader_hears_a_card_and_its_lane(board):
    view = board.lane_view("seeking")
    face = QAccessible.queryAccessibleInterface(view)
    assert face.text(QAccessible.Text.Name) == "Zoekt plek, 3, oudste 31 dagen"
    words = view.cards.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Noor el Amrani, nog geen bedrijf, afgewezen, 31 dagen · VZ3B, Marieke Vos"
    assert face.child(0).text(QAccessible.Text.Name) == words


def test_a_compact_card_tells_all_in_its_tooltip(board):
    view = board.lane_view("seeking")
    assert "Isa Bouzid" in view.cards.index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert view.sizeHintForRow(2) < view.sizeHintForRow(0) / 2


def test_two_thousand_cards_stay_usable(qtbot, board):
    many = [card(key, LANES[key % 4].key, f"Student {key}") for key in range(2000)]
    board.show_board(LANES, many)
    board.choose(1999)
    press(qtbot, board, Qt.Key.Key_Up)
    assert board.current == 1995


def test_the_model_of_a_lane_keeps_the_rules_of_qt(board, qtmodeltester):
    qtmodeltester.check(board.lane_view("seeking").cards, force_py=True)


def test_short_of_room_the_board_scrolls_to_the_card_with_the_focus(qtbot, board):
    board.resize(400, 400)
    QApplication.processEvents()
    board.choose(5)
    assert board.horizontalScrollBar().value() > 0
