"""A new answer changes only what differs."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from ui.widgets.row_model import Column, RowModel


@dataclass(frozen=True)
class Company:
    id: int
    name: str
    free: int = 0


COLUMNS = [Column("Leerbedrijf", lambda row: row.name, order="name"), Column("Vrij", lambda row: str(row.free))]
THREE = [Company(1, "Bakkerij Zon"), Company(2, "Garage Vos"), Company(3, "Zorghuis Linde")]


@pytest.fixture
def model(qapp):
    model = RowModel(COLUMNS, lambda row: row.id)
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(THREE)
    return model


def names(model):
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt(model, qtmodeltester):
    qtmodeltester.check(model, force_py=True)


def test_a_changed_row_is_announced_alone(qtbot, model):
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as heard:
        model.show([THREE[0], Company(2, "Garage Vos", free=2), THREE[2]])
    first, last = heard.args[:2]
    assert (first.row(), last.row()) == (1, 1)
    assert model.index(1, 1).data() == "2"


def test_an_equal_answer_announces_nothing(qtbot, model):
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show(list(THREE))


def test_gone_rows_go_and_new_rows_come_without_a_reset(qtbot, model):
    with qtbot.assertNotEmitted(model.modelReset):
        model.show([THREE[0], Company(9, "Hotel De Valk"), THREE[2]])
    assert names(model) == ["Bakkerij Zon", "Hotel De Valk", "Zorghuis Linde"]


def test_another_order_moves_what_points_at_a_row(model):
    pointer = QPersistentModelIndex(model.index(0, 1))
    model.show(THREE[::-1])
    assert (pointer.row(), pointer.column()) == (2, 1)
    assert names(model) == ["Zorghuis Linde", "Garage Vos", "Bakkerij Zon"]


def test_two_rows_with_one_key_are_refused(model):
    with pytest.raises(ValueError, match="same key"):
        model.show([THREE[0], THREE[0]])


def test_a_row_is_found_by_its_key(model):
    assert model.place(3) == 2
    assert model.key(2) == 3
    assert model.place(99) is None


ANSWERS = st.lists(st.lists(st.integers(0, 30), unique=True, max_size=12), max_size=6)


@given(ANSWERS)
def test_whatever_the_answers_are_the_last_one_is_shown_and_pointers_follow(qapp, answers):
    model = RowModel(COLUMNS, lambda row: row.id)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    pointers = {}
    for turn, answer in enumerate(answers):
        model.show([Company(key, str(key), free=turn) for key in answer])
        assert [model.key(at) for at in range(model.rowCount())] == answer
        for key, pointer in pointers.items():
            if pointer.isValid():
                assert model.key(pointer.row()) == key
        pointers |= {key: QPersistentModelIndex(model.index(at, 0)) for at, key in enumerate(answer)}
    assert all(row.free == len(answers) - 1 for row in model.rows)
    del tester
