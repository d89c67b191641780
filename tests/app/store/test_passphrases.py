import unicodedata

import pytest

from app.errors import Refusal
from app.store.passphrases import normal, require_good, strength
from app.terms.people import Strength


@pytest.mark.parametrize("good", ["fietsen in de regen", "kaas7appel9", "Zes ganzen, één sloot", "hoogwater ontbijt"])
def test_a_few_words_make_a_passphrase(good):
    assert require_good(good, ("Noor Bakker", "Waterland College")) == good


@pytest.mark.parametrize("short", ["", "kort", "negenlang", "kort        "])
def test_a_short_one_is_refused_in_words(short):
    with pytest.raises(Refusal, match="minstens 10 tekens") as caught:
        require_good(short)
    assert caught.value.field == "passphrase"


@pytest.mark.parametrize(
    ("obvious", "words"),
    [
        ("Welkom2026!", "welkom"),
        ("wachtwoord123", "wachtwoord"),
        ("NoorBakker1", "bakker"),
        ("Waterland 2026", "waterland"),
        ("aaaaaaaaaaaaaa", "herhaling"),
        ("1234567890", "rijtje"),
        ("qwertyuiopas", "rijtje"),
        ("ponmlkjihgfedc", "rijtje"),
        ("September2026", "september"),
    ],
)
def test_an_obvious_one_is_refused_in_words(obvious, words):
    with pytest.raises(Refusal, match=words):
        require_good(obvious, ("Noor Bakker", "Waterland College"))


def test_every_keyboard_gives_the_same_passphrase():
    typed = "café\u00a0één twee"
    assert normal(unicodedata.normalize("NFD", typed)) == normal(typed) == "café één twee"


def test_the_hint_follows_the_length():
    lengths = [strength("x" * length) for length in (9, 10, 14, 20)]
    assert lengths == [Strength.SHORT, Strength.FAIR, Strength.GOOD, Strength.STRONG]
