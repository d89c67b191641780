"""The texts of the cards as questions on a form, and back into what is stored."""

from __future__ import annotations

import pytest

from app.documents import read_texts
from app.documents.rewriting import answers, body_of, is_draft, questions, strange_words, words_of

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
    assert body == 'version = "2027.1"\n\n[cover]\ntitle = "Welkom bij ons"\n'
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
