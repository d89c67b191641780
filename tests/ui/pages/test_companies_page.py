import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from app.entities.offer import Requirement
from app.store.work import undoable
from app.terms.company import Recognised
from app.terms.steps import Deed
from tests.ui.laws import clipped, nameless, untranslated
from ui.dialogs.check_recognition import CheckRecognitionDialog
from ui.dialogs.company_form import CompanyFormDialog
from ui.dialogs.company_person_form import CompanyPersonFormDialog
from ui.dialogs.near import NearDialog
from ui.dialogs.note import NoteDialog
from ui.frame.details import Detail
from ui.frame.window import PageEntry, Window
from ui.pages.companies import CompaniesPage
from ui.theme import apply
from ui.widgets.button import Button
from ui.widgets.chips import Chip
from ui.widgets.text import Text
from ui.widgets.timeline import Timeline


@undoable(Deed.IMPORT_OFFERS)
def ask(work, *, offer_id, text):
    work.add(Requirement(offer_id=offer_id, text=text, rank=1))


@pytest.fixture
def window(qtbot, desk, actions, state):
    made = Window([PageEntry("companies", "Leerbedrijven", "building-2", lambda: CompaniesPage(desk, actions))], state)
    Detail(desk, made.drawer, made)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.show_page("companies")
    return made


@pytest.fixture
def page(window):
    return window.page("companies")


def names(page):
    return [row.name for row in page.table.rows.rows]


def words(widget):
    return [label.text() for label in widget.findChildren(Text) if label.isVisibleTo(widget)]


def chip(page, text):
    return next(chip for chip in page.findChildren(Chip) if chip.text() == text)


def opened(qtbot, kind):
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    qtbot.waitUntil(found[0].isActiveWindow)
    return found[0]


def show(page, school, name):
    page.table.choose(school.companies[name])
    page.table.opened.emit(school.companies[name])
    return page.window().drawer


def press(qtbot, drawer, text):
    qtbot.mouseClick(next(one for one in drawer.findChildren(Button) if one.text() == text), Qt.MouseButton.LeftButton)


def test_the_list_tells_room_recognition_and_what_to_mind(page):
    row = page.table.rows.place(next(row.id for row in page.table.rows.rows if row.name == "De Waalkade"))
    texts = [page.table.rows.index(row, at).data() for at in range(page.table.rows.columnCount())]
    assert texts[:6] == ["De Waalkade", "Nijmegen", "erkend", "1", "1", "4 feb."]
    unknown = page.table.rows.place(next(row.id for row in page.table.rows.rows if row.name == "Hotel De Valkhof"))
    assert page.table.rows.index(unknown, 3).data() == "?"
    assert "7 leerbedrijven, 1 vrije plek" in words(page)
    assert "Vrij in deze lijst: 1 plek bij 1 bedrijf" in words(page)


def test_within_a_distance_of_a_postcode(qtbot, page):
    qtbot.keyClick(page.table, Qt.Key.Key_B)
    dialog = opened(qtbot, NearDialog)
    assert dialog.form["pc4"].value == "6541"  # where the school is
    dialog.form.show_values({"pc4": "0000", "km": 10})
    dialog.save()
    assert dialog.form["pc4"].error
    dialog.form.show_values({"pc4": "6511", "km": 10})
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert names(page) == ["De Waalkade", "Hotel De Valkhof", "Buurtzorg Hatert", "Zorghuis Malden"]
    assert page.table.rows.index(3, 1).data() == "Malden, 9 km"
    assert any("afstand geschat" in text for text in words(page))
    on = chip(page, "Binnen 10 km van Nijmegen")
    assert on.isChecked()
    qtbot.mouseClick(on, Qt.MouseButton.LeftButton)
    assert len(names(page)) == 7
    assert not chip(page, "Binnen een afstand").isChecked()


def test_a_distance_that_is_not_chosen_after_all_leaves_the_list_as_it_was(qtbot, page):
    qtbot.mouseClick(chip(page, "Binnen een afstand"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(opened(qtbot, NearDialog), Qt.Key.Key_Escape)
    assert not chip(page, "Binnen een afstand").isChecked()
    assert len(names(page)) == 7


def test_a_company_is_added_by_keys(qtbot, page, desk, heard):
    facts, details = heard(desk.stated), heard(desk.open_wanted)
    qtbot.keyClick(page.table, Qt.Key.Key_N)
    dialog = opened(qtbot, CompanyFormDialog)
    qtbot.keyClicks(dialog.form["name"].edit, "Kwekerij Maasduinen")
    qtbot.keyClicks(dialog.form["postcode"].edit, "65")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "6511 AB" in dialog.form["postcode"].error
    dialog.form["postcode"].set_value("5431 AB")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert facts == ["Kwekerij Maasduinen is toegevoegd"]
    assert "Kwekerij Maasduinen" in names(page)
    assert details[0][0] == "company"


def test_why_the_school_does_not_place_is_asked_where_it_is_said(qtbot, page, school):
    page.table.choose(school.companies["De Waalkade"])
    qtbot.keyClick(page.table, Qt.Key.Key_W)
    dialog = opened(qtbot, CompanyFormDialog)
    assert not dialog.form["unfit_reason"].isEnabled()
    dialog.form["unfit"].set_value(True)
    dialog.form["unfit"].changed.emit()
    dialog.save()
    assert dialog.form["unfit_reason"].error == "Schrijf op waarom de school hier niet plaatst."
    dialog.form["unfit_reason"].set_value("Verhuisd")
    dialog.save()
    qtbot.mouseClick(chip(page, "Geen plaatsing"), Qt.MouseButton.LeftButton)
    assert names(page) == ["De Waalkade", "Zorgboerderij De Hof"]


def test_enter_tells_everything_of_a_company(qtbot, page, school):
    page.table.choose(school.companies["De Waalkade"])
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    told = words(page.window().drawer)
    assert {"De Waalkade", "Nijmegen · Zorg · 1 student nu", "024 000 01 01", "Kade 2, 6511 AA Nijmegen"} <= set(told)
    assert {"Sanne Oosterhof", "praktijkopleider", "024 000 01 27"} <= set(told)
    assert {"erkend", "Verzorgende IG (crebo 25491)", "31 aug. 2026 door Marieke Vos"} <= set(told)
    assert "Najaar 2026: 1 van 4 vrij" in told
    assert {"Plaatsingen", "Eerdere plaatsingen"} <= set(told)
    moments = page.window().drawer.findChild(Timeline).moments.rows
    assert any("Contactpersoon bewaard" in moment.title for moment in moments)


def test_an_unfit_company_says_why_on_top(page, school):
    told = words(show(page, school, "Zorgboerderij De Hof"))
    assert told.index("Hier plaatst de school nu niet") + 1 == told.index("geen begeleiding")


def test_a_requirement_without_a_reason_is_marked(page, school):
    school.do(ask, offer_id=school.offers["SP-2"], text="Geen hoofddeksel")
    told = words(show(page, school, "De Waalkade"))
    assert {"1 eis zonder reden", "Eis zonder reden: Geen hoofddeksel"} <= set(told)


def test_what_was_not_asked_yet_is_said(page, school):
    told = words(show(page, school, "Hotel De Valkhof"))
    assert "Voorjaar 2027: aantal plekken niet gevraagd" in told
    assert "Nog vragen: aantal plekken" in told


def test_a_recognition_is_checked_from_the_drawer(qtbot, page, school):
    drawer = show(page, school, "Buurtzorg Hatert")
    assert "nog niet gecontroleerd" in words(drawer)
    press(qtbot, drawer, "Controleer")
    dialog = opened(qtbot, CheckRecognitionDialog)
    dialog.form["outcome"].set_value(Recognised.NO)
    dialog.save()
    assert {"niet erkend", "Niet erkend"} <= set(words(drawer))
    row = next(row for row in page.table.rows.rows if row.name == "Buurtzorg Hatert")
    assert row.recognition is Recognised.NO


def test_someone_new_at_a_company_and_a_note_are_kept(qtbot, page, desk, school):
    drawer = show(page, school, "Buurtzorg Hatert")
    press(qtbot, drawer, "Voeg toe")
    dialog = opened(qtbot, CompanyPersonFormDialog)
    qtbot.keyClicks(dialog.form["name"].edit, "Jos Vink")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Jos Vink" in words(drawer)
    press(qtbot, drawer, "Notitie")
    dialog = opened(qtbot, NoteDialog)
    dialog.form["text"].set_value("Belt morgen terug")
    dialog.save()
    assert "Belt morgen terug" in words(drawer)
    desk.undo()
    desk.undo()
    assert not {"Jos Vink", "Belt morgen terug"} & set(words(drawer))


def test_a_number_is_copied_and_said(qtbot, page, desk, heard, school):
    told = heard(desk.told)
    press(qtbot, show(page, school, "De Waalkade"), "Kopieer nummer")
    assert QGuiApplication.clipboard().text() == "024 000 01 01"
    assert "024 000 01 01" in told[0]


def test_a_student_of_a_company_opens(qtbot, page, desk, heard, school):
    desk.open_wanted.disconnect()
    wanted = heard(desk.open_wanted)
    page.table.choose(school.companies["De Waalkade"])
    from ui.pages.company_details import CompanyDetails

    view = CompanyDetails(desk, page.window().drawer)
    page.window().drawer.show_details(view.show(school.companies["De Waalkade"]))
    press(qtbot, page.window().drawer, "Amira Benhaddou")
    assert wanted == [("student", school.students["Amira"], "")]


def test_the_keys_of_the_drawer_are_heard_while_it_is_open_only(page, school):
    drawer = show(page, school, "De Waalkade")
    note = next(action for action in drawer.actions() if action.text() == "Notitie")
    assert note.isEnabled()
    assert note.shortcut().toString() == "O"
    drawer.close_details()
    assert not note.isEnabled()


@pytest.mark.parametrize("worn", [("light", 1.0), ("dark", 1.5), ("light", 2.0)])
def test_nothing_is_nameless_or_cut(page, qapp, school, worn):
    apply(qapp, *worn)
    school.do(ask, offer_id=school.offers["SP-2"], text="Geen hoofddeksel, en een heel lange eis die niet past")
    drawer = show(page, school, "De Waalkade")
    for _ in range(3):  # words that wrap settle with their font first, then with their room
        qapp.processEvents()
    for part in (page, drawer):
        assert nameless(part) == []
        assert clipped(part) == []


@pytest.mark.parametrize("kind", [CompanyFormDialog, NearDialog, CompanyPersonFormDialog])
@pytest.mark.usefixtures("shout")
def test_every_word_of_a_form_goes_through_translation(page, kind):
    made: QDialog = {
        CompanyFormDialog: lambda: CompanyFormDialog(None, page),
        NearDialog: lambda: NearDialog(None, "", page),
        CompanyPersonFormDialog: lambda: CompanyPersonFormDialog("", None, page),
    }[kind]()
    assert untranslated(made, ["6511", "6511 AB"]) == []
