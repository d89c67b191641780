"""How the rows of the board look: as cards in lanes, and as lines of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from app.clock import today
from app.dates import short_date
from app.queries.board import CardOrder, CardRow, in_order
from app.queries.board_counts import LaneRow, lanes
from app.rules.asks import Ask, Urgency
from app.terms import pipeline
from app.text import plural, translate
from ui.cards.signs import state_sign
from ui.theme import Tone
from ui.widgets.card import Card
from ui.widgets.lane_board import Lane
from ui.widgets.row_model import Column
from ui.widgets.sign import Sign

ASIDE = "aside"
"""The lane of who is not on the road; shown only when asked for."""
_FULL = 4
_ICONS: Mapping[pipeline.Lane, str] = {
    pipeline.Lane.SEEKING: "user-search",
    pipeline.Lane.PROPOSAL: "shuffle",
    pipeline.Lane.PAPERS: "file-text",
    pipeline.Lane.RUNNING: "footprints",
    pipeline.Lane.CLOSING: "badge-check",
}
_ASK_ICONS = {
    "place": "map-pin",
    "shortage": "phone",
    "wish": "pencil",
    "recognition": "badge-check",
    "person": "user",
    "signature": "pencil",
    "agreement": "file-text",
    "document": "id-card",
    "start": "calendar",
    "contact": "message-circle",
    "judgement": "badge-check",
    "hours": "clock",
    "complete": "circle-check",
}
_TONES = {
    Urgency.DONE: Tone.DONE,
    Urgency.CALM: Tone.PLAIN,
    Urgency.SOON: Tone.ATTENTION,
    Urgency.LATE: Tone.DANGER,
}


def ask_sign(ask: Ask) -> Sign:
    """What a card asks; late talks carry the triangle of trouble."""
    icon = _ASK_ICONS.get(ask.key, "")
    if ask.key == "contact":
        icon = {Urgency.LATE: "triangle-alert", Urgency.DONE: "circle-check"}.get(ask.urgency, icon)
    return Sign(ask.text, icon, _TONES[ask.urgency])


def board_lanes(rows: Sequence[CardRow]) -> list[Lane]:
    """The lanes with their ages; the one beside the road only when somebody is in it."""
    found = [Lane(row.lane.value, row.lane.label, _ICONS[row.lane], _note(row)) for row in lanes(rows)]
    if any(row.lane is None for row in rows):
        found.append(Lane(ASIDE, translate("Board", "Naast het bord"), "user-x"))
    return found


class BoardCards:
    """Makes the cards of the board; of a row that is the same as before it gives the same card."""

    def __init__(self) -> None:
        self._made: dict[UUID, tuple[CardRow, Card]] = {}

    def of(self, rows: Iterable[CardRow]) -> list[Card]:
        """The cards lane by lane, the most urgent first; what asks nothing becomes one line below the first few."""
        seen: dict[str, int] = {}
        made = {}
        for row in in_order(list(rows), CardOrder.URGENCY):
            lane = ASIDE if row.lane is None else row.lane.value
            at = seen[lane] = seen.get(lane, 0) + 1
            compact = at > _FULL and not row.asking
            before, card = self._made.get(row.participation_id, (None, None))
            if card is None or before is not row or card.compact != compact:
                card = _card(row, lane, compact=compact)
            made[row.participation_id] = row, card
        self._made = made
        return [card for _row, card in made.values()]


def _card(row: CardRow, lane: str, *, compact: bool) -> Card:
    days = plural(
        row.days, translate("Board", "{n} dag"), translate("Board", "{n} dagen"), translate("Board", "vandaag")
    )
    return Card(
        id=row.participation_id,
        lane=lane,
        title=row.student,
        subtitle=row.where or translate("Board", "nog geen leerbedrijf"),
        state=state_sign(row.state),
        missing=ask_sign(row.ask),
        foot=f"{days} · {row.group}" if row.group else days,
        initials=row.supervisor_initials,
        owner=row.supervisor,
        short=translate("Board", "{n} d").format(n=row.days),
        compact=compact,
    )


def _note(row: LaneRow) -> str:
    if row.late_contact:
        return plural(
            row.late_contact, translate("Board", "{n} contact te laat"), translate("Board", "{n} contacten te laat")
        )
    if not row.count:
        return ""
    return plural(
        row.oldest,
        translate("Board", "oudste {n} dag"),
        translate("Board", "oudste {n} dagen"),
        translate("Board", "alles van vandaag"),
    )


def columns() -> tuple[Column[CardRow], ...]:
    """The columns of the table."""
    return (
        Column(
            translate("Board", "Student"),
            lambda row: row.student,
            order=CardOrder.STUDENT,
            strong=True,
            width=186,
            tip=_period,
        ),
        Column(translate("Board", "Klas"), lambda row: row.group, order=CardOrder.GROUP, width=76),
        Column(translate("Board", "Leerbedrijf"), lambda row: row.where, order=CardOrder.COMPANY),
        Column(
            translate("Board", "Stand"),
            lambda row: row.state.label,
            sign=lambda row: state_sign(row.state),
            order=CardOrder.STATE,
            width=196,
        ),
        Column(
            translate("Board", "Mist"),
            lambda row: row.ask.text,
            sign=lambda row: ask_sign(row.ask),
            order=CardOrder.URGENCY,
            width=214,
            tip=lambda row: "\n".join(row.lacks),
        ),
        Column(translate("Board", "Dagen"), lambda row: str(row.days), order=CardOrder.DAYS, width=72, right=True),
        Column(translate("Board", "Eerste dag"), _first_day, order=CardOrder.FIRST_DAY, width=104),
        Column(translate("Board", "Begeleider"), lambda row: row.supervisor, order=CardOrder.SUPERVISOR, width=142),
    )


def _period(row: CardRow) -> str:
    return row.period


def _first_day(row: CardRow) -> str:
    return short_date(row.first_day, today=today())


def exported(rows: Sequence[CardRow]) -> tuple[Sequence[str], Sequence[Sequence[str | date]]]:
    """Headings and plain values of the rows, for a file."""
    headings = (
        translate("Board", "Student"),
        translate("Board", "Klas"),
        translate("Board", "Opleiding"),
        translate("Board", "Periode"),
        translate("Board", "Leerbedrijf"),
        translate("Board", "Plaats"),
        translate("Board", "Stand"),
        translate("Board", "Sinds"),
        translate("Board", "Mist nog"),
        translate("Board", "Begeleider"),
        translate("Board", "Eerste dag"),
        translate("Board", "Laatste dag"),
    )
    values = [
        (
            row.student,
            row.group,
            row.programme,
            row.period,
            row.where,
            row.town,
            row.state.label,
            row.since,
            "; ".join(row.lacks),
            row.supervisor,
            row.first_day,
            row.last_day,
        )
        for row in rows
    ]
    return headings, values
