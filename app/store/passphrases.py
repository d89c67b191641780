"""What makes a passphrase good enough to keep a school shut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from app.errors import Refusal
from app.resources import toml
from app.terms.people import Strength
from app.text import fold, translate


def normal(passphrase: str) -> str:
    """``passphrase`` as every keyboard and system gives it (RFC 8265, OpaqueString)."""
    spaced = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in passphrase)
    return unicodedata.normalize("NFC", spaced)


def strength(passphrase: str) -> Strength:
    """A hint while someone types; length counts for more than odd signs."""
    length = len(normal(passphrase).strip())
    limits = toml("rules", "passphrases.toml")["length"]
    if length < limits["least"]:
        return Strength.SHORT
    if length < limits["good"]:
        return Strength.FAIR
    return Strength.GOOD if length < limits["strong"] else Strength.STRONG


def require_good(passphrase: str, names: Iterable[str] = ()) -> str:
    """The normal form of a new ``passphrase``; ``names`` are the words that belong to this person and school.

    Raises ``Refusal`` in words when it is too short, or is little more than something obvious.
    """
    rules = toml("rules", "passphrases.toml")
    least = rules["length"]["least"]
    text = normal(passphrase)
    if len(text.strip()) < least:
        words = translate(
            "Passphrase", "Neem een wachtzin van minstens {least} tekens, bijvoorbeeld vier losse woorden."
        )
        raise Refusal(words.format(least=least), "passphrase")
    folded = fold(text)
    for obvious in sorted({*rules["obvious"]["words"], *_parts(names)}, key=len, reverse=True):
        left = folded.replace(obvious, "")
        if left != folded and len(set(re.sub(r"[\d\W_]", "", left))) < rules["obvious"]["letters_besides"]:
            words = translate("Passphrase", "‘{word}’ met wat cijfers erbij is makkelijk te raden. Neem losse woorden.")
            raise Refusal(words.format(word=obvious), "passphrase")
    if len(set(folded)) < rules["obvious"]["different_signs"] or _is_run(folded, rules["obvious"]["runs"]):
        text = translate("Passphrase", "Een rijtje of herhaling is makkelijk te raden. Neem losse woorden.")
        raise Refusal(text, "passphrase")
    return text


def _parts(names: Iterable[str]) -> set[str]:
    """The words of ``names`` that are long enough to be a passphrase's stem."""
    least = toml("rules", "passphrases.toml")["obvious"]["name_letters"]
    return {part for name in names for part in fold(name).split() if len(part) >= least}


def _is_run(folded: str, runs: list[str]) -> bool:
    """Whether ``folded`` is a piece of a row of keys or of the alphabet, forwards or back."""
    plain = folded.replace(" ", "")
    return any(plain in line * 2 or plain in line[::-1] * 2 for line in runs)
