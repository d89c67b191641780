"""What the law asks where somebody of 16 or 17 works: shown where a placement is planned, it blocks nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from app.dates import long_date
from app.resources import toml
from app.text import translate


@dataclass(frozen=True, slots=True)
class MinorRule:
    """One thing that the law asks, in plain words, with the article that asks it."""

    key: str
    sentence: str
    article: str


@dataclass(frozen=True, slots=True)
class MinorsLaw:
    """All of it, where it comes from, and when the words were last held beside it; ``legal``: a jurist must look."""

    rules: tuple[MinorRule, ...]
    source: str
    checked_on: date
    legal: bool


@cache
def minors_rules() -> MinorsLaw:
    """The rules as they come with the program."""
    content = toml("rules", "minors.toml")
    source = content["source"]
    rules = tuple(MinorRule(**row) for row in content["rule"])
    return MinorsLaw(rules, source["text"], source["checked_on"], source["legal"])


def minors_law() -> str:
    """A line for each rule with its article, where they come from, and that a jurist did not look yet."""
    law = minors_rules()
    lines = [f"• {translate('Minors', rule.sentence)} ({rule.article})" for rule in law.rules]
    source = translate("Minors", "Bron: {source}; naast elkaar gelegd op {day}.")
    lines.append(source.format(source=translate("Minors", law.source), day=long_date(law.checked_on)))
    if law.legal:
        lines.append(translate("Minors", "Dit heeft juridisch gewicht en geen jurist zag het nog: laat het nalezen."))
    return "\n".join((translate("Minors", "Minderjarig, dus:"), *lines))
