"""What a school can decide, and what holds until it does (``resources/rules/policies.toml``, ``matching.toml``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from app.resources import toml
from app.rules.allowance import amounts
from app.rules.incident_policies import incident_texts
from app.text import plural, translate

Answer = Literal["number", "word", "lines", "yes_no", "amounts", "text"]
"""What an answer is: a whole number, a word, a few lines, yes or no (``1`` or ``0``), euros by name, or a text."""
YES, NO = "1", "0"
LABEL = "label."
"""How the keys begin of what the school calls its people; the rest is the name of their field in a text."""

TERM = "incident."
"""How the keys of terms of Meldingen begin; a step follows."""
TERMS = ("receipt", "talk", "hear_company", "measures", "feedback", "aftercare")
"""The steps of Meldingen whose terms a school decides; those that a law asks for stay as they are."""
_CRITERIA = "criteria"
_LONGEST_TERM = 60
_HEAVIEST = 1_000
_FARTHEST_STRETCH = 200


@dataclass(frozen=True, slots=True)
class KnownPolicy:
    """One thing to decide, on one page of the settings; ``remark`` explains what the answer does."""

    key: str
    page: str
    question: str
    default: str
    source: str
    answer: Answer
    least: int = 0
    most: int = 0
    unit: str = ""
    remark: str = ""

    @property
    def text(self) -> str:
        """The question as the user reads it."""
        return translate("Policies", self.question)

    def accepts(self, value: str) -> bool:
        """Whether ``value`` is an answer to the question."""
        match self.answer:
            case "number":
                return value.isdecimal() and self.least <= int(value) <= self.most
            case "yes_no":
                return value in {YES, NO}
            case "amounts":
                return len(amounts(value)) == len(lines_of(value))
            case _:
                return bool(value.strip())

    def shown(self, value: str) -> str:
        """An answer as the user reads it in a list."""
        match self.answer:
            case "yes_no":
                return translate("Policies", "ja") if value == YES else translate("Policies", "nee")
            case "lines":
                one, many = translate("Policies", "{n} reden"), translate("Policies", "{n} redenen")
                return plural(len(lines_of(value)), one, many)
            case "amounts":
                return str(len(lines_of(value))) if value.strip() else translate("Policies", "niet ingevuld")
            case _:
                unit = _ONE.get(self.unit, self.unit) if value == "1" else self.unit
                return f"{value} {translate('Policies', unit)}" if self.unit else value


_ONE = {
    "dagen": "dag",
    "werkdagen": "werkdag",
    "weken": "week",
    "maanden": "maand",
    "minuten": "minuut",
    "punten": "punt",
}


def lines_of(value: str) -> tuple[str, ...]:
    """The lines of an answer of a few lines, without empty ones."""
    return tuple(line.strip() for line in value.splitlines() if line.strip())


@cache
def known_policies() -> Mapping[str, KnownPolicy]:
    """Everything that can be decided, by key."""
    rows = [*toml("rules", "policies.toml")["policy"], *_terms(), *incident_texts(), *_criteria()]
    return {row["key"]: KnownPolicy(**{**row, "default": row["default"].strip()}) for row in rows}


def _terms() -> Iterator[Mapping[str, Any]]:
    """What can be decided about the steps after a report: by when each must be done."""
    for row in toml("rules", "incidents.toml")["step"]:
        if row["key"] in TERMS:
            unit = "dagen" if row.get("calendar") == "days" else "werkdagen"
            yield {
                "page": "terms",
                "key": f"{TERM}{row['key']}",
                "question": f"Melding, {row['label'][0].lower()}{row['label'][1:]}: binnen hoeveel {unit}?",
                "answer": "number",
                "least": 1,
                "most": _LONGEST_TERM,
                "unit": unit,
                "default": str(row["days"]),
                "source": row["source"],
            }


def _criteria() -> Iterator[Mapping[str, Any]]:
    """What can be decided about the criteria of a round: whether a hard one counts, and what a soft one weighs."""
    for row in toml("rules", "matching.toml")["criterion"]:
        key, name = f"criterion.{row['key']}", row["name"]
        shared = {"page": _CRITERIA, "source": row["justification"], "remark": f"Gegevens: {row['fact']}"}
        if row.get("hard"):
            question = f"{name}: sluit dit een stageplaats uit?"
            yield {**shared, "key": key, "question": question, "answer": "yes_no", "default": YES}
        else:
            question = f"{name}: hoe zwaar weegt dit?"
            weight = {"least": 0, "most": _HEAVIEST, "unit": "punten", "default": str(row["weight"])}
            yield {**shared, "key": key, "question": question, "answer": "number", **weight}
        if "stretch" in row:
            question = f"{name}: hoeveel procent over de grens noemen we nog een bijna-treffer?"
            percent = {"least": 0, "most": _FARTHEST_STRETCH, "unit": "procent", "default": str(row["stretch"])}
            yield {**shared, "key": f"{key}.stretch", "question": question, "answer": "number", **percent}
