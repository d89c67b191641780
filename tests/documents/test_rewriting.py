"""The texts of the cards as questions on a form, and back into what is stored."""

from __future__ import annotations

import pytest

from app.documents import read_texts
from app.documents.rewriting import (
    answers,
    body_of,
    is_draft,
    longer,
    moved_on,
    questions,
    shorter,
    strange_words,
    words_of,
)

CARDS = [("tipkaart", "nl"), ("meldwijzer", "nl"), ("meldwijzer", "ar"), ("recovery_sheet", "nl")]
IDS = [f"{kind}-{language}" for kind, language in CARDS]


@pytest.mark.parametrize(("kind", "language"), CARDS, ids=IDS)
def test_who_changes_nothing_stores_nothing_but_a_version(kind, language):
    given = answers(kind, language, None)
    assert body_of(kind, language, given, "2027.1") == 'version = "2027.1"\n'
    assert all(question.label and question.block for question in questions(kind, language))
    assert len({question.name for question in questions(kind, language)}) == len(questions(kind, language))


@pytest.mark.parametrize(("kind", "language"), CARDS, ids=IDS)
def test_every_text_can_be_written_anew_and_comes_back(kind, language):
    given = {
        question.name: "\n".join(f'Regel {n} “{{school}}” \\ "x"' for n in range(2))
        if question.several
        else f'Eigen {question.name} “met” "tekens" \\ en **vet**'
        for question in questions(kind, language)
    }
    body = body_of(kind, language, given, "2027.1")
    assert answers(kind, language, body) == given
    assert read_texts(kind, language, body).version == "2027.1"


def test_only_what_differs_is_stored_so_that_the_rest_follows_the_program():
    given = {**answers("tipkaart", "nl", None), "cover.title": "Welkom bij ons"}
    body = body_of("tipkaart", "nl", given, "2027.1")
    own, print_ = body.split("\n\n[factory]\n")
    assert own == 'version = "2027.1"\n\n[cover]\ntitle = "Welkom bij ons"'
    assert print_.startswith('"cover.title" = ')
    again = {**answers("tipkaart", "nl", body), "during.tip.0.text": "Kort."}
    own = read_texts("tipkaart", "nl", body_of("tipkaart", "nl", again, "2027.2"))
    assert own["cover"].text("title") == "Welkom bij ons"
    assert own["during"].items("tip")[0].text("text") == "Kort."
    assert own["during"].items("tip")[1] == read_texts("tipkaart")["during"].items("tip")[1]


def test_what_is_no_text_is_not_asked():
    names = {question.name for question in questions("meldwijzer", "nl")}
    assert not [name for name in names if name.endswith((".icon", ".letter", ".step"))]


def test_a_translation_can_be_confirmed():
    given = answers("meldwijzer", "en", None)
    assert is_draft("meldwijzer", "en")
    assert not is_draft("meldwijzer", "nl")
    assert read_texts("meldwijzer", "en", body_of("meldwijzer", "en", given, "1", confirmed=True)).confirmed


def test_a_word_that_would_not_be_filled_is_found():
    known = words_of("tipkaart", "nl")
    assert strange_words("Van {school} voor {mentor}", known) == frozenset()
    assert strange_words("Van {schol}", known) == {"schol"}


def test_a_text_that_the_program_wrote_anew_is_known_by_its_name():
    given = {**answers("tipkaart", "nl", None), "cover.title": "Ons", "norm.text": "Wij doen het zo."}
    body = body_of("tipkaart", "nl", given, "2027.1")
    assert moved_on("tipkaart", "nl", body) == frozenset()
    line = next(line for line in body.splitlines() if line.startswith('"cover.title" = '))
    earlier = body.replace(line, '"cover.title" = "00000000"')
    assert moved_on("tipkaart", "nl", earlier) == {"cover.title"}
    assert read_texts("tipkaart", "nl", earlier)["cover"].text("title") == "Ons"
    assert moved_on("tipkaart", "nl", None) == frozenset()


TIPS = ("before", "tip")
CHOICES = ("choices", "item")


def kept(kind: str, body: str) -> str:
    """``body`` as it is stored when nothing more is typed."""
    return body_of(kind, "nl", answers(kind, "nl", body), "2027.1", body=body)


def test_a_list_can_be_longer_and_shorter_than_the_programs_own():
    more = longer("tipkaart", "nl", 'version = "2027.1"\n', TIPS)
    assert [question.item for question in questions("tipkaart", "nl", more) if question.listed == TIPS][-1] == 5
    given = {**answers("tipkaart", "nl", more), "before.tip.5.title": "Nog een", "before.tip.5.text": "Zo."}
    body = body_of("tipkaart", "nl", given, "2027.1", body=more)
    assert [tip.text("title") for tip in read_texts("tipkaart", "nl", body)["before"].items("tip")][5:] == ["Nog een"]
    less = kept("tipkaart", shorter("tipkaart", "nl", body, TIPS, 0))
    titles = [tip.text("title") for tip in read_texts("tipkaart", "nl", less)["before"].items("tip")]
    assert titles[0] == read_texts("tipkaart")["before"].items("tip")[1].text("title")
    assert len(titles) == 5


def test_letters_of_choices_go_on_without_a_gap():
    more = longer("meldwijzer", "nl", 'version = "1"\n', CHOICES)
    less = shorter("meldwijzer", "nl", more, CHOICES, 1)
    given = {name: text or "Iets" for name, text in answers("meldwijzer", "nl", less).items()}
    own = read_texts("meldwijzer", "nl", body_of("meldwijzer", "nl", given, "1", body=less))
    assert [one.text("letter") for one in own["choices"].items("item")] == ["A", "B", "C", "D"]


def test_a_list_of_the_programs_own_length_and_words_is_not_stored():
    more = longer("tipkaart", "nl", 'version = "2027.1"\n', TIPS)
    assert kept("tipkaart", shorter("tipkaart", "nl", more, TIPS, 5)) == 'version = "2027.1"\n'


def test_the_last_item_of_a_list_cannot_be_taken_away():
    body = 'version = "2027.1"\n'
    for _ in range(4):
        body = shorter("tipkaart", "nl", body, TIPS, 0)
    assert not [
        question for question in questions("tipkaart", "nl", body) if question.listed == TIPS and question.opens
    ]
