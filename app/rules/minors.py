"""What the law asks where somebody of 16 or 17 works: shown where a placement is planned, it blocks nothing."""

from __future__ import annotations

from functools import cache

from app.resources import toml
from app.text import translate


@cache
def _content() -> tuple[tuple[str, ...], str]:
    content = toml("rules", "minors.toml")
    return tuple(row["sentence"] for row in content["rule"]), content["source"]["text"]


def minors_law() -> str:
    """The rules in one sentence, with where they come from."""
    sentences, source = _content()
    rules = "; ".join(translate("Minors", sentence) for sentence in sentences)
    text = translate("Minors", "Minderjarig, dus: {rules}. Bron: {source}.")
    return text.format(rules=rules, source=translate("Minors", source))
