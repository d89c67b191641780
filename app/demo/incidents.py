"""What was told in the fictional school: a few reports in different places of their road, and a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.commands.incidents import change_incident, open_incident
from app.commands.sealed_notes import leave_note
from app.entities.company import Company
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.sealed import SealedFile
from app.rules.incident_acts import Act, Agree, ChangeFacts, Close, Promise, React, RecordStep
from app.store.open_dossier import OpenDossier
from app.store.store import Store
from app.terms.incidents import (
    Consent,
    Consequence,
    Kind,
    Origin,
    Phase,
    Reaction,
    Recipient,
    Teller,
    Track,
    Wish,
)
from app.terms.pipeline import State


@dataclass(frozen=True, slots=True)
class _Told:
    """A report with what was done since, day by day."""

    on: datetime
    track: Track
    facts: ChangeFacts
    acts: Sequence[tuple[datetime, Act]] = ()


def report(store: Store, actor: str, opened: OpenDossier) -> None:
    """Let people tell what they told, and the coordinator do what she did."""
    about = _about(store)
    for told in _stories(about):
        with clock.at(told.on):
            key = store.change(open_incident, actor, opened=opened, track=told.track, facts=told.facts).result
        for moment, act in told.acts:
            with clock.at(moment):
                store.change(change_incident, actor, opened=opened, file_id=key, seen=_version(store, key), act=act)
    with clock.at(_at(2, 26, 15)):
        store.change(
            leave_note,
            "Imane Bakkali",
            origin=Origin.ALONE,
            text="Na het bezoek zei hij dat hij liever niet alleen is met de chef. Meer wilde hij nu niet zeggen.",
            student_id=about[4][0],
            company_id=about[4][1],
        )


def _stories(about: Sequence[tuple[UUID, UUID]]) -> tuple[_Told, ...]:
    return _discriminated(about[0]), _unsafe(about[1]), _unguided(about[2]), _noticed(about[3])


def _discriminated(about: tuple[UUID, UUID]) -> _Told:
    """A student who is kept in the store room, and wants a talk of three; the receipt was given."""
    return _Told(
        _at(2, 24, 15),
        Track.INCIDENT,
        replace(
            _facts(about, Kind.DISCRIMINATION, Wish.JOINT_TALK),
            what="‘Ik sta steeds in de opslag. De andere stagiair mag wel klanten helpen, en er worden grappen "
            "over mijn naam gemaakt.’",
            where="In de winkel en in het magazijn",
            when="Sinds de tweede week, bijna elke dag",
            witnesses="Een collega van de kassa",
        ),
        (
            (_at(2, 25, 8), RecordStep("receipt", date(2027, 2, 25), "Gebeld, en het briefje meegegeven")),
            (_at(2, 25, 9), Agree(Recipient.CONFIDANT, Consent.WITHOUT_NAME)),
            (_at(2, 25, 10), Agree(Recipient.COMPANY, Consent.NO)),
            (_at(2, 25, 11), React((Reaction.LISTENED, Reaction.BELIEVED, Reaction.NOT_MINIMISED))),
            (
                _at(2, 25, 12),
                Promise("Ik bel je voor het weekend en vertel wat de school gaat doen", date(2027, 3, 5)),
            ),
        ),
    )


def _unsafe(about: tuple[UUID, UUID]) -> _Told:
    """A saw without its guard; the student talks to the foreman first."""
    return _Told(
        _at(2, 22, 10),
        Track.INCIDENT,
        replace(
            _facts(about, Kind.UNSAFE, Wish.OWN_TALK),
            what="De beschermkap van de zaagmachine is eraf. ‘Die zit maar in de weg’, zei de voorman.",
            where="In de werkplaats",
            when="Vorige week en deze week",
        ),
        (
            (_at(2, 22, 14), RecordStep("receipt", date(2027, 2, 22), "Dezelfde middag gebeld")),
            (
                _at(2, 23, 9),
                RecordStep("inspectorate", date(2027, 2, 23), "Niemand gewond, bedrijf belt zelf", "AI-2231"),
            ),
            (_at(2, 24, 9), RecordStep("talk", date(2027, 2, 24), "De student wil het eerst zelf zeggen")),
        ),
    )


def _unguided(about: tuple[UUID, UUID]) -> _Told:
    """Nobody guided the student for weeks; it was closed with agreements."""
    return _Told(
        _at(2, 8, 11),
        Track.INCIDENT,
        replace(
            _facts(about, Kind.GUIDANCE, Wish.NOTHING),
            what="De praktijkopleider is al drie weken ziek gemeld en niemand neemt het over.",
            kept_words="ziek",
            kept_reason="Zonder dit woord is niet te volgen waarom er geen begeleiding is",
        ),
        (
            (_at(2, 8, 15), RecordStep("receipt", date(2027, 2, 8), "Gebeld")),
            (_at(2, 10, 15), RecordStep("talk", date(2027, 2, 10), "De student wil afwachten")),
            (_at(2, 11, 15), RecordStep("feedback", date(2027, 2, 11), "Er is sinds vandaag een vervanger")),
            (_at(2, 26, 9), RecordStep("aftercare", date(2027, 2, 26), "Het gaat goed, de vervanger heeft tijd")),
            (_at(2, 26, 10), React(tuple(Reaction))),
            (
                _at(2, 26, 11),
                Close(
                    Consequence.AGREEMENTS,
                    "De coördinator sprak met het bedrijf af wie er inspringt, met een datum om te controleren",
                ),
            ),
        ),
    )


def _noticed(about: tuple[UUID, UUID]) -> _Told:
    """What a supervisor saw on a visit; no more than a concern."""
    return _Told(
        _at(2, 25, 13),
        Track.CONCERN,
        replace(
            _facts(about, Kind.BULLYING, Wish.NOTHING),
            student=None,
            teller=Teller.SUPERVISOR,
            told_by="Bram de Wit",
            event=date(2027, 2, 25),
            what="Bij het bezoek viel op dat niemand met de stagiair praat. Meer weet ik nog niet.",
        ),
    )


def _facts(about: tuple[UUID, UUID], kind: Kind, wish: Wish) -> ChangeFacts:
    return ChangeFacts(
        kind=kind,
        phase=Phase.DURING,
        teller=Teller.STUDENT,
        acute=False,
        minor=False,
        student=about[0],
        company=about[1],
        what="",
        where="",
        when="",
        witnesses="",
        wish=wish,
    )


def _about(store: Store) -> Sequence[tuple[UUID, UUID]]:
    """Students who are at a company now, with it, in an order that does not depend on keys."""
    with store.reading() as session:
        rows = session.execute(
            select(Student.id, Placement.company_id)
            .join(Participation, Participation.student_id == Student.id)
            .join(Placement, Placement.participation_id == Participation.id)
            .join(Company, Company.id == Placement.company_id)
            .where(Placement.state.in_((State.STARTED, State.MIDTERM)), Student.minor_until.is_(None))
            .order_by(Student.number)
            .limit(5)
        ).all()
    return [(row.id, row.company_id) for row in rows]


def _version(store: Store, key: UUID) -> int:
    with store.reading() as session:
        return session.get_one(SealedFile, key).version


def _at(month: int, day: int, hour: int) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=UTC)
