"""Who needs me: every open matter with its reason, in order of urgency.

The reasons are a registry. Each one looks at the same cards, so asking for all of them costs as much
as asking for one; a part of the program that knows another reason adds it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.dates import long_date
from app.entities.school import Helpline
from app.queries.attention_cards import AttentionCard, AttentionRow, attention_cards
from app.queries.attention_reasons import REASONS, Reason
from app.queries.loose_ends import LooseEndRow, loose_ends
from app.queries.pipeline import CardFacts, in_view
from app.queries.policy import policies
from app.text import plural, translate

_TERM = "term."
_LOOSE_DAYS = 14  # after two weeks what was left to do is late


@dataclass(frozen=True, slots=True)
class AttentionGroup:
    """The matters of one reason, the most urgent first."""

    reason: str
    title: str
    explanation: str
    icon: str
    rows: tuple[AttentionRow, ...]


def attention(
    session: Session,
    *,
    today: date,
    period_id: UUID | None = None,
    programme_id: UUID | None = None,
    group_id: UUID | None = None,
    known: Mapping[UUID, CardFacts] | None = None,
) -> tuple[AttentionGroup, ...]:
    """Every open matter in the periods in view, by reason; reasons without matters are left out.

    ``known`` are facts that the caller has already, by participation: those are not asked again.
    """
    decided = policies(session, today)
    terms = {key.removeprefix(_TERM): int(value) for key, value in decided.items() if key.startswith(_TERM)}
    cards = attention_cards(session, today, (period_id, programme_id, group_id), known or {}, terms)
    groups = [
        AttentionGroup(
            reason.key,
            reason.title(),
            reason.explanation().format(**terms),
            reason.icon,
            _urgent_first(reason, cards),
        )
        for reason in REASONS
    ]
    groups.append(_loose_ends(session, today, (period_id, programme_id, group_id)))
    groups.append(_stale_helplines(session, today, int(decided["helpline.days"])))
    return tuple(group for group in groups if group.rows)


def _urgent_first(reason: Reason, cards: Iterable[AttentionCard]) -> tuple[AttentionRow, ...]:
    rows = [row for card in cards if (row := reason.look(card)) is not None]
    return tuple(sorted(rows, key=lambda row: (not row.overdue, -row.days, row.who)))


def _loose_ends(session: Session, today: date, view: tuple[UUID | None, UUID | None, UUID | None]) -> AttentionGroup:
    """What is left to do about placements that ended early, one line a student."""
    found: dict[UUID, list[LooseEndRow]] = {}
    for row in loose_ends(session, in_view(today, *view)):
        found.setdefault(row.participation_id, []).append(row)
    rows = []
    for key, ends in found.items():
        first = ends[0]
        days = (today - first.since).days
        what = translate("Attention", "Na {company}: {what}.")
        when = plural(
            days,
            translate("Attention", "sinds {n} dag"),
            translate("Attention", "sinds {n} dagen"),
            translate("Attention", "sinds vandaag"),
        )
        rows.append(
            AttentionRow(
                "student",
                first.student_id,
                first.student,
                first.group,
                what.format(company=first.company, what=", ".join(end.kind.label for end in ends)),
                when,
                days,
                days > _LOOSE_DAYS,
                "loose",
                key,
            )
        )
    return AttentionGroup(
        "loose",
        translate("Attention", "Afronden na beëindiging"),
        translate("Attention", "een plaatsing stopte, dit moet nog gebeuren"),
        "circle-check",
        tuple(rows),
    )


def _stale_helplines(session: Session, today: date, check_every: int) -> AttentionGroup:
    rows = session.execute(
        select(Helpline.id, Helpline.name, Helpline.checked_on)
        .where(Helpline.shown, or_(Helpline.checked_on.is_(None), Helpline.checked_on < today))
        .order_by(Helpline.rank, Helpline.id)
    ).all()
    stale = []
    for row in rows:
        age = None if row.checked_on is None else (today - row.checked_on).days
        if age is not None and age <= check_every:
            continue
        when = (
            translate("Attention", "nooit gecontroleerd")
            if row.checked_on is None
            else translate("Attention", "gecontroleerd op {day}").format(day=long_date(row.checked_on))
        )
        what = translate("Attention", "Klopt het nummer nog? Anders staat het niet op de meldwijzer.")
        stale.append(AttentionRow("helpline", row.id, row.name, "", what, when, age or 0, False, "helpline"))
    return AttentionGroup(
        "helpline",
        translate("Attention", "Contact niet gecontroleerd"),
        translate("Attention", "op de meldwijzer staan alleen nummers die kloppen"),
        "badge-check",
        tuple(stale),
    )
