"""Why somebody may need the coordinator: each reason looks at one card, and says what is the matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.dates import day_month, short_date
from app.queries.attention_cards import AttentionCard, AttentionRow
from app.rules.norm import late_since
from app.rules.pipeline import TALKING
from app.terms.company import RecognitionStand
from app.terms.pipeline import Lane, State
from app.text import listed, plural, translate


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to look: how it is called, and which cards give it; the explanation may name the school's terms."""

    key: str
    icon: str
    title: Callable[[], str]
    explanation: Callable[[], str]
    look: Callable[[AttentionCard], AttentionRow | None]


def _no_place(card: AttentionCard) -> AttentionRow | None:
    until = (card.first_day - card.today).days
    if card.lane is not Lane.SEEKING or until > card.terms["place_days"]:
        return None
    words = translate("Attention", "Start {day}:") if until > 0 else translate("Attention", "Start was {day}:")
    begins = words.format(day=day_month(card.first_day))
    if card.known.facts.state is State.REPLACING:
        what = translate("Attention", "De vorige plaatsing is gestopt. Zoek een nieuwe plek.")
    elif not card.known.facts.has_wish:
        what = f"{begins} {translate('Attention', 'nog geen leerwens ingevuld.')}"
    else:
        what = f"{begins} {translate('Attention', 'leerwens klaar, nog geen plek.')}"
    since = (card.today - card.known.since).days
    when = plural(
        since,
        translate("Attention", "sinds {n} dag"),
        translate("Attention", "sinds {n} dagen"),
        translate("Attention", "sinds vandaag"),
    )
    return card.row(what, when, since, "propose", overdue=until <= 0)


def _unsigned(card: AttentionCard) -> AttentionRow | None:
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
        when = plural(over, translate("Attention", "{n} dag voorbij"), translate("Attention", "{n} dagen voorbij"))
    elif until > 0:
        when = plural(
            until, translate("Attention", "start over {n} dag"), translate("Attention", "start over {n} dagen")
        )
    else:
        when = plural(-until, translate("Attention", "loopt {n} dag"), translate("Attention", "loopt {n} dagen"))
    return card.row(what, when, -until, "sign", overdue=until <= 0)


def _no_talk(card: AttentionCard) -> AttentionRow | None:
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


def _not_judged(card: AttentionCard) -> AttentionRow | None:
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
        when = plural(over, translate("Attention", "{n} dag voorbij"), translate("Attention", "{n} dagen voorbij"))
    else:
        when = plural(-over, translate("Attention", "nog {n} dag"), translate("Attention", "nog {n} dagen"))
    return card.row(what, when, over, "judge", overdue=over > 0)


def _unchecked_recognition(card: AttentionCard) -> AttentionRow | None:
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


def _lost_recognition(card: AttentionCard) -> AttentionRow | None:
    if card.lane is not Lane.RUNNING or card.known.facts.recognition is not RecognitionStand.LOST:
        return None
    what = translate("Attention", "{company} is niet meer erkend. De student heeft recht op een andere plek.")
    left = (card.last_day - card.today).days
    when = plural(left, translate("Attention", "nog {n} dag stage"), translate("Attention", "nog {n} dagen stage"))
    return card.row(what.format(company=card.company), when, left, "end", overdue=True)


REASONS: tuple[Reason, ...] = (
    Reason(
        "no_place",
        "map-pin",
        lambda: translate("Attention", "Dringend plek nodig"),
        lambda: translate("Attention", "begonnen, of start binnen {place_days} dagen"),
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
        lambda: translate("Attention", "loopt, voorbij, of start binnen {agreement_days} dagen"),
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
        lambda: translate("Attention", "loopt, of start binnen {recognition_days} dagen"),
        _unchecked_recognition,
    ),
)
"""Why somebody may need the coordinator, the most urgent first."""
