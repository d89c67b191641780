"""Twenty lists come back at once: three are damaged, two were sent twice; the rest is one preview and one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import func, select

from app.clock import today
from app.entities.contact import ContactMoment
from tests.app.imports.conftest import filled, made  # noqa: F401 - fixtures of ROC Waalhaven
from tests.lists import held, lists, sent_back
from tests.school import ACTOR
from ui.desk.desk import Desk
from ui.importing.done_part import DonePart
from ui.importing.files_part import FilesPart
from ui.importing.flow import ImportFlow
from ui.importing.preview_part import PreviewPart
from ui.importing.screen import ImportScreen

_DAMAGED, _TWICE, _ALL = 3, 2, 20


@pytest.fixture
def store(filled):  # noqa: F811 - the fixture
    return filled


@pytest.fixture
def screen(qtbot, warm, store):
    screen = ImportScreen()
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    desk = Desk(store, ACTOR, warm)
    screen.flow = ImportFlow(desk, store, screen)
    with qtbot.waitExposed(screen):
        screen.show()
    yield screen
    desk.deleteLater()


def folder_of_twenty(store, folder):
    """Lists by turns of everybody, the first line of each filled in; then damaged ones, and two a second time."""
    sheets = [sheet for sheet in lists(store, today()) if sheet.lines[0].slot.last <= today()]
    good = [sent_back(folder, sheet, {0: held(sheet, 0)}) for sheet in sheets]
    whole = good[0].read_bytes()
    bad = {
        "kapot.xlsx": whole[: len(whole) // 2],
        "leeg.xlsx": b"",
        "gestoord.xlsx": whole[:300] + bytes(len(whole) - 300),
    }
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    again = [folder / f"nogmaals {path.name}" for path in good[:_TWICE]]
    for path, copy in zip(good, again, strict=False):
        copy.write_bytes(path.read_bytes())
    blank = [
        sent_back(folder, sheet, {}, f"nog niets {number}.xlsx")
        for number, sheet in enumerate((sheets * _ALL)[: _ALL - len(good) - len(bad) - len(again)])
    ]
    return good, [folder / name for name in bad], [*again, *blank]


def told(store):
    with store.reading() as session:
        return session.scalar(select(func.count()).where(ContactMoment.ticket.is_not(None)))


@pytest.mark.heavy
def test_twenty_lists_of_which_three_are_damaged_and_two_come_twice(qtbot, screen, store, tmp_path):
    good, bad, others = folder_of_twenty(store, tmp_path)
    assert len(good) + len(bad) + len(others) == _ALL
    screen.flow.add([*bad, *good, *others])
    part = screen._parts.currentWidget()
    assert isinstance(part, FilesPart)
    qtbot.waitUntil(lambda: not screen.busy and all(one.seen or one.trouble for one in screen.flow._files))
    damaged = {one.path: one.trouble for one in screen.flow._files if one.trouble}
    assert set(damaged) == set(bad)
    assert "beschadigd" in damaged[bad[0]]
    assert "leeg" in damaged[bad[1]]
    for one in [one.number for one in screen.flow._files if one.trouble]:
        part.dropped.emit(one)
    qtbot.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(screen._parts.currentWidget(), PreviewPart) and not screen.busy)
    shown = screen._parts.currentWidget().preview
    assert len(shown.new) == len(good)
    assert sorted(one.code for one in shown.merged) == ["same_in_other_list"] * _TWICE
    assert not shown.refused
    assert told(store) == 0
    qtbot.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(screen._parts.currentWidget(), DonePart) and not screen.busy)
    assert told(store) == len(good)
    qtbot.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: told(store) == 0)
