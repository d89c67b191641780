"""What stands beside the state of a card in the details: the student system, a shortage, steps taken all the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.clock import ZONE, today
from app.dates import short_date
from app.queries.beside_state import BesideState, OverrideRow, beside_state
from app.queries.student_rows import PeriodCardRow
from app.terms.pipeline import State
from app.text import translate
from ui.desk.desk import Desk
from ui.theme import Tone
from ui.widgets.drawer import Fact
from ui.widgets.sign import Sign

_SHOWN = 3


def state_facts(desk: Desk, card: PeriodCardRow) -> Iterator[Fact]:
    """Everything that is known; nothing where there is nothing to tell."""
    found = desk.ask(beside_state, participation_id=card.participation_id, placement_id=card.placement_id)
    if found is None:
        return
    if card.state is State.NO_PLACE:
        yield Fact(translate("BesideState", "Tekort"), _shortage(card.since, found.shortage_told_on))
    if found.said is not None or found.wanted is not None:
        yield Fact(translate("BesideState", "Studentsysteem"), _system(found))
    for row in found.overrides[:_SHOWN]:
        yield Fact(translate("BesideState", "Toch gedaan"), _override(row))


def _shortage(since: date, told_on: date | None) -> Sign:
    day = short_date(since, today=today())
    if told_on is None:
        words = translate("BesideState", "sinds {day}, nog niet gemeld aan de SBB-adviseur")
        return Sign(words.format(day=day), "circle-alert", Tone.ATTENTION)
    words = translate("BesideState", "sinds {day}, gemeld aan de SBB-adviseur op {told}")
    return Sign(words.format(day=day, told=short_date(told_on, today=today())), "circle-check", Tone.DONE)


def _system(found: BesideState) -> str | Sign:
    said = translate("BesideState", "nog niet bekend") if found.said is None else found.said.label
    if found.wanted is None or found.wanted is found.said:
        return said
    words = translate("BesideState", "{said}, moet zijn: {wanted}").format(said=said, wanted=found.wanted.label)
    return Sign(words, "arrow-right", Tone.ATTENTION)


def _override(row: OverrideRow) -> str:
    day = short_date(row.decided_at.astimezone(ZONE).date(), today=today())
    words = translate("BesideState", "zonder {lacked}: {reason} ({who}, {day})")
    return words.format(lacked=row.lacked, reason=row.reason, who=row.decided_by, day=day)
