"""Scripts that run from right to left, and the languages of the meldwijzer."""

from __future__ import annotations

import tomllib

import page
import pytest

from app.documents import Options, read_texts, render
from app.documents.clean import fields_of
from app.documents.scripts import has_right_to_left, in_order_of_the_eye, shaped
from app.documents.texts import languages_of
from app.errors import Refusal
from app.resources import resource
from tests.documents import papers, reader

TRANSLATIONS = ("ar", "en", "pl", "tr", "uk")


@pytest.mark.parametrize(
    ("word", "seen"),
    [
        ("ليس", "\ufedf\ufef4\ufeb2"),  # initial, medial, final
        ("دار", "\ufea9\ufe8d\ufead"),  # letters that join nothing after them
        ("لا", "\ufefb"),  # lam with alef is one sign
        ("سلام", "\ufeb3\ufefc\ufee1"),
        ("Café", "Café"),
        ("112", "112"),
    ],
)
def test_letters_take_the_form_that_their_place_asks(word, seen):
    assert shaped(word) == seen


@pytest.mark.parametrize(
    ("line", "from_right", "seen"),
    [
        ("אבג", True, "גבא"),
        ("112 אבג", True, "גבא 112"),
        ("אבג 030 888 38 88.", True, ".030 888 38 88 גבא"),
        ("Yasmin (אבג)", False, "Yasmin (גבא)"),
        ("אבג (VZ3A) דה", True, "הד (VZ3A) גבא"),
        ("Daan Pietersen", False, "Daan Pietersen"),
    ],
)
def test_a_line_is_painted_in_the_order_of_the_eye(line, from_right, seen):
    pairs = in_order_of_the_eye([(one, "font") for one in line], from_right=from_right)
    assert "".join(one for one, _font in pairs) == seen


def test_there_is_a_meldwijzer_in_six_languages_with_dutch_first():
    assert languages_of("meldwijzer") == ("nl", *TRANSLATIONS)
    assert languages_of("recovery_sheet") == ("nl",)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_has_every_text_of_the_dutch_one(language):
    dutch, other = (
        tomllib.loads(resource("texts", code, "meldwijzer.toml").read_text(encoding="utf-8"))
        for code in ("nl", language)
    )
    assert other.pop("confirmed") is False
    assert _shape(other) == _shape(dutch)
    assert fields_of(str(other)) <= {"school", *other["words"]}


def _shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: _shape(part) for key, part in value.items()}
    return [_shape(part) for part in value] if isinstance(value, list) else type(value)


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("language", TRANSLATIONS)
def test_an_unconfirmed_translation_is_a_draft_on_every_page_and_accessible(language, large):
    texts = read_texts("meldwijzer", language)
    rendered = render(papers.meldwijzer(texts=texts), Options(papers.DAY, large=large))
    assert rendered.warnings == ()
    for profile in ("ua1", "pdfa-2a"):
        report = page.validate_pdf_bytes(rendered.pdf, profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]
    pages = reader.page_texts(rendered.pdf)
    assert all("CONCEPT" in text for text in pages)
    assert any("nog niet nagekeken" in line for line in reader.structure(rendered.pdf))


def test_a_school_that_had_a_translation_read_prints_it_without_draft():
    texts = read_texts("meldwijzer", "en", "confirmed = true\n")
    told = reader.page_text(render(papers.meldwijzer(texts=texts), papers.COLOUR).pdf)
    assert "CONCEPT" not in told
    assert "Treated unfairly" in told


def test_confirmed_is_said_with_true_or_false():
    with pytest.raises(Refusal, match="true of false"):
        read_texts("meldwijzer", "en", 'confirmed = "ja"\n')


def test_arabic_is_read_aloud_as_it_is_spoken_and_names_in_dutch_are_marked():
    pdf = render(papers.meldwijzer(texts=read_texts("meldwijzer", "ar")), papers.COLOUR).pdf
    with_letters = read_texts("meldwijzer", "ar")["steps"].text("title").encode("utf-16-be").hex().upper()
    assert f"/ActualText <FEFF{with_letters}>".encode() in pdf
    assert b"/Lang <FEFF006E006C>" in pdf  # nl
    assert b"/Lang <FEFF00610072>" in pdf  # ar


def test_an_arabic_name_in_a_list_keeps_its_letters():
    name = "ياسمين الإدريسي"
    rendered = render(papers.a_list((name, "Café", "1", "")), papers.COLOUR)
    assert rendered.warnings == ()
    assert f"/ActualText <FEFF{name.encode('utf-16-be').hex().upper()}>".encode() in rendered.pdf
    assert has_right_to_left(name)
    assert not has_right_to_left("Zoë")
