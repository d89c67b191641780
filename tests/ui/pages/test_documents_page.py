"""Documenten: a paper is chosen, made of what the school holds, and looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from app.commands.school import hand_out, keep_school_text
from app.documents import Rendered, read_texts
from app.documents.checking import codes_in, digest_of
from app.queries.school_papers import papers_made, school_text
from app.terms.cards import Reach
from tests.school import ACTOR
from tests.ui.laws import clipped, nameless
from ui.desk.pdfium import opened
from ui.dialogs.check_paper import CheckPaperDialog
from ui.dialogs.give_card import GiveCardDialog
from ui.leaving.outgoing import Outgoing, Paper
from ui.pages.documents import DocumentsPage
from ui.pages.documents.checking import Checker
from ui.pages.documents.editor import TextEditor
from ui.pages.documents.head import Head
from ui.pages.documents.register import Register
from ui.widgets.button import Button
from ui.widgets.choice_fields import ChoiceField, TickField
from ui.widgets.page_viewer import PageViewer
from ui.widgets.row_table import RowTable


def told(pdf: bytes) -> str:
    """The words of a paper; through the one door, because the preview looks at it at the same time."""
    with opened(pdf) as document:
        return " ".join(" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document)


@pytest.fixture
def page(qtbot, desk, actions) -> DocumentsPage:
    page = DocumentsPage(desk, actions)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    return page


@pytest.fixture
def shown(qtbot, page):
    """The text of a paper once it has been made."""

    def text(name: str, wanted: str, **edition: bool) -> str:
        page.show_paper(name, **edition)
        qtbot.waitUntil(lambda: bool(page.pdf) and wanted in told(page.pdf))
        return told(page.pdf)

    return text


def test_a_progress_paper_is_about_who_was_chosen(qtbot, page, shown):
    field = page.findChild(ChoiceField)
    first = field.combo.currentText().split(" · ")[0]
    assert first in shown("progress_shared", first)
    field.combo.setCurrentIndex(2)
    second = field.combo.currentText().split(" · ")[0]
    field.tell()
    qtbot.waitUntil(lambda: second in told(page.pdf))


def test_without_names_there_are_none(qtbot, page, shown):
    assert "Alle studenten" in shown("progress_view", "Alle studenten")
    names = next(tick for tick in page.findChildren(TickField) if "namen" in tick.label)
    names.set_value(False)
    names.tell()
    qtbot.waitUntil(lambda: "geen namen" in told(page.pdf))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("tipkaart", "Een eerlijke start"),
        ("tipkaart_place", "uiterlijk"),
        ("meldwijzer", "Oneerlijk behandeld"),
        ("progress_internal", "alleen intern"),
        ("agreements", "Wie tekende wanneer"),
        ("allowances", "Per student"),
        ("form_offer", "Een stageplaats aanbieden"),
        ("form_wish", "Mijn leerwens"),
        ("form_talk", "Verslag van een gesprek"),
    ],
)
def test_every_paper_comes_out_of_the_school(shown, name, wanted):
    assert wanted in shown(name, wanted)


def test_only_a_paper_with_texts_can_be_rewritten(page, shown, actions):
    shown("tipkaart", "Een eerlijke start")
    assert actions.get("documents.text").isEnabled()
    shown("form_wish", "Mijn leerwens")
    assert not actions.get("documents.text").isEnabled()


def test_the_card_of_a_placement_names_no_student(page, shown):
    student = page.findChild(ChoiceField).combo.currentText().split(" · ")[0]
    assert student not in shown("tipkaart_place", "uiterlijk")


def test_hidden_persons_stay_hidden_on_paper(qtbot, page, desk, shown):
    field = page.findChild(ChoiceField)
    name = field.combo.currentText().split(" · ")[0]
    shown("progress_shared", name)
    desk.present(True)
    qtbot.waitUntil(lambda: bool(page.pdf) and name not in told(page.pdf))


def test_who_got_a_card_is_recorded_for_several_at_once_and_can_be_taken_back(qtbot, page, desk):
    page.show_view("register")
    table = page.findChild(Register).findChild(RowTable)
    names = [row.name for row in table.rows.rows if row.reach is Reach.NEVER]
    table.selectAll()
    page.findChild(Register).give.trigger()
    dialog = page.findChild(GiveCardDialog)
    dialog.save()
    qtbot.waitUntil(lambda: all(row.reach is Reach.DONE for row in table.rows.rows))
    assert sorted(row.name for row in table.rows.rows) == sorted(names)
    desk.undo()
    desk.undo()
    qtbot.waitUntil(lambda: all(row.reach is Reach.NEVER for row in table.rows.rows))


def test_a_line_of_the_register_can_be_struck_out(qtbot, page, desk):
    page.show_view("register")
    register = page.findChild(Register)
    table = register.findChild(RowTable)
    table.selectRow(0)
    register.give.trigger()
    page.findChild(GiveCardDialog).save()
    qtbot.waitUntil(lambda: any(row.reach is Reach.DONE for row in table.rows.rows))
    table.clearSelection()
    table.selectRow(next(at for at, row in enumerate(table.rows.rows) if row.reach is Reach.DONE))
    assert [row.reach for row in table.marked_rows()] == [Reach.DONE]
    register.forget.trigger()
    qtbot.waitUntil(lambda: all(row.reach is Reach.NEVER for row in table.rows.rows))


@pytest.fixture
def editor(qtbot, page, shown, actions):
    """The editor of the texts of the tipkaart, beside the paper."""

    def opened_now() -> TextEditor:
        actions.get("documents.text").trigger()
        return now(page)

    shown("tipkaart", "Een eerlijke start")
    return opened_now


def now(page) -> TextEditor:
    (found,) = [one for one in page.findChildren(TextEditor) if one.isVisible()]
    return found


def own_text(desk):
    return desk.ask(school_text, document="tipkaart", language="nl")


def write(qtbot, field, text):
    """Write ``text`` in a field by its keys."""
    edit = field.findChild(QPlainTextEdit)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def test_what_is_typed_stands_in_the_preview_before_it_is_kept(qtbot, page, editor, desk, actions):
    field = editor().form["cover.title"]
    assert not field.differs
    write(qtbot, field, "Welkom bij ons")
    assert field.differs
    qtbot.waitUntil(lambda: "Welkom bij ons" in told(page.pdf))
    assert own_text(desk) is None
    assert not any(actions.get(f"documents.{key}").isEnabled() for key in ("print", "save", "mail", "open"))
    assert page.primary is None


def test_a_text_is_kept_by_its_key_and_the_paper_is_there_to_print(qtbot, page, editor, desk, actions):
    writing = editor()
    write(qtbot, writing.form["cover.title"], "Welkom bij ons")
    qtbot.keyClick(writing.form["cover.title"].findChild(QPlainTextEdit), "s", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Welkom bij ons" in told(page.pdf))
    assert not [one for one in page.findChildren(TextEditor) if one.isVisible()]
    own = own_text(desk)
    assert (own.changed_by, own.based_on) == (ACTOR, read_texts("tipkaart").version)
    assert read_texts("tipkaart", "nl", own.body).version == "2026.1-1"
    assert page.primary is actions.get("documents.print")
    again = editor()
    assert again.form["cover.title"].differs
    assert again.form["version"].value == "2026.1-2"
    again.dropped.emit()
    qtbot.waitUntil(lambda: "Een eerlijke start" in told(page.pdf))


def test_escape_leaves_the_editor_and_what_was_typed_waits(qtbot, page, editor, desk, heard):
    said = heard(desk.told)
    write(qtbot, editor().form["cover.title"], "Nog niet af")
    qtbot.keyClick(now(page).form["cover.title"].findChild(QPlainTextEdit), Qt.Key.Key_Escape)
    assert said == ["De tekst van Tipkaart is nog niet bewaard. Hij wacht tot je verdergaat."]
    qtbot.waitUntil(lambda: "Een eerlijke start" in told(page.pdf))
    again = editor()
    assert again.form["cover.title"].value == "Nog niet af"
    qtbot.waitUntil(lambda: "Nog niet af" in told(page.pdf))
    next(button for button in again.findChildren(Button) if button.text() == "Begin opnieuw").click()
    assert not now(page).form["cover.title"].differs
    qtbot.waitUntil(lambda: "Een eerlijke start" in told(page.pdf))


def test_a_lock_brings_the_editor_back_where_it_was(qtbot, page, editor):
    write(qtbot, editor().form["norm.text"], "Wij doen het zo")
    key = page.begun()
    now(page).left.emit()
    page.show_paper("form_wish")
    assert page.begun() is None
    assert page.reopen(key)
    assert now(page).form["norm.text"].value == "Wij doen het zo"
    assert now(page).at == "norm.text"


def test_words_of_the_school_are_underlined_among_those_of_the_program(qtbot, editor):
    field = editor().form["cover.title"]
    edit = field.findChild(QPlainTextEdit)
    assert edit.extraSelections() == []
    write(qtbot, field, "Een vrolijke start")
    (mark,) = edit.extraSelections()
    assert mark.cursor.selectedText() == "vrolijke"
    assert mark.format.fontUnderline()


def test_the_programs_own_text_can_be_put_back_per_block(editor):
    field = editor().form["norm.text"]
    own = field.value
    field.set_value("Iets anders")
    field.findChild(Button).click()
    assert field.value == own
    assert not field.differs


def test_a_tip_can_be_added_and_another_taken_away(qtbot, page, editor, desk):
    writing = editor()
    writing.form["cover.title"].set_value("Welkom bij ons")
    more = next(button for button in writing.form["before.tip.4.text"].findChildren(Button) if "Voeg" in button.text())
    more.click()
    longer = now(page)
    assert longer.form["cover.title"].value == "Welkom bij ons"
    longer.keep()
    assert longer.form["before.tip.5.title"].error  # an empty tip is no tip
    longer.form["before.tip.5.title"].set_value("Vier het eind")
    longer.form["before.tip.5.text"].set_value("Sluit samen af.")
    less = next(button for button in longer.form["before.tip.0.title"].findChildren(Button) if "Haal" in button.text())
    less.click()
    now(page).keep()
    qtbot.waitUntil(lambda: "Vier het eind" in told(page.pdf))
    own = read_texts("tipkaart", "nl", own_text(desk).body)
    assert len(own["before"].items("tip")) == 5


def test_an_unknown_word_between_braces_is_said_at_its_field(page, editor):
    writing = editor()
    writing.form["norm.text"].set_value("Van {schol}")
    writing.keep()
    assert "{schol} bestaat niet" in writing.form["norm.text"].error
    assert now(page) is writing


def test_a_text_that_the_program_renewed_since_says_so_and_where(page, desk, editor):
    body = 'version = "7"\n[cover]\ntitle = "Ons"\nkicker = "Ook"\n[factory]\n"cover.title" = "00000000"\n'
    desk.do(keep_school_text, "Bewaard", document="tipkaart", language="nl", body=body, based_on="2025.9")
    said = " ".join(label.text() for label in editor().findChildren(QLabel))
    assert "van versie 2025.9 naar 2026.1" in said
    assert "Bij 1 daarvan" in said
    assert "Driehoek: Een eerlijke start" in said
    assert said.count("Driehoek schreef dit opnieuw") == 1


def test_the_editor_and_the_paper_stand_under_each_other_where_there_is_no_room(qtbot, page, editor):
    def under() -> bool:
        paper = page.findChild(PageViewer)
        return writing.mapTo(page, writing.rect().bottomLeft()).y() < paper.mapTo(page, paper.rect().topLeft()).y()

    writing = editor()
    assert not under()
    page.resize(500, 900)
    qtbot.waitUntil(under)
    assert clipped(writing) == nameless(writing) == []


def test_what_is_seldom_done_stands_behind_one_button(page, shown):
    shown("tipkaart", "Een eerlijke start")
    names = [action.text() for action in page.findChild(Head).menu().actions()]
    assert names == ["Open in pdf-lezer", "Maak een e-mail", "Zoek in het papier", "Controleer een papier"]
    shown("agreements", "Wie tekende wanneer")
    assert "Met wachtwoord" in [action.text() for action in page.findChild(Head).menu().actions()]


@pytest.fixture
def made(qtbot, page, shown, desk, tmp_path):
    """A paper that was made, as a file and in the register."""
    text = shown("agreements", "controle")
    path = tmp_path / "papier.pdf"
    path.write_bytes(page.pdf)
    (code,) = set(codes_in(text))
    facts = {"document": "agreements", "text_version": "", "code": code, "digest": digest_of(page.pdf)}
    desk.do(hand_out, "Bewaard", **facts)
    return path, code


def check(page) -> CheckPaperDialog:
    checker = page.findChild(Checker)
    checker.offer()
    return next(one for one in page.findChildren(CheckPaperDialog) if one.isVisible())


def test_a_code_at_the_foot_tells_who_made_the_paper_and_when(page, made, desk, heard):
    said = heard(desk.told)
    dialog = check(page)
    dialog.form["code"].set_value(made[1].lower().replace("-", " "))
    dialog.save()
    assert said == [f"Klopt: Voorblad POK’s, gemaakt op 1 maart 2027 door {ACTOR}."]
    assert not dialog.isVisible()


def test_an_unknown_code_is_said_at_its_field(page, made):
    dialog = check(page)
    dialog.form["code"].set_value("0000-0000")
    dialog.save()
    assert "niet bekend" in dialog.form["code"].error


def test_a_file_is_known_and_a_changed_one_is_told(qtbot, page, made, desk, heard):
    said = heard(desk.told)
    path, _code = made
    checker, dialog = page.findChild(Checker), check(page)
    changed = path.with_name("gewijzigd.pdf")
    changed.write_bytes(path.read_bytes() + b"\n")
    other = path.with_name("anders.pdf")
    other.write_bytes(b"geen pdf")

    def notices() -> str:
        return " ".join(label.text() for label in dialog.findChildren(QLabel))

    checker.check_file(dialog, changed)
    qtbot.waitUntil(lambda: "daarna gewijzigd" in notices())
    checker.check_file(dialog, other)
    qtbot.waitUntil(lambda: "geen PDF" in notices())
    checker.check_file(dialog, path)
    qtbot.waitUntil(lambda: bool(said))


@pytest.fixture
def paper(qtbot, page, shown) -> Paper:
    shown("form_wish", "Mijn leerwens")
    rendered = Rendered(page.pdf, (), 1, "7K3F-Q2MX")
    return Paper("form_wish", "Formulier leerwens", "", rendered)


def test_a_saved_paper_is_written_wholly_and_on_record(page, paper, desk, heard, tmp_path):
    said = heard(desk.told)
    out = page.findChild(Outgoing)
    assert out.save_as(paper, tmp_path / "wens.pdf")
    assert (tmp_path / "wens.pdf").read_bytes() == page.pdf
    assert said == ["Formulier leerwens bewaard als wens.pdf."]
    assert [row.document for row in desk.ask(papers_made, codes=("7K3F-Q2MX",))] == ["form_wish"]


def test_a_place_where_nothing_can_be_written_is_said_and_not_on_record(page, paper, desk, heard, tmp_path):
    refused = heard(desk.refused)
    assert not page.findChild(Outgoing).save_as(paper, tmp_path / "geen map" / "wens.pdf")
    assert "is niet bewaard" in refused[0]
    assert desk.ask(papers_made, codes=("7K3F-Q2MX",)) == ()


@pytest.fixture
def downloads(monkeypatch, tmp_path):
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(tmp_path))
    return tmp_path


def test_a_paper_is_saved_among_the_downloads_and_opened_in_the_reader(page, paper, downloads, monkeypatch):
    opened_urls = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened_urls.append)
    page.findChild(Outgoing).open(paper)
    assert (downloads / "Formulier leerwens.pdf").read_bytes() == paper.rendered.pdf
    assert [url.fileName() for url in opened_urls] == ["Formulier leerwens.pdf"]


def test_a_draft_of_a_mail_is_made_and_opened(page, paper, heard, downloads, monkeypatch):
    opened_urls, desk = [], page.desk
    monkeypatch.setattr(QDesktopServices, "openUrl", opened_urls.append)
    said = heard(desk.told)
    page.findChild(Outgoing).mail(paper)
    assert (downloads / "Formulier leerwens.eml").read_bytes().count(b"X-Unsent: 1") == 1
    assert [url.fileName() for url in opened_urls] == ["Formulier leerwens.eml"]
    assert "staat klaar als e-mail" in said[0]
