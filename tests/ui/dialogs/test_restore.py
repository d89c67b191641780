"""A school comes back from a backup, over what stands there or on an empty laptop, and from a colleague."""

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from app.store.handover import hand_over
from app.store.people import people, unlock
from tests.ui.laws import clipped, nameless
from tests.ui.waterland import ANOTHER, CHEAP, NAME, PASSPHRASE, button, click, fill, make_laptop
from ui.dialogs.restore import RestoreDialog
from ui.widgets.row_table import RowTable
from ui.widgets.text import Text


@pytest.fixture
def laptop(tmp_path):
    return make_laptop(tmp_path)


@pytest.fixture
def window(qtbot):
    window = QWidget()
    window.resize(1000, 700)
    qtbot.addWidget(window)
    window.show()
    return window


def opened(qtbot, lanes, window, root):
    dialog = RestoreDialog(root, lanes, window, cost=CHEAP)
    dialog.open()
    table = dialog.findChild(RowTable)
    qtbot.waitUntil(lambda: table.rows.rowCount() or "staat geen back-up" in words(dialog))
    return dialog


def words(dialog):
    return " | ".join(label.text() for label in dialog.findChildren(Text) if label.isVisible())


def look_inside(qtbot, dialog, secret):
    fill(dialog.form, secret=secret)
    click(qtbot, dialog, "Bekijk wat erin zit")
    qtbot.waitUntil(lambda: not dialog.busy)


def test_a_backup_is_looked_into_and_put_back_over_the_school(qtbot, lanes, window, laptop):
    laptop.back_up(laptop.root.parent / "back-ups")
    dialog = opened(qtbot, lanes, window, laptop.root)
    look_inside(qtbot, dialog, PASSPHRASE)
    qtbot.waitUntil(lambda: "0 studenten" in words(dialog))  # what the layout holds is shown a moment later
    assert "Dit komt in de plaats van Waterland" in words(dialog)
    with qtbot.waitSignal(dialog.restored) as heard:
        click(qtbot, dialog, "Zet definitief terug")
    assert heard.args[0].path == laptop.folder.path
    assert laptop.folder.aside.is_dir()
    assert laptop.open().actor == NAME


def test_the_recovery_code_opens_it_on_an_empty_laptop(qtbot, lanes, window, laptop, tmp_path):
    other = tmp_path / "andere" / "scholen"
    laptop.back_up(other.parent / "back-ups")
    dialog = opened(qtbot, lanes, window, other)
    look_inside(qtbot, dialog, laptop.code)
    assert "De school komt op deze laptop te staan" in words(dialog)
    with qtbot.waitSignal(dialog.restored) as heard:
        click(qtbot, dialog, "Zet definitief terug")
    folder = heard.args[0]
    assert folder.path == other / "waterland"
    assert unlock(folder.keys, laptop.person, PASSPHRASE).person.name == NAME


def test_a_wrong_wachtzin_is_said_at_its_field_and_nothing_changes(qtbot, lanes, window, laptop):
    laptop.back_up(laptop.root.parent / "back-ups")
    dialog = opened(qtbot, lanes, window, laptop.root)
    look_inside(qtbot, dialog, ANOTHER)
    assert "niet de goede" in dialog.form["secret"].error
    assert not laptop.folder.aside.exists()


def test_one_can_go_back_and_choose_another(qtbot, lanes, window, laptop):
    laptop.back_up(laptop.root.parent / "back-ups")
    dialog = opened(qtbot, lanes, window, laptop.root)
    look_inside(qtbot, dialog, PASSPHRASE)
    click(qtbot, dialog, "Kies een andere back-up")
    assert dialog.form["secret"].isVisible()
    look_inside(qtbot, dialog, PASSPHRASE)
    assert button(dialog, "Zet definitief terug").isEnabled()


def test_a_colleague_takes_over_with_the_code_by_phone(qtbot, lanes, window, laptop, tmp_path):
    other = tmp_path / "andere" / "scholen"
    place = other.parent / "back-ups"
    place.mkdir(parents=True)
    given = hand_over(laptop.folder, laptop.unlock(), laptop.register, to="Sanne de Wit", place=place, cost=CHEAP)
    given.archive.rename(place / "driehoek-overdracht.driehoek")
    dialog = opened(qtbot, lanes, window, other)
    look_inside(qtbot, dialog, given.code)
    form = dialog.findChildren(type(dialog.form))[-1]
    fill(form, name="Sanne de Wit", passphrase=ANOTHER, again=ANOTHER)
    with qtbot.waitSignal(dialog.restored) as heard:
        click(qtbot, dialog, "Neem de school over")
    assert [person.name for person in people(heard.args[0].keys)] == [NAME, "Sanne de Wit"]


def test_without_backups_it_says_so_and_offers_a_file(qtbot, lanes, window, tmp_path):
    dialog = opened(qtbot, lanes, window, tmp_path / "scholen")
    assert "staat geen back-up" in words(dialog)
    assert button(dialog, "Kies een ander bestand").isEnabled()
    assert (clipped(dialog), nameless(dialog)) == ([], [])
    dialog.reject()


def test_a_file_from_elsewhere_can_be_chosen_and_one_that_is_none_is_refused_in_words(
    qtbot, lanes, window, laptop, tmp_path
):
    dialog = opened(qtbot, lanes, window, laptop.root)
    broken = tmp_path / "kapot.driehoek"
    broken.write_bytes(b"geen back-up")
    choose(qtbot, dialog, broken)
    qtbot.waitUntil(lambda: "beschadigd" in words(dialog))
    archive = laptop.back_up(tmp_path / "stick")
    choose(qtbot, dialog, archive)
    table = dialog.findChild(RowTable)
    qtbot.waitUntil(lambda: table.rows.rowCount() == 1 and table.current_row() is not None)
    look_inside(qtbot, dialog, PASSPHRASE)
    assert "Dit komt in de plaats van Waterland" in words(dialog)
    dialog.reject()


def choose(qtbot, dialog, path):
    click(qtbot, dialog, "Kies een ander bestand")
    files = dialog.findChildren(QFileDialog)[-1]
    files.fileSelected.emit(str(path))
    files.reject()
    qtbot.waitUntil(lambda: not dialog.busy)
