"""Whatever people, imports and templates bring: a paper comes out, it is accessible, and nothing is lost in silence."""

from __future__ import annotations

from datetime import timedelta

import page
import pytest

from app.documents import (
    Bars,
    Blank,
    Blanks,
    Bundle,
    Column,
    ContactLine,
    Facts,
    Mark,
    ReportData,
    Signatures,
    Table,
    Tile,
    Tiles,
    Timeline,
    WarningKind,
    Words,
    render,
)
from app.documents.addresses import mail, phone, web
from app.documents.clean import marked, plain, spoken
from tests.documents import papers, reader

HOSTILE = {
    "open tag": "<b>niet gesloten",
    "outside image": '<img src="file:///etc/hostname">',
    "paragraph tag": "<para color=red>rood</para>",
    "script link": '<a href="javascript:alert(1)">klik</a>',
    "entity": "&lt;&amp;&nbsp;&#0;",
    "PDF operators": ") Tj ET EMC Q (",
    "backslashes": "\\(\\)\\\\ \\n",
    "NUL and controls": "a\x00b\x07c\x1bd",
    "lone surrogate": "a\ud800b",
    "direction override": "abc\u202etxt.exe",
    "zero width": "a\u200bb\u200dc\ufeffd",
    "line separators": "een\u2028twee\u2029drie\x85vier",
    "loose accents": "Zoe\u0308 Franc\u0327ois",
    "piled accents": "a" + "\u0301" * 400,
    "Arabic": "ياسمين الإدريسي",
    "Chinese": "王小明",
    "Ukrainian": "Олена Шевченко",
    "emoji": "👩🏽‍🎓 hoera 🎉",
    "private use": "\ue000\uf8ff",
    "markup unfinished": "**vet zonder einde *schuin",
    "fields": "{school} {0} {__class__} {{}} %s %n",
    "spaces only": " \t\n ",
    "four hundred characters": "Wolfeschlegelsteinhausenbergerdorff" * 12,
    "five thousand words": "woord " * 5_000,
}


def letter(text: str) -> ReportData:
    """A report with ``text`` wherever somebody's words may stand."""
    return ReportData(
        text,
        text,
        text,
        (
            Words(text, (text,), (text,)),
            Facts(text, ((text, text), ("Naam", text))),
            Tiles((Tile("1", text),)),
            Bars(text, text, (text, "b"), ((text, (1, 2)),)),
            Timeline(text, papers.DAY, papers.DAY + timedelta(7), papers.DAY, (Mark(papers.DAY, text, done=True),)),
            Table(text, (Column(text), Column("b")), ((text, text),), (text, text), note=text),
            Blanks(text, (Blank(text), Blank(text, lines=2), Blank(text, choices=(text, "nee"))), text),
            Signatures(text, (text, text), text),
        ),
        lead=text,
        foot=text,
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_in_every_field_still_gives_an_accessible_paper(text):
    contact = ContactLine(text, text, text, text, text, text)
    for document in (
        papers.tipkaart(school=text, office=text, phone=text, email=text, web=text, words={"mentor": text}),
        papers.meldwijzer(school=text, in_school=(contact,), outside=(contact, papers.ADVICE)),
        papers.a_list((text, text, text, text)),
    ):
        rendered = render(document, papers.COLOUR)
        report = page.validate_pdf_bytes(rendered.pdf, profile="ua1")
        assert report.is_compliant, [failure.message for failure in report.failures]


@pytest.mark.heavy
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_in_letters_and_reports_still_gives_accessible_ones(text):
    both = Bundle(text[:3000], text, (letter(text[:3000]), papers.tipkaart(school=text[:3000])))
    report = page.validate_pdf_bytes(render(both, papers.COLOUR).pdf, profile="ua1")
    assert report.is_compliant, [failure.message for failure in report.failures]


def test_markup_in_a_name_is_text():
    name = "<b>Piet</b> & **Klaas** <a href='x'>"
    assert name in reader.page_text(render(papers.a_list((name, "", "", "")), papers.COLOUR).pdf)


def test_letters_of_other_scripts_stand_in_another_font():
    rendered = render(papers.a_list(("Олена Шевченко", "Γιώργος", "", "✓ klaar")), papers.COLOUR)
    told = reader.page_text(rendered.pdf)
    assert "Олена Шевченко" in told
    assert "Γιώργος" in told
    assert rendered.warnings == ()


def test_characters_that_no_font_has_are_reported():
    rendered = render(papers.a_list(("王小明", "", "", "")), papers.COLOUR)
    (warning,) = rendered.warnings
    assert warning.kind is WarningKind.CHARACTERS
    assert "小 明 王" in warning.text
    assert "???" in reader.page_text(rendered.pdf)


def test_bold_and_italic_are_read_in_texts_and_in_nothing_else():
    assert [(run.text, run.bold, run.italic) for run in marked("Lees **dit** en *dat*.")] == [
        ("Lees ", False, False),
        ("dit", True, False),
        (" en ", False, False),
        ("dat", False, True),
        (".", False, False),
    ]
    assert spoken(plain("**dit**")) == "**dit**"


def test_a_value_brings_no_markup_into_a_text():
    assert spoken(marked("Van {school}.", school="**Het** College {x}")) == "Van **Het** College {x}."


@pytest.mark.parametrize(
    ("address", "shown", "url"),
    [
        (web("https://www.school.example/"), "www.school.example", "https://www.school.example/"),
        (web("www.school.example/stage"), "www.school.example/stage", "https://www.school.example/stage"),
        (
            web("https://school.example/ëen?a=1&b=2"),
            "school.example/ëen?a=1&b=2",
            "https://school.example/%C3%ABen?a=1&b=2",
        ),
        (web("javascript://alert(1)"), "javascript://alert(1)", ""),
        (web("file:///etc/hostname"), "file:///etc/hostname", ""),
        (web("niet een adres"), "niet een adres", ""),
        (web("https://[kapot"), "https://[kapot", ""),
        (web(f"https://school.example/{'x' * 400}"), f"school.example/{'x' * 400}", ""),
        (web(""), "", ""),
        (phone("024 000 00 00"), "024 000 00 00", "tel:0240000000"),
        (phone("+31 (0)24-0000000"), "+31 (0)24-0000000", "tel:+310240000000"),
        (phone("vraag de balie"), "vraag de balie", ""),
        (mail("stage@school.example"), "stage@school.example", "mailto:stage@school.example"),
        (mail("stage@school.example?bcc=x"), "stage@school.example?bcc=x", "mailto:stage@school.example%3Fbcc%3Dx"),
        (mail("geen adres"), "geen adres", ""),
    ],
)
def test_an_address_is_a_link_only_when_it_can_do_no_harm(address, shown, url):
    assert (address.shown, address.url) == (shown, url)
