"""Backups are made where they should be, the journal is proven, and the school goes to a colleague and comes back."""

import shutil
import sys

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from app.queries.school import school
from app.store.backup import archives_in
from app.store.backup_places import remember_places, remembered_places
from app.store.folder import SchoolFolder
from app.terms.store import Standing
from tests.program import PASSPHRASE
from tests.ui.waterland import click, fill
from ui.dialogs.backup_place import BackupPlaceDialog
from ui.dialogs.hand_over import HandOverDialog
from ui.dialogs.restore import RestoreDialog
from ui.frame.covers import Rescue
from ui.opening.lock_screen import LockScreen
from ui.widgets.code_view import CodeView


def unlock(qtbot, settings):
    settings.settle()
    screen = settings.window.findChild(LockScreen)
    field = next(edit for edit in screen.findChildren(QLineEdit) if edit.echoMode() == QLineEdit.EchoMode.Password)
    qtbot.keyClicks(field, PASSPHRASE)
    click(qtbot, screen, "Open")
    settings.until(lambda: settings.program.session is not None or settings.window.findChild(Rescue) is not None)
    settings.settle()


def test_one_more_place_gets_a_backup_and_can_go_again(qtbot, settings, tmp_path):
    part = settings.part("backup")
    assert "dezelfde schijf" in settings.said
    assert "dezelfde schijf" in part.warning.text
    place = tmp_path / "stick"
    place.mkdir()
    click(qtbot, part, "Kies nog een map")
    dialog = settings.dialog(BackupPlaceDialog)
    fill(dialog.form, place=tmp_path / "weg")
    click(qtbot, dialog, "Voeg toe")
    assert "Deze map is er niet" in dialog.form["place"].error
    fill(dialog.form, place=place)
    click(qtbot, dialog, "Voeg toe")
    settings.settle()
    assert part.table.rows.rowCount() == 2
    click(qtbot, part, "Maak nu een back-up")
    settings.until(lambda: "2 back-ups" in settings.said)
    assert len(archives_in(place)) == 1
    settings.settle()
    part.table.choose(str(place))
    click(qtbot, part, "Haal de map weg")
    settings.settle()
    assert remembered_places(settings.program.session.school.folder) != [place]
    assert len(archives_in(place)) == 1


@pytest.mark.heavy
def test_a_place_that_takes_no_backup_is_named_with_its_reason(qtbot, settings, tmp_path):
    part = settings.part("backup")
    place = tmp_path / "stick"
    place.mkdir()
    remember_places(settings.program.session.school.folder, [place])
    place.rmdir()
    click(qtbot, part, "Maak nu een back-up")
    settings.until(lambda: "lukt de back-up niet" in settings.said)
    assert "stick" in settings.said


def test_the_journal_is_proven(qtbot, settings):
    part = settings.part("backup")
    click(qtbot, part, "Controleer het logboek")
    settings.until(lambda: "Het logboek klopt" in settings.said)


def test_the_message_at_opening_leads_to_the_backups(qtbot, settings):
    settings.part("screen")
    settings.window.show_page("today")
    assert "dezelfde schijf" in settings.said
    click(qtbot, settings.window.messages, "Kies een map")
    assert settings.window.shown == "settings"
    assert settings.page.part("backup").isVisible()


def test_given_away_it_can_only_be_read_until_it_is_taken_back(qtbot, settings, tmp_path):
    part = settings.part("backup")
    click(qtbot, part, "Geef de school over")
    dialog = settings.dialog(HandOverDialog)
    fill(dialog.form, name="Sanne de Wit", place=tmp_path)
    click(qtbot, dialog, "Geef over")
    settings.until(lambda: dialog.findChild(CodeView).code)
    settings.settle()
    assert len(list(tmp_path.glob("overdracht-*.driehoek"))) == 1
    click(qtbot, dialog, "Klaar")
    unlock(qtbot, settings)
    assert settings.program.session.school.claim.standing is Standing.HANDED_OVER
    assert "gaf deze school over aan Sanne de Wit" in settings.said
    settings.window.show_page("settings")
    form = settings.part("school").form
    fill(form, office="Anders")
    click(qtbot, settings.page.part("school"), "Bewaar de school")
    assert settings.ask(school).office != "Anders"
    part = settings.part("backup")
    click(qtbot, part, "Neem de school definitief terug")
    settings.until(lambda: settings.program.session is None)
    unlock(qtbot, settings)
    assert settings.program.session.school.claim.standing is Standing.OURS


@pytest.mark.heavy
def test_a_backup_is_put_back_over_the_open_school(qtbot, settings):
    part = settings.part("backup")
    click(qtbot, part, "Maak nu een back-up")
    settings.until(lambda: "back-up gemaakt" in settings.said)
    before = settings.ask(school).office
    form = settings.part("school").form
    fill(form, office="Na de back-up")
    click(qtbot, settings.page.part("school"), "Bewaar de school")
    part = settings.part("backup")
    click(qtbot, part, "Zet een back-up terug")
    assert settings.program.session is None
    dialog = settings.dialog(RestoreDialog)
    settings.settle()
    fill(dialog.form, secret=PASSPHRASE)
    click(qtbot, dialog, "Bekijk wat erin zit")
    settings.until(lambda: not dialog.busy)
    click(qtbot, dialog, "Zet definitief terug")
    settings.until(lambda: not any(one.isVisible() for one in settings.window.findChildren(RestoreDialog)))
    unlock(qtbot, settings)
    assert settings.ask(school).office == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no folder of which a program holds a file")
def test_a_folder_that_was_moved_can_be_gone_on_with(qtbot, settings):
    program = settings.program
    folder = program.session.school.folder
    program.lock()
    settings.settle()
    moved = folder.path.with_name("verhuisd")
    shutil.copytree(folder.path, moved)
    shutil.rmtree(folder.path)
    program.door.folder = SchoolFolder(moved)
    program.door.offer()
    unlock(qtbot, settings)
    rescue = settings.window.findChild(Rescue)
    assert "Deze map is verplaatst" in " ".join(label.text() for label in rescue.findChildren(QLabel))
    click(qtbot, rescue, "Hier verder werken")
    settings.until(lambda: program.session is not None)
    assert program.session.school.claim.standing is Standing.OURS
