from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import delete

from app.commands.people import StudentDraft, keep_student
from app.errors import Refusal
from app.queries.students import students
from app.terms.exchange import Subject
from tests.school import TODAY
from tests.ui.importing.conftest import HEAD, PEOPLE
from tests.ui.laws import clipped, nameless, untranslated
from ui.dialogs.import_column import ImportColumnDialog
from ui.dialogs.import_heading import ImportHeadingDialog
from ui.dialogs.import_scope import ImportScopeDialog
from ui.frame.window import PageEntry, Window
from ui.importing.columns_part import ColumnsPart
from ui.importing.done_part import DonePart
from ui.importing.files_part import FilesPart
from ui.importing.flow import ImportFlow
from ui.importing.likely_part import LikelyPart
from ui.importing.offer import offer_import
from ui.importing.preview_part import PreviewPart
from ui.importing.screen import ImportScreen
from ui.theme import apply
from ui.widgets.button import Button
from ui.widgets.text import Text


def settled(qtbot, screen):
    qtbot.waitUntil(lambda: not screen.busy)
    QApplication.processEvents()
    if screen.busy:
        settled(qtbot, screen)


def part(screen, kind):
    found = screen._parts.currentWidget()
    assert isinstance(found, kind), (type(found), screen.notice)
    return found


def go_on(qtbot, screen, kind):
    qtbot.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    arrived = lambda: isinstance(screen._parts.currentWidget(), kind) and not screen.busy  # noqa: E731 - asked often
    qtbot.waitUntil(lambda: arrived() or bool(screen.notice))
    return part(screen, kind)


def take_in(qtbot, screen, *paths):
    screen.flow.add(list(paths))
    settled(qtbot, screen)
    return part(screen, FilesPart)


def to_preview(qtbot, screen, path):
    take_in(qtbot, screen, path)
    go_on(qtbot, screen, ColumnsPart)
    return go_on(qtbot, screen, PreviewPart)


def words(widget):
    return [label.text() for label in widget.findChildren(Text) if label.isVisibleTo(widget)]


def section(preview, key):
    preview.overview.choose(key)
    return preview.table(key).table


def texts(table, row):
    return [table.rows.index(row, at).data() for at in range(table.rows.columnCount())]


def last_names(school):
    with school.store.reading() as session:
        return {row.listed.split(",")[0] for row in students(session, today=TODAY).rows}


def opened(qtbot, kind):
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    qtbot.waitUntil(found[0].isActiveWindow)
    return found[0]


def test_from_file_to_school_and_back(qtbot, screen, school, listed, backups):
    files = take_in(qtbot, screen, listed("studenten.csv", *PEOPLE))
    assert texts(files.table, 0) == ["studenten.csv", "studenten", "3"]
    columns = go_on(qtbot, screen, ColumnsPart)
    assert "BSN: Een BPV-bureau mag het burgerservicenummer niet gebruiken." in words(columns)
    assert texts(columns.table, 1) == ["Roepnaam", "roepnaam", "Noor, Sem, Wojtek"]
    assert texts(columns.table, 5)[2] == ""
    preview = go_on(qtbot, screen, PreviewPart)
    assert texts(section(preview, "new"), 0) == ["Wojtek Łukasik", "VZ3A", "4", "komt erbij"]
    assert texts(section(preview, "columns"), 0)[0] == "BSN"
    assert "Łukasik" not in last_names(school)
    done = go_on(qtbot, screen, DonePart)
    assert backups == ["made"]
    assert "Łukasik" in last_names(school)
    assert any(text.startswith("Studenten ingelezen: 1 nieuw") for text in words(done))
    undo = next(one for one in done.findChildren(Button) if one.text() == "Ongedaan maken")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert "Łukasik" not in last_names(school)
    assert not [one for one in part(screen, DonePart).findChildren(Button) if one.text() == "Ongedaan maken"]


def test_several_files_are_read_in_the_order_in_which_they_need_each_other(qtbot, screen, listed):
    companies = listed("bedrijven.csv", "Kwekerij Maas;Cuijk", head="Naam;Plaats")
    take_in(qtbot, screen, companies, listed("studenten.csv", *PEOPLE))
    go_on(qtbot, screen, ColumnsPart)
    assert "studenten.csv: wat staat erin?" in words(screen)
    go_on(qtbot, screen, PreviewPart)
    go_on(qtbot, screen, DonePart)
    assert screen.next_button.text() == "Volgend bestand"
    go_on(qtbot, screen, ColumnsPart)
    assert "bedrijven.csv: wat staat erin?" in words(screen)


def test_files_are_dropped(qtbot, screen, listed):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(listed("studenten.csv", *PEOPLE)))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    files = part(screen, FilesPart)
    entering = QDragEnterEvent(QPoint(20, 20), copy, data, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(files, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(files, QDropEvent(QPointF(20, 20), copy, data, left, Qt.KeyboardModifier.NoModifier))
    settled(qtbot, screen)
    assert texts(files.table, 0)[0] == "studenten.csv"


def test_a_column_that_could_be_two_things_is_asked_about(qtbot, screen, listed):
    head = f"{HEAD};Mailadres student"
    take_in(qtbot, screen, listed("studenten.csv", f"{PEOPLE[2]};w@school.example", head=head))
    columns = go_on(qtbot, screen, ColumnsPart)
    assert not screen.next_button.isEnabled()
    field = columns._asked[f"column_{len(HEAD.split(';'))}"]
    assert field.label == "Wat staat er in ‘Mailadres student’?"
    field.set_value("email")
    field.changed.emit()
    assert screen.next_button.isEnabled()
    assert texts(columns.table, 6)[1] == "e-mail"


def test_what_is_needed_and_not_found_can_be_pointed_at(qtbot, screen, listed):
    path = listed("studenten.csv", "Noor;Vos;70001", head="Roepnaam;Achternaam;Code van de leerling")
    take_in(qtbot, screen, path)
    columns = go_on(qtbot, screen, ColumnsPart)
    columns._what["subject"].set_value(Subject.STUDENTS)
    columns._what["subject"].changed.emit()
    settled(qtbot, screen)
    columns = part(screen, ColumnsPart)
    assert any("Nodig, maar niet gevonden: studentnummer" in text for text in words(columns))
    assert not screen.next_button.isEnabled()
    columns.table.choose(2)
    qtbot.keyClick(columns.table, Qt.Key.Key_Return)
    dialog = opened(qtbot, ImportColumnDialog)
    dialog.form["field"].set_value("number")
    dialog.save()
    assert screen.next_button.isEnabled()


def test_a_column_that_may_never_be_kept_cannot_be_given_a_meaning(qtbot, screen, listed):
    take_in(qtbot, screen, listed("studenten.csv", *PEOPLE))
    columns = go_on(qtbot, screen, ColumnsPart)
    columns.table.choose(5)
    qtbot.keyClick(columns.table, Qt.Key.Key_Return)
    assert any("‘BSN’ wordt nooit opgeslagen" in text for text in words(columns))


def changed_here(school, listed):
    """Noor is read in, changed here, and read in again with another name."""
    draft = StudentDraft("30101", "Noortje", "el", "Amrani", school.groups["VZ3B"])
    school.do(keep_student, draft=draft, student_id=school.students["Noor"])
    return listed("opnieuw.csv", "30101;Eleonora;el;Amrani;VZ3B;1")


def first_name(school):
    with school.store.reading() as session:
        return next(row.name.split()[0] for row in students(session, today=TODAY).rows if row.number == "30101")


@pytest.mark.parametrize("choice", [(0, "Noortje"), (1, "Eleonora"), (2, "Noortje")])
def test_in_a_conflict_ours_stays_unless_the_file_is_chosen(qtbot, screen, school, listed, choice):
    presses, expected = choice
    preview = to_preview(qtbot, screen, changed_here(school, listed))
    table = section(preview, "conflicts")
    assert texts(table, 0) == ["Eleonora el Amrani", "roepnaam", "Noortje", "Eleonora", "blijft van hier"]
    table.setFocus()
    table.selectRow(0)
    for _ in range(presses):
        qtbot.keyClick(table, Qt.Key.Key_Space)
    go_on(qtbot, screen, DonePart)
    assert first_name(school) == expected


def test_a_new_row_that_is_not_wanted_stays_out(qtbot, screen, school, listed):
    preview = to_preview(qtbot, screen, listed("studenten.csv", *PEOPLE, "40002;Bo;;Smit;VZ3A;1"))
    section(preview, "new")
    leave = next(one for one in preview.table("new").findChildren(Button) if one.text() == "Alles: niet inlezen")
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    table = section(preview, "new")
    table.setFocus()
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    go_on(qtbot, screen, DonePart)
    assert "Smit" in last_names(school)
    assert "Łukasik" not in last_names(school)


def test_the_scope_decides_who_may_have_left(qtbot, screen, school, listed):
    preview = to_preview(qtbot, screen, listed("ko2a.csv", "30102;Sem;;Verhoeven;KO2A;1"))
    missed = {texts(section(preview, "leaving"), at)[0] for at in range(section(preview, "leaving").rows.rowCount())}
    assert "Milan Kuipers" in missed
    assert "Noor el Amrani" not in missed
    adjust = next(one for one in preview.findChildren(Button) if one.text() == "Pas bereik aan")
    qtbot.mouseClick(adjust, Qt.MouseButton.LeftButton)
    dialog = opened(qtbot, ImportScopeDialog)
    dialog.form["groups"].set_value(frozenset({"VZ3B"}))
    dialog.save()
    settled(qtbot, screen)
    preview = part(screen, PreviewPart)
    missed = {texts(section(preview, "leaving"), at)[0] for at in range(section(preview, "leaving").rows.rowCount())}
    assert "Noor el Amrani" in missed
    assert "Milan Kuipers" not in missed


def test_who_left_is_deregistered_only_when_that_is_chosen(qtbot, screen, school, listed):
    preview = to_preview(qtbot, screen, listed("ko2a.csv", "30102;Sem;;Verhoeven;KO2A;1"))
    table = section(preview, "leaving")
    at = next(at for at in range(table.rows.rowCount()) if texts(table, at)[0] == "Milan Kuipers")
    assert texts(table, at)[-1] == "blijft"
    table.setFocus()
    table.selectRow(at)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    go_on(qtbot, screen, DonePart)
    assert "Kuipers" not in last_names(school)
    assert "Cohen" in last_names(school)


def test_a_row_that_cannot_be_read_says_where_and_why(qtbot, screen, listed):
    preview = to_preview(qtbot, screen, listed("studenten.csv", *PEOPLE, ";Zonder;;Nummer;VZ3A;1"))
    why, count, line = texts(section(preview, "refused"), 0)
    assert (count, line) == ("1", "5")
    assert "nummer" in why


def test_a_cause_is_told_once_with_its_rows_and_the_total_stands_beside_the_way_on(qtbot, screen, listed):
    without = [f";Zonder{at};;Nummer{at};VZ3A;1" for at in range(8)]
    preview = to_preview(qtbot, screen, listed("studenten.csv", *PEOPLE, *without))
    refused = section(preview, "refused")
    assert refused.rows.rowCount() == 1
    assert texts(refused, 0)[1:] == ["8", "5, 6, 7, 8, 9, 10 en nog 2"]
    assert "8" in [preview.overview.rows.index(at, 1).data() for at in range(preview.overview.rows.rowCount())]
    assert screen.total.endswith("8 niet in te lezen")
    new = section(preview, "new")
    before = screen.total
    new.setFocus()
    new.selectRow(0)
    qtbot.keyClick(new, Qt.Key.Key_Space)
    assert screen.total != before


def test_a_company_written_otherwise_waits_for_a_yes(qtbot, screen, school, listed):
    head = "Nr.;Leerbedrijf;Crebo('s);BPV-periode;Aantal plaatsen"
    path = listed("plaatsen.csv", "9001;De Waalkaade;25491;P2;2", head=head)
    take_in(qtbot, screen, path)
    go_on(qtbot, screen, ColumnsPart)
    likely = go_on(qtbot, screen, LikelyPart)
    assert texts(likely.rows.table, 0)[:2] == ["De Waalkaade", "De Waalkade"]
    likely.rows.table.setFocus()
    likely.rows.table.selectRow(0)
    qtbot.keyClick(likely.rows.table, Qt.Key.Key_Space)
    assert texts(likely.rows.table, 0)[-1] == "nee, sla over"
    qtbot.keyClick(likely.rows.table, Qt.Key.Key_Space)
    preview = go_on(qtbot, screen, PreviewPart)
    assert section(preview, "new").rows.rowCount() == 1
    qtbot.keyClick(screen, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert part(screen, LikelyPart).accepted == {2}


def test_the_same_file_again_changes_nothing(qtbot, screen, listed):
    path = listed("studenten.csv", *PEOPLE)
    to_preview(qtbot, screen, path)
    go_on(qtbot, screen, DonePart)
    again = ImportFlow(screen.flow._desk, screen.flow._store, other := ImportScreen())
    qtbot.addWidget(other)
    with qtbot.waitExposed(other):
        other.show()
    other.flow = again
    preview = to_preview(qtbot, other, path)
    assert preview.preview.new == preview.preview.changed == ()
    assert "3 regels blijven gelijk" in words(preview)


def test_a_school_that_changed_meanwhile_is_looked_at_again(qtbot, screen, school, listed):
    preview = to_preview(qtbot, screen, listed("studenten.csv", *PEOPLE))
    draft = StudentDraft("40001", "Iemand", "", "Anders", None)
    school.do(keep_student, draft=draft)
    qtbot.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: screen._parts.currentWidget() is not preview and not screen.busy)
    assert "intussen gewijzigd" in screen.notice
    assert "conflicts" in {one.key for one in part(screen, PreviewPart)._sections}


@pytest.mark.parametrize(
    "trouble",
    [
        (Refusal("Kies eerst een map."), "Kies eerst een map."),
        (OSError(28, "vol", "/media/stick"), "De schijf is vol."),
    ],
)
def test_without_a_backup_nothing_is_stored(qtbot, screen, school, listed, trouble):
    failure, words = trouble

    def fail(*, progress):
        raise failure

    screen.flow._safeguard = fail
    to_preview(qtbot, screen, listed("studenten.csv", *PEOPLE))
    qtbot.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(screen.notice))
    assert screen.notice.startswith(words)
    assert isinstance(screen._parts.currentWidget(), PreviewPart)
    assert "Łukasik" not in last_names(school)


def test_a_file_that_is_no_list_says_why_and_can_be_taken_away(qtbot, screen, tmp_path):
    path = tmp_path / "leeg.xlsx"
    path.write_bytes(b"")
    files = take_in(qtbot, screen, path)
    assert "leeg" in texts(files.table, 0)[1]
    assert not screen.next_button.isEnabled()
    qtbot.keyClick(files.table, Qt.Key.Key_Delete)
    assert files.table.rows.rowCount() == 0


def test_headings_that_are_not_found_are_pointed_at(qtbot, screen, tmp_path):
    path = tmp_path / "los.csv"
    path.write_text("1;2;3\n4;5;6\n", encoding="utf-8")
    files = take_in(qtbot, screen, path)
    assert "kolomkoppen" in texts(files.table, 0)[1]
    qtbot.keyClick(files.table, Qt.Key.Key_K)
    dialog = opened(qtbot, ImportHeadingDialog)
    dialog.form["line"].set_value(1)
    dialog.save()
    settled(qtbot, screen)
    assert texts(files.table, 0)[2] == "1"


def test_a_file_that_is_gone_is_said_by_its_name(qtbot, screen, tmp_path):
    files = take_in(qtbot, screen, tmp_path / "weg.csv")
    assert "weg.csv kan niet worden gelezen" in texts(files.table, 0)[1]


def test_reading_can_be_stopped(qtbot, screen, listed):
    path = listed("lang.csv", *(f"{n};Noor;;Vos {n};VZ3A;1" for n in range(20_000)))
    screen.flow.add([path])
    assert screen.busy
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    settled(qtbot, screen)
    assert part(screen, FilesPart).table.rows.rowCount() == 0
    with qtbot.waitSignal(screen.flow.ended):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)


def test_the_lock_takes_the_screen_away_while_a_file_is_read(qtbot, school, listed, desk):
    screen = ImportScreen()
    ImportFlow(desk, school.store, screen).add([listed("studenten.csv", *PEOPLE)])
    (job,) = desk.lanes._jobs
    with qtbot.waitSignal(job.ended):
        delete(screen)


def test_an_import_covers_the_window_and_gives_the_page_back(qtbot, desk, state):
    window = Window([PageEntry("one", "Een", "users", QLineEdit)], state)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.show_page("one")
    offer_import(desk, SimpleNamespace(store=None), window)
    assert window.covered
    qtbot.keyClick(window.findChild(ImportScreen), Qt.Key.Key_Escape)
    assert not window.covered
    assert window.page("one").hasFocus()


def test_while_names_are_hidden_nothing_is_read_in(qtbot, desk):
    desk.present(hide=True)
    with qtbot.waitSignal(desk.refused) as said:
        offer_import(desk, None, None)
    assert "presentatiemodus" in said.args[0]


@pytest.mark.parametrize("worn", [("light", 1.0), ("dark", 1.5), ("light", 2.0)])
def test_nothing_is_nameless_or_cut_in_any_part(qtbot, qapp, screen, listed, worn):
    apply(qapp, *worn)
    head = f"{HEAD};Mailadres student"
    path = listed("studenten.csv", *(f"{row};x@school.example" for row in PEOPLE), head=head)
    take_in(qtbot, screen, path)
    for kind in (FilesPart, ColumnsPart, PreviewPart, DonePart):
        if kind is not FilesPart:
            go_on(qtbot, screen, kind)
        if kind is ColumnsPart:
            field = part(screen, kind)._asked["column_6"]
            field.set_value("email")
            field.changed.emit()
        for _ in range(3):
            qapp.processEvents()
        assert nameless(screen) == []
        assert clipped(screen) == []


@pytest.mark.usefixtures("shout")
def test_every_word_goes_through_translation(qtbot, desk, school, listed):
    screen = ImportScreen()
    qtbot.addWidget(screen)
    screen.flow = ImportFlow(desk, school.store, screen)
    with qtbot.waitExposed(screen):
        screen.show()
    take_in(qtbot, screen, listed("studenten.csv", *PEOPLE))
    data = ["studenten.csv", "BSN"]
    for kind in (ColumnsPart, PreviewPart, DonePart):
        assert untranslated(screen, data) == []
        go_on(qtbot, screen, kind)
    assert untranslated(screen, data) == []
