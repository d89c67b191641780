import pytest

from app.text import listed, phone_text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("(024) 000 95 57", "024 000 95 57"),
        ("+31 24 0002933", "024 000 29 33"),
        ("0240004848", "024 000 48 48"),
        ("06-12345678", "06 12 34 56 78"),
        ("0318-123456", "0318 12 34 56"),
        ("0900 1234567", "0900 1234567"),
        ("113", "113"),
        ("+32 2 123 45 67", "+32 2 123 45 67"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_number_is_shown_in_the_groups_in_which_it_is_said(typed, shown):
    assert phone_text(typed) == shown


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_words_are_listed_as_one_says_them(words, said):
    assert listed(words) == said
