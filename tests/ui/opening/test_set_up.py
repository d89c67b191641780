"""A laptop without a school: five questions, and the school stands, with its backup and its holidays."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QFileDialog

from app.queries.school import helplines, school
from app.queries.teaching import free_days
from app.store.backup import archives_in
from app.store.backup_places import remembered_places
from app.store.folder import schools
from app.store.lineage import Register
from app.store.opening import hold, open_school
from app.store.people import people, unlock, unlock_with_recovery
from app.store.places import check_place
from app.terms.people import Role
from app.terms.school import Region
from tests.ui.laws import clipped, nameless, untranslated
from tests.ui.waterland import ANOTHER, CHEAP, NAME, PASSPHRASE, click, fill
from ui.opening.set_up import SetUp
from ui.theme import apply
from ui.widgets.button import Button
from ui.widgets.code_view import CodeView
from ui.widgets.text import Text


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "scholen"
    if objection := check_place(root, root):
        pytest.skip(str(objection))
    return root


@pytest.fixture
def screen(qtbot, lanes, root):
    screen = SetUp(root, lanes, cost=CHEAP)
    screen.resize(1366, 768)
    qtbot.addWidget(screen)
    screen.show()
    return screen


def form(screen):
    """The question in view."""
    return next(part.form for part in screen.findChildren(object) if hasattr(part, "explanation") and part.isVisible())


def title(screen):
    return next(text.text() for text in screen.findChildren(Text) if text.property("type") == "title")


def go_on(qtbot, screen, wanted):
    click(qtbot, screen, "Verder")
    qtbot.waitUntil(lambda: wanted in title(screen))


def code_of(screen):
    return screen.findChild(CodeView).code


def to_the_code(qtbot, screen):
    fill(form(screen), name="Waterland", town="Edam", region=Region.SOUTH)
    go_on(qtbot, screen, "Wie ben je")
    fill(form(screen), person=NAME, passphrase=PASSPHRASE, again=PASSPHRASE)
    go_on(qtbot, screen, "herstelcode")


def opened(folder, root, passphrase=PASSPHRASE):
    person = people(folder.keys)[0]
    return open_school(folder, unlock(folder.keys, person.id, passphrase), Register(root), hold(folder), places=[])


def test_the_whole_road_to_an_open_school(qtbot, screen, root, tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    to_the_code(qtbot, screen)
    code = code_of(screen)
    fill(form(screen), typed=code.lower().replace("-", " "))
    go_on(qtbot, screen, "back-up")
    fill(form(screen), place=place)
    go_on(qtbot, screen, "beginnen")
    with qtbot.waitSignal(screen.finished) as heard:
        click(qtbot, screen, "Open de school")
    folder, unlocked = heard.args
    assert unlocked.person.name == NAME
    assert unlocked.person.role is Role.COORDINATOR
    assert unlock_with_recovery(folder.keys, code).school == unlocked.school
    open_one = opened(folder, root)
    with open_one.store.reading() as session:
        row, days, lines = school(session), free_days(session), helplines(session)
    assert (row.name, row.town, row.region) == ("Waterland", "Edam", Region.SOUTH)
    assert "Zomervakantie" in {day.name for day in days}
    assert [line.name for line in lines if line.checked_on] == ["Alarmnummer 112"]
    assert remembered_places(folder) == [place]
    assert len(archives_in(place)) == 1
    assert screen.first_page == "students"


def test_going_back_keeps_every_answer_and_brings_the_school_in_line(qtbot, screen, root):
    to_the_code(qtbot, screen)
    code = code_of(screen)
    click(qtbot, screen, "Terug")
    click(qtbot, screen, "Terug")
    assert form(screen)["town"].value == "Edam"
    fill(form(screen), name="Waterland Noord")
    go_on(qtbot, screen, "Wie ben je")
    assert form(screen)["passphrase"].value == PASSPHRASE
    fill(form(screen), person="Noor Bakker", passphrase=ANOTHER, again=ANOTHER)
    go_on(qtbot, screen, "herstelcode")
    assert code_of(screen) == code
    fill(form(screen), typed=code)
    go_on(qtbot, screen, "back-up")
    go_on(qtbot, screen, "beginnen")
    fill(form(screen), begin="empty", holidays=False)
    with qtbot.waitSignal(screen.finished) as heard:
        click(qtbot, screen, "Open de school")
    folder = heard.args[0]
    found = schools(root, [])
    assert [one.name for one in found] == ["Waterland Noord"]
    assert [person.name for person in people(folder.keys)] == ["Noor Bakker"]
    with opened(folder, root, ANOTHER).store.reading() as session:
        assert school(session).name == "Waterland Noord"
        assert free_days(session) == ()
    assert screen.first_page == "settings"


def test_a_slip_in_the_typed_code_is_pointed_out_and_keeps_the_door_shut(qtbot, screen):
    to_the_code(qtbot, screen)
    code = code_of(screen)
    fill(form(screen), typed=("Z" if code[0] != "Z" else "Y") + code[1:])
    click(qtbot, screen, "Verder")
    qtbot.waitUntil(lambda: "In groep 1" in form(screen)["typed"].error)
    assert "herstelcode" in title(screen)


def test_a_weak_wachtzin_makes_no_school(qtbot, screen, root):
    fill(form(screen), name="Waterland")
    go_on(qtbot, screen, "Wie ben je")
    fill(form(screen), person=NAME, passphrase="waterland 2027", again="waterland 2027")
    click(qtbot, screen, "Verder")
    assert "makkelijk te raden" in form(screen)["passphrase"].error
    assert schools(root, []) == []


def test_stopping_half_way_leaves_nothing_behind(qtbot, screen, root):
    to_the_code(qtbot, screen)
    assert len(schools(root, [])) == 1
    click(qtbot, screen, "Stop met inrichten")
    with qtbot.waitSignal(screen.left):
        click(qtbot, screen, "Ja, gooi weg")
    assert schools(root, Register(root).paths()) == []


def test_a_wachtzin_that_is_typed_while_the_focus_is_on_stop_throws_nothing_away(qtbot, screen):
    fill(form(screen), name="Waterland")
    go_on(qtbot, screen, "Wie ben je")
    left = QSignalSpy(screen.left)
    stop = next(one for one in screen.findChildren(Button) if one.text() == "Stop met inrichten")
    stop.setFocus()
    for letter in "fiets regen koffie":
        qtbot.keyClick(screen.window().focusWidget(), letter)
    assert left.count() == 0
    assert "regen" in form(screen)["person"].value
    click(qtbot, screen, "Terug")
    assert form(screen)["name"].value == "Waterland"


def test_who_filled_in_nothing_leaves_at_once(qtbot, screen):
    with qtbot.waitSignal(screen.left):
        click(qtbot, screen, "Stop met inrichten")


def test_only_a_code_that_was_typed_back_counts_as_kept(qtbot, screen, root):
    to_the_code(qtbot, screen)
    (found,) = schools(root, [])
    assert found.folder.unproven.exists()
    fill(form(screen), typed=code_of(screen))
    go_on(qtbot, screen, "back-up")
    assert not found.folder.unproven.exists()


def test_closing_the_window_half_way_leaves_nothing_behind(qtbot, screen, root):
    to_the_code(qtbot, screen)
    screen.abandon()
    assert schools(root, Register(root).paths()) == []


def test_a_folder_that_syncs_is_refused_in_words_and_another_can_be_chosen(qtbot, lanes, root, tmp_path):
    screen = SetUp(tmp_path / "OneDrive" / "scholen", lanes, cost=CHEAP)
    qtbot.addWidget(screen)
    screen.show()
    assert "Deze map hoort bij OneDrive" in form(screen)["folder"].error
    root.mkdir()
    fill(form(screen), name="Waterland", folder=root)
    go_on(qtbot, screen, "Wie ben je")
    fill(form(screen), person=NAME, passphrase=PASSPHRASE, again=PASSPHRASE)
    go_on(qtbot, screen, "herstelcode")
    assert [one.name for one in schools(root, [])] == ["Waterland"]


def test_the_code_is_kept_as_a_pdf(qtbot, screen, tmp_path):
    to_the_code(qtbot, screen)
    click(qtbot, screen, "Bewaar als PDF")
    qtbot.waitUntil(lambda: screen.findChild(QFileDialog) is not None)
    dialog = screen.findChild(QFileDialog)
    target = tmp_path / "code.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    assert target.read_bytes().startswith(b"%PDF-")


def test_the_keyboard_goes_on_and_back(qtbot, screen):
    fill(form(screen), name="Waterland")
    qtbot.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Wie ben je" in title(screen)
    qtbot.keyClick(screen, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert "Welke school" in title(screen)


@pytest.mark.parametrize("scale", [pytest.param(1.0, marks=pytest.mark.heavy), 2.0])
@pytest.mark.usefixtures("shout")
def test_every_question_keeps_the_laws_of_the_screen(qapp, qtbot, lanes, root, scale):
    apply(qapp, "light", scale)
    screen = SetUp(root, lanes, cost=CHEAP)
    screen.resize(1366, 768)
    qtbot.addWidget(screen)
    screen.show()
    fill(form(screen), name="Waterland")
    data = ["Waterland", "Herfst", "Kerst", "Voorjaar", "Mei", "Zomer", "Ctrl+", "Alt+"]
    for title_of_next in ("Wie ben je", "herstelcode", "back-up", "beginnen", None):
        spelled = [" ".join(group) for group in code_of(screen).split("-")]
        qtbot.waitUntil(lambda: clipped(screen) == [])
        assert (nameless(screen), untranslated(screen, [*data, *spelled])) == ([], [])
        if title_of_next is None:
            break
        if title_of_next == "herstelcode":
            fill(form(screen), person=NAME, passphrase=PASSPHRASE, again=PASSPHRASE)
        if title_of_next == "back-up":
            fill(form(screen), typed=code_of(screen))
        go_on(qtbot, screen, title_of_next)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows prints on a printer of its own")
def test_the_code_is_printed(qtbot, screen, tmp_path):
    to_the_code(qtbot, screen)
    click(qtbot, screen, "Druk af")
    qtbot.waitUntil(lambda: screen.findChild(QPrintDialog) is not None)
    dialog = screen.findChild(QPrintDialog)
    target = tmp_path / "papier.pdf"
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(target))
    dialog.accepted.emit(dialog.printer())
    dialog.reject()
    qtbot.waitUntil(lambda: any("naar de printer gestuurd" in text.text() for text in screen.findChildren(Text)))
    assert target.read_bytes().startswith(b"%PDF-")
