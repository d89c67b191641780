"""What a card asks of the coordinator now: one short word, and how urgent it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from app.dates import short_date
from app.rules.norm import Standing, late_since
from app.rules.pipeline import Facts, Guard, guards, lane_of, missing_for_next
from app.terms.company import RecognitionStand
from app.terms.pipeline import Lane, State
from app.text import plural, translate

_PLACE_BEFORE = 14
_PLACE_SOON = 28
_PAPERS_BEFORE = 7
_JUDGE_WITHIN = 14


class Urgency(IntEnum):
    """How much something asks for attention; more is more urgent."""

    DONE = 0
    CALM = 1
    SOON = 2
    LATE = 3


@dataclass(frozen=True, slots=True)
class Ask:
    """What is missing or comes next, in a few words; ``key`` says of what kind it is."""

    key: str
    text: str
    urgency: Urgency


def asks(facts: Facts, contact: Standing, begins: date) -> Ask:
    """What a card asks; ``begins`` is the first day of its placement, or else of its period."""
    lane = lane_of(facts.state, facts.last_day, facts.today)
    return Ask("", "", Urgency.DONE) if lane is None else _OF_LANE[lane](facts, contact, begins)


def _seeking(facts: Facts, _contact: Standing, begins: date) -> Ask:
    until = (begins - facts.today).days
    day = short_date(begins, today=facts.today)
    if until <= 0:
        return Ask("place", translate("Asks", "start was {day}").format(day=day), Urgency.LATE)
    before = translate("Asks", "plek vóór {day}").format(day=day)
    if facts.state is State.NO_PLACE and not facts.shortage_told:
        late = Urgency.LATE if until <= _PLACE_BEFORE else Urgency.SOON
        return Ask("shortage", translate("Asks", "tekort melden"), late)
    if until <= _PLACE_BEFORE:
        return Ask("place", before, Urgency.LATE)
    if facts.state is State.WISH_OPEN and not facts.has_wish:
        return Ask("wish", _word("wish"), Urgency.SOON)
    if until <= _PLACE_SOON or facts.state in {State.NO_PLACE, State.REPLACING}:
        return Ask("place", before, Urgency.SOON)
    return _complete()


def _proposal(facts: Facts, _contact: Standing, begins: date) -> Ask:
    return _lacking(facts, missing_for_next(facts), late=(begins - facts.today).days <= _PAPERS_BEFORE)


def _papers(facts: Facts, _contact: Standing, begins: date) -> Ask:
    lacking = missing_for_next(facts)
    until = (begins - facts.today).days
    if facts.state is State.AGREEMENT_SIGNED and until > 0 and facts.fully_signed:
        text = plural(until, translate("Asks", "start over {n} dag"), translate("Asks", "start over {n} dagen"))
        return Ask("start", text, Urgency.CALM)
    return _lacking(facts, lacking, late=until <= _PAPERS_BEFORE)


def _running(facts: Facts, contact: Standing, begins: date) -> Ask:
    ends = facts.last_day or begins
    if facts.recognition is RecognitionStand.LOST:
        return Ask("recognition", facts.recognition.label, Urgency.LATE)
    if late_since(contact, ends, facts.today) is not None:
        return Ask("contact", _standing(contact), Urgency.LATE)
    if not facts.fully_signed:
        return Ask("agreement", _word("agreement"), Urgency.LATE)
    halfway = begins + (ends - begins) / 2
    if facts.state is State.STARTED and not facts.midterm_by_company and facts.today > halfway:
        return Ask("judgement", _word("midterm_judgement"), Urgency.SOON)
    if contact.met:
        return Ask("contact", _standing(contact), Urgency.DONE)
    return Ask("contact", _standing(contact), Urgency.CALM)


def _closing(facts: Facts, contact: Standing, begins: date) -> Ask:
    over = (facts.today - (facts.last_day or begins)).days
    wanted = (
        ("final_judgement", facts.final_by_company),
        ("school_judgement", facts.final_by_school),
        ("hours", facts.has_hours),
        ("norm", contact.met),
    )
    lacking = [guard for key, there in wanted if not there for guard in guards() if guard.key == key]
    return _lacking(facts, lacking, late=over > _JUDGE_WITHIN)


_OF_LANE: Mapping[Lane, Callable[[Facts, Standing, date], Ask]] = {
    Lane.SEEKING: _seeking,
    Lane.PROPOSAL: _proposal,
    Lane.PAPERS: _papers,
    Lane.RUNNING: _running,
    Lane.CLOSING: _closing,
}

_KIND_OF_GUARD = {
    "wish": "wish",
    "recognition": "recognition",
    "company_person": "person",
    "supervisor": "person",
    "agreement": "agreement",
    "documents": "document",
    "first_day": "start",
    "midterm_judgement": "judgement",
    "final_judgement": "judgement",
    "school_judgement": "judgement",
    "hours": "hours",
    "norm": "contact",
}


def kind_of_guard(key: str) -> str:
    """Of what kind a missing thing is; every signature is of one kind."""
    return _KIND_OF_GUARD.get(key, "signature")


def _lacking(facts: Facts, lacking: Sequence[Guard], *, late: bool) -> Ask:
    if not lacking:
        return _complete()
    first, *others = lacking
    text = first.label if not others else f"{first.label} +{len(others)}"
    waits = facts.state is State.AGREEMENT_SIGNED and first.key == "first_day"
    return Ask(kind_of_guard(first.key), text, Urgency.LATE if late and not waits else Urgency.SOON)


def _complete() -> Ask:
    return Ask("complete", translate("Asks", "compleet"), Urgency.DONE)


def _standing(contact: Standing) -> str:
    if contact.joint and contact.physical < contact.norm.physical:
        text = translate("Asks", "{held} van {norm} · geen bezoek")
    elif contact.norm.joint == 1:
        text = translate("Asks", "{held} van {norm} contact")
    else:
        text = translate("Asks", "{held} van {norm} contacten")
    return text.format(held=contact.joint, norm=contact.norm.joint)


def _word(key: str) -> str:
    return next(guard.label for guard in guards() if guard.key == key)
