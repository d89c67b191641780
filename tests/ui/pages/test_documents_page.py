"""Documenten: a paper is chosen, made of what the school holds, and looked at."""

from __future__ import annotations

import pytest

from tests.documents import reader
from ui.pages.documents import DocumentsPage
from ui.widgets.choice_fields import ChoiceField, TickField


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
        qtbot.waitUntil(lambda: bool(page.pdf) and wanted in reader.page_text(page.pdf))
        return reader.page_text(page.pdf)

    return text


def test_a_progress_paper_is_about_who_was_chosen(qtbot, page, shown):
    field = page.findChild(ChoiceField)
    first = field.combo.currentText().split(" · ")[0]
    assert first in shown("progress_shared", first)
    field.combo.setCurrentIndex(2)
    second = field.combo.currentText().split(" · ")[0]
    field.tell()
    qtbot.waitUntil(lambda: second in reader.page_text(page.pdf))


def test_without_names_there_are_none(qtbot, page, shown):
    assert "Alle studenten" in shown("progress_view", "Alle studenten")
    names = next(tick for tick in page.findChildren(TickField) if "namen" in tick.label)
    names.set_value(False)
    names.tell()
    qtbot.waitUntil(lambda: "geen namen" in reader.page_text(page.pdf))


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
    qtbot.waitUntil(lambda: bool(page.pdf) and name not in reader.page_text(page.pdf))
