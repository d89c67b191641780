"""What the matching answers in codes and numbers, in words: criterion by criterion, and why or why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.dates import SHORT_WEEKDAYS
from app.matching.criteria import Key
from app.matching.pairs import PairFacts
from app.matching.reasons import Code, Reason
from app.queries.matching import CriterionRow
from app.rules.matching_words import COVERED
from app.text import plural, translate

_WHOLE = 1000
_WELL = 500
_ICONS = {
    Key.GOALS: "target",
    Key.MINUTES: "map-pin",
    Key.DAYS: "calendar-days",
    Key.NEEDS: "heart-handshake",
    Key.TASKS: "briefcase",
    Key.PREFERENCE: "building-2",
    Key.COSTS: "tags",
    Key.FORMER: "history",
}
_TWINS = {Key.MINUTES: Key.NEARNESS, Key.DAYS: Key.PRESENCE}
"""Hard criteria that share a line with the soft one that looks at the same."""


class Standing(StrEnum):
    """How a pair does on a criterion."""

    GOOD = "good"
    SO_SO = "so-so"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion over the columns of a comparison: its name, its icon, and how it counts."""

    key: Key
    name: str
    icon: str
    counts: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one pair says on a line: words, points out of a thousand (-1 has no bar), and how that stands."""

    text: str
    share: int
    standing: Standing


def lines(criteria: Sequence[CriterionRow], pairs: Sequence[PairFacts]) -> tuple[Line, ...]:
    """The criteria that have something to say about these pairs, the heaviest first."""
    weights = {row.key: row.weight for row in criteria}
    names = {row.key: row.name for row in criteria}
    total = max(1, sum(weights.values()))
    shown = []
    for key in (Key.GOALS, Key.MINUTES, Key.DAYS, Key.NEEDS, Key.TASKS, Key.PREFERENCE, Key.COSTS, Key.FORMER):
        weight = weights.get(_TWINS.get(key, key), 0)
        hard = key in {Key.MINUTES, Key.DAYS, Key.NEEDS, Key.FORMER}
        if not weight and not hard:
            continue
        if key is Key.NEEDS and not any(pair.needs for pair in pairs):
            continue
        if key is Key.FORMER and not any(key in pair.failed for pair in pairs):
            continue
        share = round(100 * weight / total)
        shown.append((-weight, Line(key, names.get(key, ""), _ICONS[key], _counts(share, hard=hard))))
    return tuple(line for _, line in sorted(shown, key=lambda each: each[0]))


def profile_lines(listed: Sequence[CriterionRow], pairs: Sequence[PairFacts]) -> Sequence[Line]:
    """The lines that a company sees of a candidate: what there is to learn and to do, and when.

    Not travel, costs or facilities: those are for the school to see to, and could tell where or who somebody is.
    """
    return tuple(line for line in lines(listed, pairs) if line.key in _PROFILE)


def _counts(share: int, *, hard: bool) -> str:
    if not share:
        return translate("Matching", "moet")
    weighs = translate("Matching", "weegt {share} %").format(share=share)
    return translate("Matching", "moet, {weighs}").format(weighs=weighs) if hard else weighs


def told(key: Key, pair: PairFacts) -> Told:
    """What a pair says on one line."""
    return _TELLERS[key](pair)


def _goals(pair: PairFacts) -> Told:
    points = pair.points.get(Key.GOALS, 0)
    return _covered(pair.goals_there, pair.goals, points, translate("Matching", "{there} van {wanted} te oefenen"))


def _tasks(pair: PairFacts) -> Told:
    points = pair.points.get(Key.TASKS, 0)
    return _covered(pair.tasks_there, pair.tasks, points, translate("Matching", "{there} van {wanted} kan daar"))


def _needs(pair: PairFacts) -> Told:
    if Key.NEEDS in pair.failed:
        return Told(translate("Matching", "niet bekend of niet aanwezig"), -1, Standing.BAD)
    return Told(translate("Matching", "wat nodig is, is er"), -1, Standing.GOOD)


def _former(_pair: PairFacts) -> Told:
    return Told(translate("Matching", "hier al eerder geweest"), -1, Standing.BAD)


def _covered(there: int, wanted: int, points: int, words: str) -> Told:
    if not wanted:
        return Told(translate("Matching", "geen wens, alles mag"), points, Standing.GOOD)
    return Told(words.format(there=there, wanted=wanted), points, Standing.GOOD if points >= _WELL else Standing.SO_SO)


def _minutes(pair: PairFacts) -> Told:
    if pair.minutes < 0:
        return Told(translate("Matching", "reistijd onbekend"), 0, Standing.UNKNOWN)
    if pair.limit < 0:
        return Told(translate("Matching", "{n} min, geen grens").format(n=pair.minutes), 0, Standing.UNKNOWN)
    share = max(0, _WHOLE * (pair.limit - pair.minutes) // max(1, pair.limit))  # what is left, so that long is good
    if Key.MINUTES in pair.failed:
        text = translate("Matching", "{n} min, {more} te lang")
        return Told(text.format(n=pair.minutes, more=pair.minutes - pair.limit), share, Standing.BAD)
    text = translate("Matching", "{n} van max. {most} min")
    return Told(text.format(n=pair.minutes, most=pair.limit), share, Standing.GOOD)


def _days(pair: PairFacts) -> Told:
    if Key.DAYS in pair.failed:
        lacking = _named(pair.days & ~pair.days_there)
        one, many = translate("Matching", "{days} kan daar niet"), translate("Matching", "{days} kunnen daar niet")
        return Told((one if lacking.count(",") == 0 else many).format(days=lacking), -1, Standing.BAD)
    one, many = translate("Matching", "{days} past"), translate("Matching", "{days} passen")
    days = _named(pair.days)
    return Told((one if days.count(",") == 0 else many).format(days=days), -1, Standing.GOOD)


def _preferred(pair: PairFacts) -> Told:
    points = pair.points.get(Key.PREFERENCE, 0)
    if pair.preferred:
        text = translate("Matching", "{n}e keus").format(n=pair.preferred)
        return Told(text, points, Standing.GOOD)
    return Told(translate("Matching", "ander soort bedrijf"), points, Standing.SO_SO)


def _costs(pair: PairFacts) -> Told:
    points = pair.points.get(Key.COSTS, 0)
    if pair.costs <= 0:
        return Told(translate("Matching", "reizen kost niets"), points, Standing.GOOD)
    if pair.allowance < 0:
        return Told(translate("Matching", "vergoeding onbekend"), points, Standing.UNKNOWN)
    if pair.allowance >= COVERED or pair.allowance >= pair.costs:
        return Told(translate("Matching", "reizen is gedekt"), points, Standing.GOOD)
    text = translate("Matching", "mist {euros} per maand")
    short = f"€ {(pair.costs - pair.allowance) // 100}"
    return Told(text.format(euros=short), points, Standing.SO_SO)


_PROFILE = {Key.GOALS, Key.TASKS, Key.DAYS, Key.PREFERENCE}
_TELLERS: Mapping[Key, Callable[[PairFacts], Told]] = {
    Key.GOALS: _goals,
    Key.TASKS: _tasks,
    Key.MINUTES: _minutes,
    Key.DAYS: _days,
    Key.NEEDS: _needs,
    Key.PREFERENCE: _preferred,
    Key.COSTS: _costs,
    Key.FORMER: _former,
}


def _named(days: int) -> str:
    return ", ".join(name for place, name in enumerate(SHORT_WEEKDAYS) if days >> place & 1)


def why_words(reason: Reason) -> str:
    """Why a candidate has this place, or none, in a sentence."""
    numbers = reason.numbers
    match reason.code:
        case Code.PINNED:
            return translate("Matching", "Deze match is door mensen gekozen of vastgezet.")
        case Code.MATCHED:
            better = numbers["better"]
            if not better:
                return translate("Matching", "Geen andere mogelijke plek past beter bij deze kandidaat.")
            return plural(
                better,
                translate("Matching", "Eén andere plek past beter; hieronder staat wat die de ronde kost."),
                translate("Matching", "{n} andere plekken passen beter; hieronder staat wat die de ronde kosten."),
            )
        case Code.NO_FEASIBLE_TRACK:
            return translate("Matching", "Geen enkele vrije plek voldoet aan alles wat moet.")
        case _:
            students, places = numbers["students"], numbers["places"]
            who = plural(
                students,
                translate("Matching", "{n} kandidaat kan alleen"),
                translate("Matching", "{n} kandidaten kunnen alleen"),
            )
            where = plural(places, translate("Matching", "{n} plek"), translate("Matching", "{n} plekken"))
            return translate("Matching", "{who} naar {where}. Ruilen helpt niet.").format(who=who, where=where)


def why_not_words(pair: PairFacts, company: str) -> str:
    """Why a candidate does not have this other place, in a sentence that names the loss."""
    if pair.failed:
        wrong = ", ".join(told(key, pair).text for key in pair.failed)
        return translate("Matching", "{company} mag niet: {wrong}.").format(company=company, wrong=wrong)
    if pair.reason is None:
        text = translate("Matching", "{company}: past niet in de beste verdeling van de hele ronde.")
        return text.format(company=company)
    numbers = pair.reason.numbers
    amount, band = numbers.get("amount", 0), numbers.get("band", 0)
    return _loss(pair.reason.code, amount).format(company=company, n=amount, band=band)


def _loss(code: Code, amount: int) -> str:
    """The sentence of a loss, with fields for the company, the number and the band."""
    one = amount == 1
    match code:
        case Code.COSTS_PLACES if one:
            return translate("Matching", "{company}: dan blijft er één student meer zonder plek.")
        case Code.COSTS_PLACES:
            return translate("Matching", "{company}: dan blijven er {n} studenten meer zonder plek.")
        case Code.COSTS_BAND:
            return translate("Matching", "{company}: dan krijgt een ander een plek die slecht past (band {band}).")
        case Code.COSTS_TOTAL if one:
            return translate("Matching", "{company}: dan past de hele ronde minder goed, ten minste {n} punt.")
        case Code.COSTS_TOTAL:
            return translate("Matching", "{company}: dan past de hele ronde minder goed, ten minste {n} punten.")
        case _:
            return _decided(code)


def _decided(code: Code) -> str:
    match code:
        case Code.COSTS_CHANGE:
            return translate("Matching", "{company}: dan verschuiven er meer mensen na het vorige voorstel.")
        case Code.VETOED:
            return translate("Matching", "{company} is door mensen afgewezen.")
        case Code.PINNED:
            return translate("Matching", "{company}: deze kandidaat is op een andere plek vastgezet.")
        case Code.MINIMUM_HOLDS:
            return translate("Matching", "{company}: dat gaat niet samen met wat is vastgezet.")
        case _:
            return translate("Matching", "{company}: even goed voor de ronde. De loting besliste.")


def help_words(pair: PairFacts, company: str) -> str:
    """What would help a candidate without a place, as the one thing to ask or arrange."""
    if pair.failed == (Key.MINUTES,):
        text = translate("Matching", "Reistijd van {limit} naar {minutes} minuten: dan past {company}.")
        return text.format(limit=pair.limit, minutes=pair.minutes, company=company)
    if pair.failed == (Key.DAYS,):
        text = translate("Matching", "{company}: mag het daar ook op {days}?")
        return text.format(company=company, days=_named(pair.days & ~pair.days_there))
    if pair.failed == (Key.NEEDS,):
        return translate("Matching", "{company}: vraag of wat nodig is er is.").format(company=company)
    if pair.failed == (Key.FORMER,):
        return translate("Matching", "{company}: nog een keer hetzelfde leerbedrijf.").format(company=company)
    wrong = ", ".join(told(key, pair).text for key in pair.failed)
    return translate("Matching", "{company}: {wrong}.").format(company=company, wrong=wrong)


def ask_words(pair: PairFacts) -> str:
    """What to ask the company of a pair, or to arrange, so that it becomes possible: ``help_words`` on a call list."""
    if pair.failed == (Key.MINUTES,):
        text = translate("Matching", "Mag de reistijd van {limit} naar {minutes} minuten?")
        return text.format(limit=pair.limit, minutes=pair.minutes)
    if pair.failed == (Key.DAYS,):
        return translate("Matching", "Mag het ook op {days}?").format(days=_named(pair.days & ~pair.days_there))
    if pair.failed == (Key.NEEDS,):
        return translate("Matching", "Is er wat nodig is?")
    if pair.failed == (Key.FORMER,):
        return translate("Matching", "Mag iemand er nog een keer stage lopen?")
    wrong = ", ".join(told(key, pair).text for key in pair.failed)
    return translate("Matching", "Kan dit anders: {wrong}?").format(wrong=wrong)


def conflict_words(reason: Reason) -> str:
    """Why no proposal obeys what people decided, in a sentence."""
    if reason.code in {Code.TRACK_OVERFULL, Code.GROUP_OVERFULL, Code.COMPANY_OVERFULL}:
        text = translate(
            "Matching", "Er zijn {asked} kandidaten vastgezet waar {capacity} plekken zijn. Laat iemand vrij."
        )
        if reason.numbers["capacity"] == 1:
            text = translate("Matching", "Er zijn {asked} kandidaten vastgezet waar 1 plek is. Laat iemand vrij.")
        return text.format(asked=reason.numbers["asked"], capacity=reason.numbers["capacity"])
    return translate("Matching", "Wat is vastgezet en afgewezen gaat niet samen. Laat een kandidaat weer vrij.")
