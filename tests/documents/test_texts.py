"""The texts of the cards: the factory's, and a school's own over them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.documents import kinds, read_texts
from app.documents.clean import fields_of
from app.errors import Refusal
from app.resources import resource, toml

ALL = sorted(path.stem for path in resource("texts", "nl").glob("*.toml") if path.stem != "helplines")


@pytest.mark.parametrize("kind", ALL)
def test_a_factory_text_says_which_it_is(kind):
    texts = read_texts(kind)
    assert (texts.kind, texts.language) == (kind, "nl")
    assert re.fullmatch(r"\d{4}\.\d+", texts.version)
    assert texts.title
    assert texts.subject


@pytest.mark.parametrize("kind", ALL)
def test_a_factory_text_passes_the_checks_of_a_schools_own(kind):
    source = resource("texts", "nl", f"{kind}.toml").read_text(encoding="utf-8")
    assert read_texts(kind, override=source) == read_texts(kind)


@pytest.mark.parametrize("kind", ALL)
def test_a_factory_text_uses_only_words_that_are_filled(kind):
    factory = toml("texts", "nl", f"{kind}.toml")
    used = fields_of(str({name: value for name, value in factory.items() if name != "words"}))
    assert used - {"school"} == set(factory["words"]) & used


def test_every_paper_to_hand_out_has_a_purpose_and_an_icon():
    listed = kinds()
    assert {kind.texts for kind in listed} == {"tipkaart", "meldwijzer", ""}
    assert len({kind.name for kind in listed}) == len({kind.title for kind in listed}) == len(listed)
    for kind in listed:
        assert not kind.texts or read_texts(kind.texts).kind == kind.texts
        assert kind.title
        assert kind.purpose.endswith(".")
        assert kind.paper
        assert resource("icons", f"{kind.icon}.svg").is_file()


def test_a_schools_own_text_lies_over_the_factorys_key_by_key():
    factory = read_texts("tipkaart")
    own = read_texts("tipkaart", override='version = "2027.2"\n[cover]\ntitle = "Welkom bij ons"\n')
    assert own["cover"].text("title") == "Welkom bij ons"
    assert own["cover"].text("subtitle") == factory["cover"].text("subtitle")
    assert own["during"] == factory["during"]
    assert (own.version, factory.version) == ("2027.2", "2026.1")


def test_a_schools_own_list_takes_the_place_of_the_factorys():
    own = read_texts(
        "tipkaart", override='[ask]\ndo = ["Wat vind je leuk?"]\n[[during.tip]]\ntitle = "A"\ntext = "B"\n'
    )
    assert own["ask"].lines("do") == ("Wat vind je leuk?",)
    assert [tip.text("title") for tip in own["during"].items("tip")] == ["A"]
    assert own["during"].text("title") == "Tijdens de stage"


@pytest.mark.parametrize(
    ("override", "refusal"),
    [
        ('[cover]\ntitle = "open\n', "Regel 2, blok “cover”: deze regel is niet goed geschreven."),
        ('versie = "1"\n', "Regel 1, blok “versie”: “versie” bestaat niet. Bedoel je “version”?"),
        (
            '[cover]\ntitle = "Goed"\n\n[covr]\ntitle = "x"\n',
            "Regel 4, blok “covr”: “covr” bestaat niet. Bedoel je “cover”?",
        ),
        (
            '[back]\ntext = "Goed"\n[cover]\ntitel = "x"\n',
            "Regel 4, blok “cover”: “titel” bestaat niet. Bedoel je “title”?",
        ),
        ("[cover]\ntitle = 7\n", "Regel 2, blok “cover”: bij “title” hoort een tekst tussen aanhalingstekens."),
        ('[cover]\ntitle = " "\n', "Regel 2, blok “cover”: bij “title” hoort een tekst tussen aanhalingstekens."),
        ('[ask]\ndo = "geen lijst"\n', "Regel 2, blok “ask”: bij “do” hoort een lijst."),
        ("[ask]\ndo = []\n", "Regel 2, blok “ask”: bij “do” hoort een lijst."),
        ('[[during.tip]]\ntitle = "x"\n', "Regel 1, blok “during”: bij “tip” hoort steeds: title, text."),
        ('[cover]\ntitle = "Van {schol}"\n', "Regel 2, blok “cover”: het woord {schol} bestaat niet."),
        ('[[during.tip]]\ntitle = "x"\ntext = "{}{o}"\n', "Regel 3, blok “during.tip”: het woord {o} bestaat niet."),
        ('id = "meldwijzer"\n', "Regel 1: “id” hoort “tipkaart” te zijn."),
        ("schema = 2\n", "Regel 1: “schema” hoort “1” te zijn."),
        ('cover = "geen blok"\n', "Regel 1, blok “cover”: “cover” bestaat niet."),
        ('[title]\nx = "geen blok"\n', "Regel 1, blok “title”: “title” bestaat niet."),
        ("\x00", "Regel 1: deze regel is niet goed geschreven."),
    ],
)
def test_a_broken_text_is_refused_with_its_line_and_its_block(override, refusal):
    with pytest.raises(Refusal) as refused:
        read_texts("tipkaart", override=override)
    assert str(refused.value).startswith(refusal)


def test_the_cards_promise_no_study_delay_and_give_no_national_number_but_112():
    for kind in ("tipkaart", "meldwijzer"):
        text = resource("texts", "nl", f"{kind}.toml").read_text(encoding="utf-8")
        assert "vertraging" not in text
        assert set(re.findall(r"\b\d{3,}\b", text)) <= {"112", "2026"}


def test_helplines_are_complete_and_only_the_emergency_number_is_checked():
    lines = toml("texts", "nl", "helplines.toml")["helpline"]
    assert len({line["key"] for line in lines}) == len(lines) > 12
    assert {line["place"] for line in lines} == {"school", "outside"}
    for line in lines:
        assert line["name"]
        assert line["what_for"].endswith(".")
        asked = {"key", "name", "what_for", "phone", "web", "email", "hours", "place"}
        assert set(line) - {"checked", "shown"} == asked
        assert not line["web"] or line["web"].startswith("https://")
        assert line["place"] == "outside" or not line["phone"] + line["web"]
    assert sum(line.get("shown", True) for line in lines) == 6  # as many as two sides hold
    assert [(line["phone"], type(line["checked"])) for line in lines if "checked" in line] == [("112", date)]
