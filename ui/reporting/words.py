"""The report as it is read aloud: every answer in a sentence of plain words, and nothing that is not in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.dates import long_date
from app.queries.contact_rows import ContactRow
from app.queries.progress import UnitProgressRow
from app.terms.contact import Verdict
from app.terms.pipeline import Form, Moment, Party
from app.terms.progress import Mastery
from app.text import plural, translate
from ui.reporting.answers import Answers

COSTS = ("reiskosten", "werkkleding", "vergoeding")
"""What a company may still have to pay; their codes are their words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what is read: of which step it is, its heading and its sentence."""

    step: int
    head: str
    text: str


def spoken(answers: Answers, row: ContactRow, units: Sequence[UnitProgressRow]) -> list[Line]:
    """What is read aloud so far; a step without an answer is left out."""
    lines = [
        Line(0, translate("Report", "Erbij"), _there(answers, row)),
        Line(1, translate("Report", "Leerdoelen"), _goals(answers)),
        Line(2, translate("Report", "Werkprocessen"), _units(answers, units)),
        Line(3, translate("Report", "Uren"), _hours(answers)),
        Line(4, translate("Report", "Begeleiding"), _guidance(answers)),
        Line(5, translate("Report", "Kosten"), _costs(answers)),
        Line(5, translate("Report", "Toezeggingen"), _promises(answers, row)),
        Line(6, translate("Report", "Volgende afspraak"), _next(answers)),
    ]
    return [line for line in lines if line.text]


def name_of(party: Party, row: ContactRow) -> str:
    """Who a party is at this table."""
    names = {Party.STUDENT: row.student, Party.COMPANY: row.person or row.company, Party.SCHOOL: row.supervisor}
    return names.get(party) or party.label


def _there(answers: Answers, row: ContactRow) -> str:
    names = [name_of(Party(one), row) for one in answers.there]
    if not names:
        return ""
    talk = f"{Moment(answers.moment).label}, {Form(answers.form).label}"
    day = "" if answers.day is None else f", {long_date(answers.day)}"
    return f"{', '.join(names)} ({talk}{day})"


def _goals(answers: Answers) -> str:
    sentences = {
        Verdict.YES.value: translate("Report", "Voor iedereen duidelijk."),
        Verdict.PARTLY.value: translate("Report", "Nog niet voor iedereen duidelijk."),
        Verdict.NO.value: translate("Report", "Niet duidelijk."),
        Verdict.UNKNOWN.value: translate("Report", "Niet besproken."),
    }
    return sentences.get(answers.goals, "")


def _units(answers: Answers, units: Sequence[UnitProgressRow]) -> str:
    parts = [
        f"{unit.code} {Mastery(answers.units[unit.unit_id.hex]).label}"
        for unit in units
        if unit.unit_id.hex in answers.units
    ]
    return "; ".join(parts)


def _hours(answers: Answers) -> str:
    return translate("Report", "{n} uur gemaakt.").format(n=answers.hours) if answers.minutes is not None else ""


def _guidance(answers: Answers) -> str:
    sentences = {
        Verdict.YES.value: translate("Report", "Gaat goed."),
        Verdict.PARTLY.value: translate("Report", "Kan beter."),
        Verdict.NO.value: translate("Report", "Gaat niet goed."),
        Verdict.UNKNOWN.value: translate("Report", "Niet besproken."),
    }
    return " ".join(part for part in (sentences.get(answers.guidance, ""), answers.guidance_words.strip()) if part)


def _costs(answers: Answers) -> str:
    sentences = {
        Verdict.YES.value: translate("Report", "Betaald zoals afgesproken."),
        Verdict.PARTLY.value: translate("Report", "Deels betaald zoals afgesproken."),
        Verdict.NO.value: translate("Report", "Niet betaald zoals afgesproken."),
        Verdict.UNKNOWN.value: translate("Report", "Nog uit te zoeken."),
    }
    said = sentences.get(answers.costs, "")
    if answers.lacking and answers.costs in {Verdict.PARTLY.value, Verdict.NO.value}:
        said += " " + translate("Report", "Nog niet: {what}.").format(what=", ".join(answers.lacking))
    return said


def _promises(answers: Answers, row: ContactRow) -> str:
    parts = []
    for one in answers.promised:
        when = "" if one.due_on is None else translate("Report", ", vóór {day}").format(day=long_date(one.due_on))
        parts.append(f"{one.text} ({name_of(one.owner, row)}{when})")
    return "; ".join(parts)


def _next(answers: Answers) -> str:
    return "" if answers.next_day is None else long_date(answers.next_day)


def counted(answers: Answers, row: ContactRow) -> str:
    """Where the norm stands after this talk."""
    all_there = len(answers.there) == len(Party) - 1
    joint = row.held.joint + all_there
    physical = row.held.physical + (all_there and answers.form == Form.VISIT.value)
    words = translate("Report", "Norm na dit gesprek: {held} van {norm}").format(held=joint, norm=row.norm.joint)
    if physical >= row.norm.physical:
        return f"{words} · {translate('Report', 'op bezoek voldaan')}"
    left = row.norm.physical - physical
    visits = plural(left, translate("Report", "nog {n} bezoek"), translate("Report", "nog {n} bezoeken"))
    return f"{words} · {visits}"
