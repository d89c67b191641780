"""Who needs me: every open matter with its reason, in order of urgency.

The reasons are a registry. Each one looks at the same cards, so asking for all of them costs as much
as asking for one; a part of the program that knows another reason adds it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.dates import day_month, long_date, short_date
from app.entities.company import Company
from app.entities.names import full_name
from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.programme import Group, Period
from app.entities.school import Helpline
from app.queries.loose_ends import LooseEndRow, loose_ends
from app.queries.masking import PersonName
from app.queries.pipeline import CardFacts, card_facts, in_view
from app.queries.policy import policies
from app.rules.norm import late_since
from app.rules.pipeline import ABSENT_STATES, TALKING, lane_of
from app.terms.company import RecognitionStand
from app.terms.pipeline import Lane, State
from app.text import listed, plural, translate

_TERM = "term."
_LOOSE_DAYS = 14  # after two weeks what was left to do is late


@dataclass(frozen=True, slots=True)
class AttentionRow:
    """One matter: about whom, what is the matter, since when, and which fix helps.

    ``days`` orders within a reason: more is more urgent. ``overdue`` says that a day has passed that
    should not have.
    """

    kind: str
    key: UUID
    who: PersonName
    tag: str
    what: str
    when: str
    days: int
    overdue: bool
    fix: str
    participation_id: UUID | None = None
    placement_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AttentionGroup:
    """The matters of one reason, the most urgent first."""

    reason: str
    title: str
    explanation: str
    icon: str
    rows: tuple[AttentionRow, ...]


@dataclass(frozen=True, slots=True)
class _Card:
    """A card with the names that a matter is told with."""

    student_id: UUID
    who: str
    group: str
    company: str
    first_day: date
    last_day: date
    known: CardFacts
    lane: Lane | None
    today: date
    terms: Mapping[str, int]

    def row(self, what: str, when: str, days: int, fix: str, *, overdue: bool) -> AttentionRow:
        """A matter about this card."""
        return AttentionRow(
            "student",
            self.student_id,
            self.who,
            self.group,
            what,
            when,
            days,
            overdue,
            fix,
            self.known.participation_id,
            self.known.placement_id,
        )


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to look: how it is called, and which cards give it; the explanation may name the school's terms."""

    key: str
    icon: str
    title: Callable[[], str]
    explanation: Callable[[], str]
    look: Callable[[_Card], AttentionRow | None]


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
    cards = _cards(session, today, (period_id, programme_id, group_id), known or {}, terms)
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


def _urgent_first(reason: Reason, cards: Iterable[_Card]) -> tuple[AttentionRow, ...]:
    rows = [row for card in cards if (row := reason.look(card)) is not None]
    return tuple(sorted(rows, key=lambda row: (not row.overdue, -row.days, row.who)))


def _cards(
    session: Session,
    today: date,
    view: tuple[UUID | None, UUID | None, UUID | None],
    before: Mapping[UUID, CardFacts],
    terms: Mapping[str, int],
) -> Sequence[_Card]:
    wanted = (
        select(
            Participation.id,
            Student.id.label("student_id"),
            Student.first_name,
            Student.prefix,
            Student.last_name,
            Group.code,
            Period.first_day,
            Period.last_day,
        )
        .join(Student, Student.id == Participation.student_id)
        .join(Period, Period.id == Participation.period_id)
        .outerjoin(Group, Group.id == Student.group_id)
        .where(Participation.id.in_(in_view(today, *view)), Participation.state.not_in(ABSENT_STATES))
        .order_by(Student.sort_key, Participation.id)
    )
    rows = session.execute(wanted).all()
    if before:
        known = {**before, **card_facts(session, [row.id for row in rows if row.id not in before], today)}
    else:
        known = dict(card_facts(session, in_view(today, *view), today))
    also = _beside(session, known, today)
    every = [*known.values(), *(card for cards in also.values() for card in cards)]
    companies = {card.company_id for card in every if card.company_id is not None}
    names = {key: name for key, name in session.execute(select(Company.id, Company.name)) if key in companies}
    return [
        _Card(
            row.student_id,
            full_name(row.first_name, row.prefix, row.last_name),
            row.code or "",
            names.get(card.company_id, "") if card.company_id else "",
            card.facts.first_day or row.first_day,
            card.facts.last_day or row.last_day,
            card,
            lane_of(card.facts.state, card.facts.last_day, today),
            today,
            terms,
        )
        for row in rows
        for card in (known[row.id], *also.get(row.id, ()))
    ]


def _beside(session: Session, known: Mapping[UUID, CardFacts], today: date) -> Mapping[UUID, Sequence[CardFacts]]:
    """The facts of every other placement of students who have several: each may ask for something."""
    found: dict[UUID, list[CardFacts]] = {}
    several = {key: card.others for key, card in known.items() if card.others}
    for at in range(max(map(len, several.values()), default=0)):
        lead = {key: others[at][0] for key, others in several.items() if at < len(others)}
        for key, facts in card_facts(session, list(lead), today, lead=set(lead.values())).items():
            found.setdefault(key, []).append(facts)
    return found


def _no_place(card: _Card) -> AttentionRow | None:
    until = (card.first_day - card.today).days
    if card.lane is not Lane.SEEKING or until > card.terms["place_days"]:
        return None
    words = (
        translate("Attention", "De stage begint {day}:")
        if until > 0
        else translate("Attention", "De stage begon {day}:")
    )
    begins = words.format(day=day_month(card.first_day))
    if card.known.facts.state is State.REPLACING:
        what = translate("Attention", "De vorige plaatsing is gestopt. Zoek een nieuwe plek.")
    elif not card.known.facts.has_wish:
        what = f"{begins} {translate('Attention', 'nog geen leerwens ingevuld.')}"
    else:
        what = f"{begins} {translate('Attention', 'leerwens klaar, nog geen leerbedrijf.')}"
    since = (card.today - card.known.since).days
    when = plural(since, translate("Attention", "sinds {n} dag"), translate("Attention", "sinds {n} dagen"))
    return card.row(what, when, since, "propose", overdue=until <= 0)


def _unsigned(card: _Card) -> AttentionRow | None:
    facts = card.known.facts
    until = (card.first_day - card.today).days
    if card.known.placement_id is None or facts.fully_signed or until > card.terms["agreement_days"]:
        return None
    if card.lane in {None, Lane.CLOSING}:
        return None
    waiting = [
        word
        for signed, word in (
            (facts.signed_by_student, translate("Attention", "de student")),
            (facts.signed_by_company, card.company),
            (facts.signed_by_school, translate("Attention", "de school")),
            (facts.signed_by_guardian or not facts.minor, translate("Attention", "een ouder of verzorger")),
        )
        if not signed
    ]
    what = translate("Attention", "Wacht op {whom}").format(whom=listed(waiting))
    over = (card.today - card.last_day).days
    if over > 0:
        when = plural(
            over, translate("Attention", "stage {n} dag voorbij"), translate("Attention", "stage {n} dagen voorbij")
        )
    elif until > 0:
        when = plural(
            until, translate("Attention", "start over {n} dag"), translate("Attention", "start over {n} dagen")
        )
    else:
        when = plural(-until, translate("Attention", "loopt {n} dag"), translate("Attention", "loopt {n} dagen"))
    return card.row(what, when, -until, "sign", overdue=until <= 0)


def _no_talk(card: _Card) -> AttentionRow | None:
    held = card.known.contact
    due = late_since(held, card.last_day, card.today) if card.lane in TALKING else None
    if due is None:
        return None
    what = translate("Attention", "{held} van {norm}").format(held=held.joint, norm=held.norm.joint)
    if held.physical < held.norm.physical:
        what += " · " + translate("Attention", "geen bezoek")
    late = (card.today - due).days
    when = plural(late, translate("Attention", "{n} dag te laat"), translate("Attention", "{n} dagen te laat"))
    return card.row(f"{what}. {card.company}", when, late, "contact", overdue=True)


def _not_judged(card: _Card) -> AttentionRow | None:
    if card.lane is not Lane.CLOSING:
        return None
    facts = card.known.facts
    over = (card.today - card.last_day).days
    if not facts.final_by_company:
        what = translate("Attention", "Eindbeoordeling van {company} ontbreekt").format(company=card.company)
    elif not facts.final_by_school:
        what = translate("Attention", "De school moet nog beoordelen")
    elif not facts.has_hours:
        what = translate("Attention", "De urenstaat ontbreekt")
    else:
        what = translate("Attention", "Alles is binnen: rond deze stage af")
    if over > 0:
        when = plural(
            over, translate("Attention", "stage {n} dag voorbij"), translate("Attention", "stage {n} dagen voorbij")
        )
    else:
        when = plural(-over, translate("Attention", "nog {n} dag"), translate("Attention", "nog {n} dagen"))
    return card.row(what, when, over, "judge", overdue=over > 0)


def _unchecked_recognition(card: _Card) -> AttentionRow | None:
    until = (card.first_day - card.today).days
    if card.known.placement_id is None or card.known.facts.recognised or until > card.terms["recognition_days"]:
        return None
    if card.lane not in {Lane.PROPOSAL, Lane.PAPERS, Lane.RUNNING}:
        return None
    stand = card.known.facts.recognition
    if stand is RecognitionStand.LOST and card.lane is Lane.RUNNING:
        return None  # that is a reason of its own
    what = _RECOGNITION.get(stand, _RECOGNITION[RecognitionStand.UNCHECKED])().format(company=card.company)
    day = short_date(card.first_day, today=card.today)
    when = translate("Attention", "start {day}" if until > 0 else "gestart {day}").format(day=day)
    return card.row(what, when, -until, "recognition", overdue=until <= 0)


_RECOGNITION: Mapping[RecognitionStand, Callable[[], str]] = {
    RecognitionStand.UNCHECKED: lambda: translate("Attention", "Erkenning van {company} niet gecontroleerd"),
    RecognitionStand.OLD: lambda: translate("Attention", "Erkenning van {company} te lang geleden gecontroleerd"),
    RecognitionStand.REFUSED: lambda: translate("Attention", "{company} is niet erkend voor deze opleiding"),
    RecognitionStand.LOST: lambda: translate("Attention", "{company} is niet erkend voor deze opleiding"),
}


def _lost_recognition(card: _Card) -> AttentionRow | None:
    if card.lane is not Lane.RUNNING or card.known.facts.recognition is not RecognitionStand.LOST:
        return None
    what = translate("Attention", "{company} is niet meer erkend. De student heeft recht op een andere plek.")
    left = (card.last_day - card.today).days
    when = plural(left, translate("Attention", "nog {n} dag stage"), translate("Attention", "nog {n} dagen stage"))
    return card.row(what.format(company=card.company), when, left, "end", overdue=True)


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
        when = plural(days, translate("Attention", "sinds {n} dag"), translate("Attention", "sinds {n} dagen"))
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


REASONS: tuple[Reason, ...] = (
    Reason(
        "no_place",
        "map-pin",
        lambda: translate("Attention", "Dringend plek nodig"),
        lambda: translate("Attention", "stage is begonnen of begint binnen {place_days} dagen"),
        _no_place,
    ),
    Reason(
        "lost_recognition",
        "building-2",
        lambda: translate("Attention", "Erkenning ingetrokken"),
        lambda: translate("Attention", "de school zorgt voor een andere plek (WEB art. 7.2.9)"),
        _lost_recognition,
    ),
    Reason(
        "unsigned",
        "file-text",
        lambda: translate("Attention", "POK niet getekend"),
        lambda: translate("Attention", "stage voorbij, loopt of begint binnen {agreement_days} dagen"),
        _unsigned,
    ),
    Reason(
        "no_talk",
        "message-circle",
        lambda: translate("Attention", "Contact te laat"),
        lambda: translate("Attention", "niet gehouden en niet gepland"),
        _no_talk,
    ),
    Reason(
        "not_judged",
        "badge-check",
        lambda: translate("Attention", "Nog niet beoordeeld"),
        lambda: translate("Attention", "de stage is voorbij"),
        _not_judged,
    ),
    Reason(
        "recognition",
        "building-2",
        lambda: translate("Attention", "Erkenning niet gecontroleerd"),
        lambda: translate("Attention", "stage loopt of begint binnen {recognition_days} dagen"),
        _unchecked_recognition,
    ),
)
"""Why somebody may need the coordinator, the most urgent first."""
