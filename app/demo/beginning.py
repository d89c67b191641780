"""BPV-periode 1 of the fictional school up to its first day: proposals, agreements, signatures."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.commands.agreements import DocumentDraft, keep_documents
from app.commands.contact_point import name_contact_point
from app.commands.pipeline import end_placement
from app.commands.refusals import record_refusal
from app.demo.cards import Card, together
from app.demo.working import Working
from app.entities.company import Company
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import Programme
from app.store.store import Store
from app.terms.company import RefusalKind
from app.terms.pipeline import Party, State

LATE = {"proposed": 5, "placed": 4, "announced": 4, "introduced": 3}
"""Cards that were matched only after the start, and how far they came."""

_FATES = {
    "company_withdrew": 4,
    "sent": 7,
    "signed": 3,
    "unsigned": 4,
    "ended": 4,
    "midterm": 17,
    "final": 5,
}
"""Cards that went another way than started; the rest just runs."""

_UNNAMED = 6  # of so many companies one has no aanspreekpunt of its own

_WITHDREW = (
    "Het leerbedrijf heeft op de afdeling geen begeleider meer.",
    "De afdeling sluit wegens een verbouwing.",
)

_REFUSED = (RefusalKind.EXPLAIN, RefusalKind.UNACCEPTABLE)
"""How the reasons weigh with which the other companies did not take the student."""

_WITH_VOG = ("VIG", "PMK")

_UNSEEN = 25  # of so many one was not seen yet


class Beginning(Working):
    """The work of a coordinator from the first proposals to the first day of the stages."""

    def __init__(self, store: Store, actor: str, chance: random.Random) -> None:
        super().__init__(store, actor, chance)
        self._late = self._dealt(self._ready, LATE)
        self._fates: dict[str, list[Card]] = {}
        self._silent: frozenset[UUID] = frozenset()

    def propose_in_time(self) -> None:
        """The first round: everybody whose wish was in gets the nearest place that fits."""
        with self._on(date(2026, 11, 30)):
            self._propose(self._ready)
        placed = [card for card in self._ready if card.placement is not None]
        self._fates = self._dealt(placed, _FATES)
        self._fates["started"] = placed

    def place(self) -> None:
        """The proposals were agreed on."""
        with self._on(date(2026, 12, 7)):
            self._advance(self._in_time())

    def announce(self) -> None:
        """Recognitions looked up, all but a few; then students and companies heard of each other."""
        with self._on(date(2026, 12, 14)):
            self._check_recognitions()
        with self._on(date(2026, 12, 15), hour=14):
            self._advance(self._in_time(), "Het bedrijf is bekend bij school, de gegevens volgen deze week.")

    def lose_some(self) -> None:
        """A few companies withdrew their place over the holidays."""
        with self._on(date(2027, 1, 6)):
            gone = self._fates["company_withdrew"]
            refused = gone[len(_WITHDREW) :]
            calls = [
                {
                    "placement_id": card.placement,
                    "state": State.COMPANY_WITHDREW,
                    "ended_on": clock.today(),
                    "reason": reason,
                }
                for card, reason in zip(gone, _WITHDREW, strict=False)
            ]
            self._do(together(end_placement, calls))
            with self._store.reading() as session:
                waiting = {row.offer_id for row in session.scalars(select(Placement)) if row.id in _placed(refused)}
            for place in self._places:
                place.left = 0 if place.id in waiting else place.left
            for card, kind in zip(refused, _REFUSED, strict=True):
                self._do(record_refusal, placement_id=card.placement, kind=kind, refused_on=clock.today())
            for card in gone:
                card.placement = None

    def introduce(self) -> None:
        """The first talks between students and companies."""
        with self._on(date(2027, 1, 8)):
            self._advance(self._in_time())

    def send_agreements(self) -> None:
        """Supervisors were chosen and the agreements sent."""
        with self._on(date(2027, 1, 13)):
            self._assign(self._in_time())
            self._advance(self._in_time(), "Er is nog geen begeleider met uren; de coördinator vangt op.")

    def name_contact_points(self) -> None:
        """Companies with students got one supervisor to turn to; for a few nobody thought of it yet."""
        with self._store.reading() as session:
            rows = session.execute(
                select(Placement.company_id, Placement.supervisor_id)
                .join(Company, Company.id == Placement.company_id)
                .join(Participation, Participation.id == Placement.participation_id)
                .join(Student, Student.id == Participation.student_id)
                .where(Placement.supervisor_id.is_not(None))
                .order_by(Company.sort_key, Company.leerbedrijf_id, Placement.first_day, Student.number)
            )
            named = {row.company_id: row.supervisor_id for row in rows}
        calls = [
            {"company_id": company, "supervisor_id": guide, "hours": None}
            for at, (company, guide) in enumerate(named.items())
            if at % _UNNAMED
        ]
        with self._on(date(2027, 1, 14)):
            self._do(together(name_contact_point, calls))

    def sign(self) -> None:
        """Students and school sign first, companies a week later, some not at all."""
        with self._on(date(2027, 1, 20)):
            self._sign(self._in_time(), Party.STUDENT, Party.SCHOOL)
            self._sign([card for card in self._in_time() if card.minor], Party.GUARDIAN)
        waiting = {id(card) for card in (*self._fates["sent"], *self._fates["unsigned"])}
        signing = [card for card in self._in_time() if id(card) not in waiting]
        with self._on(date(2027, 1, 27)):
            self._sign(signing, Party.COMPANY)
            self._advance(signing)

    def start(self) -> None:
        """The first day; a few started although a signature was missing."""
        running = [card for fate in ("started", "ended", "midterm", "final") for card in self._fates[fate]]
        with self._on(date(2027, 2, 1), hour=7):
            self._advance(running)
            unsigned = self._fates["unsigned"]
            for reason in ("Handtekening is toegezegd, bedrijf tekent bij de start.",) * 2:
                self._advance(unsigned, reason)

    def see_documents(self) -> None:
        """A VOG for who works in care or with children: seen for nearly all."""
        with self._store.reading() as session:
            asking = set(session.scalars(select(Programme.id).where(Programme.code.in_(_WITH_VOG))))
        wanted = [card for card in self._in_time() if card.programme in asking and card.placement is not None]
        with self._on(date(2027, 1, 28)):
            seen = (DocumentDraft("VOG", clock.today()),)
            calls = [
                {"placement_id": card.placement, "documents": (DocumentDraft("VOG"),) if at % _UNSEEN == 0 else seen}
                for at, card in enumerate(wanted, start=1)
            ]
            self._do(together(keep_documents, calls))


def _placed(found: Iterable[Card]) -> set[UUID]:
    return {card.placement for card in found if card.placement is not None}
