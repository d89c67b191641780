"""BPV-periode 1 of the fictional school as its coordinator worked it, command by command."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.commands.agreements import DocumentDraft, keep_documents, remind, settle_system_status
from app.commands.contact_point import name_contact_point
from app.commands.contact_report import report_talk
from app.commands.people import CompanyDraft, write_note
from app.commands.pipeline import end_placement, report_no_place, stand_aside, take_own_find
from app.commands.progress import GoalDraft, ProgressDraft, keep_progress
from app.commands.recording import hold_contact, judge, record_hours
from app.commands.refusals import record_refusal
from app.commands.termination import Termination, terminate
from app.demo.cards import Card, together
from app.demo.talks import agree_some, ask_some, know_some, plan_talks, report_of
from app.demo.working import Working
from app.entities.company import Company
from app.entities.people import Student
from app.entities.placement import Participation, Placement
from app.entities.programme import Programme, ProgrammeUnit
from app.rules.pipeline import system_status_of
from app.store.store import Store
from app.terms.company import RefusalKind
from app.terms.pipeline import Moment, Party, State
from app.terms.progress import HoursSource, Mastery
from app.terms.termination import LooseEndKind

_LATE = {"proposed": 5, "placed": 4, "announced": 4, "introduced": 3}
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
_REPORTED = 4
_WITHOUT_TALK = 0.12
_NORM_MET = 0.42  # had all talks of the norm already: of teams that meet every two weeks
_MORE = (Moment.MIDDLE, Moment.EXTRA)
_TALK_DAYS = tuple(date(2027, 2, day) for day in (4, 5, 8, 9, 10, 11, 12, 22, 23, 24, 25, 26))
_LATER_DAYS = tuple(date(2027, 2, day) for day in (22, 23, 24, 25, 26))
_WITHDREW = (
    "Het leerbedrijf heeft op de afdeling geen begeleider meer.",
    "De afdeling sluit wegens een verbouwing.",
)
_REFUSED = (RefusalKind.EXPLAIN, RefusalKind.UNACCEPTABLE)
"""How the reasons weigh with which the other companies did not take the student."""
_ENDED = (
    "Student: werk past niet bij leerdoelen",
    "Leerbedrijf: geen begeleiding beschikbaar",
    "Student: reistijd bleek te lang",
    "Leerbedrijf: bedrijf gestopt",
)
_LEFT_TO_DO = frozenset({LooseEndKind.HOURS, LooseEndKind.SYSTEM})
_LATELY = (11, 25)  # days of February after which something is still to be done
_NOTES = (
    "Belde zelf: wil graag weten of het rooster nog kan schuiven.",
    "Heeft een rustige start nodig. Afspraak: de eerste week halve dagen.",
    "Mentor gesproken, alles loopt.",
    "Wil volgende periode liever dichter bij huis.",
    "Komt op 8 maart langs om de POK op te halen.",
    "Zoekt zelf ook; heeft twee bedrijven gemaild.",
)
_OWN_FINDS = (
    ("Buurtwinkel De Schakel", "Elst", "Gerrie Poelman"),
    ("Tuincentrum Het Lage Veld", "Beuningen", "Sylvia Mertens"),
    ("Fysiotherapie Weezenhof", "Nijmegen", ""),
)
_STANDS = (Mastery.GUIDED, Mastery.ALONE, Mastery.GUIDED, Mastery.NOT_YET)
_GOALS = (
    "Zelf een dag plannen en op tijd bijsturen",
    "Aan collega’s overdragen wat er gebeurd is",
    "Om hulp vragen voordat iets misgaat",
    "Rustig blijven als het druk is",
)
_WITH_VOG = ("VIG", "PMK")
_UNSEEN = 25  # of so many one was not seen yet
_UNTOLD = 9  # placements that the bpv-administratie has still to bring up to date
_ASIDE = (State.POSTPONED, State.EXEMPT, State.DEREGISTERED)


class Year(Working):
    """The work of a coordinator from the first proposals to the day of the demo."""

    def __init__(self, store: Store, actor: str, chance: random.Random) -> None:
        super().__init__(store, actor, chance)
        self._late = self._dealt(self._ready, _LATE)
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

    def stand_aside(self) -> None:
        """Three students do not go after all."""
        without = [card for card in self._cards if card.placement is None and not card.has_wish]
        with self._on(date(2027, 2, 3)):
            for card, state in zip(without, _ASIDE, strict=False):
                self._do(stand_aside, participation_id=card.id, state=state)

    def talk(self) -> None:
        """Most of the first talks were held, with everybody there as a rule."""
        running = [card for fate in ("started", "unsigned", "midterm", "final") for card in self._fates[fate]]
        spoken = [card for card in running if self._chance.random() >= _WITHOUT_TALK]
        begun = {id(card) for card in spoken}
        self._silent = frozenset(card.placement for card in running if id(card) not in begun and card.placement)
        calls = [self._talk(card, Moment.START, self._chance.choice(_TALK_DAYS)) for card in spoken]
        for card in spoken:
            if card not in self._fates["final"] and self._chance.random() < _NORM_MET:
                calls += [self._talk(card, moment, self._chance.choice(_LATER_DAYS)) for moment in _MORE]
        for day in (date(2027, 2, 12), date(2027, 2, 26)):
            with self._on(day, hour=15):
                due = [call for call in calls if call["draft"].held_on <= day]
                reported, told = due[:_REPORTED], due[_REPORTED:]
                self._do(together(hold_contact, told))
                for call in reported:
                    draft = report_of(call["draft"], day)
                    self._do(report_talk, placement_id=call["placement_id"], draft=draft)
                calls = [call for call in calls if call["draft"].held_on > day]

    def propose_late(self) -> None:
        """The late ones: a second round while the others are at work already."""
        steps = list(_LATE)
        with self._on(date(2027, 2, 22)):
            late = [card for found in self._late.values() for card in found]
            self._propose([*late, *self._fates["company_withdrew"][:2]])
        with self._on(date(2027, 2, 24), hour=11):
            for fate, found in self._late.items():
                placed = [card for card in found if card.placement is not None]
                for _ in range(steps.index(fate)):
                    self._advance(placed, "Haast: de student had al moeten beginnen.")

    def end_some(self) -> None:
        """A few placements stopped before their time."""
        for card, reason, day in zip(self._fates["ended"], _ENDED, (9, 11, 23, 25), strict=True):
            with self._on(date(2027, 2, day), hour=12):
                ends = _LEFT_TO_DO if day in _LATELY else frozenset()
                draft = Termination(State.ENDED_EARLY, clock.today(), reason, 60 * 8 * (day - 1), ends)
                self._do(terminate, placement_id=card.placement, draft=draft)

    def judge(self) -> None:
        """The first judgements halfway, and those who have made their hours already."""
        halfway, done = self._fates["midterm"], self._fates["final"]
        with self._on(date(2027, 2, 25), hour=15):
            calls = [self._judgement(card, Moment.MIDDLE, Party.COMPANY) for card in (*halfway, *done)]
            self._do(together(judge, calls))
            self._advance([*halfway, *done])
        with self._on(date(2027, 2, 26), hour=16):
            talks = [self._talk(card, moment, clock.today()) for card in done for moment in (Moment.MIDDLE, Moment.END)]
            self._do(together(hold_contact, talks))
            self._do(together(judge, [self._judgement(card, Moment.END, Party.COMPANY) for card in done]))
            self._advance(done)
            closed = done[:2]
            self._do(together(judge, [self._judgement(card, Moment.END, Party.SCHOOL) for card in closed]))
            minutes = [60 * self._chance.randrange(160, 200) for _ in closed]
            calls = [
                {"placement_id": card.placement, "minutes": made} for card, made in zip(closed, minutes, strict=True)
            ]
            self._do(together(record_hours, calls))

    def write_notes(self) -> None:
        """What was said on the phone."""
        with self._on(date(2027, 2, 26), hour=16, minute=30):
            for text in _NOTES:
                self._do(write_note, text=text, student_id=self._chance.choice(self._cards).student)

    def seek_on(self) -> None:
        """Some found a place without the school; for others there is none, and SBB was told of one of them."""
        with self._on(date(2027, 2, 25), hour=10):
            without = [card for card in self._cards if card.placement is None and not card.has_wish][len(_ASIDE) :]
            for card, (name, town, person) in zip(without, _OWN_FINDS, strict=False):
                company = CompanyDraft(name, town=town)
                card.placement = self._do(
                    take_own_find, participation_id=card.id, company_id=None, new=company, company_person=person
                )
        with self._on(date(2027, 2, 26), hour=13):
            ready = [card for card in self._cards if card.placement is None and card.has_wish]
            for card, told in zip(ready, (None, clock.today()), strict=False):
                self._do(report_no_place, participation_id=card.id, since=date(2027, 2, 15), told_on=told)

    def follow(self) -> None:
        """Progress and hours as they came in, reminders of what is not signed, and the student system brought up."""
        with self._on(date(2027, 2, 16)):
            waiting = tuple(card.placement for card in self._fates["sent"][:4] if card.placement is not None)
            self._do(remind, placement_ids=waiting)
        seen = (*self._fates["midterm"], *self._fates["final"])
        with self._store.reading() as session:
            units: dict[UUID, list[UUID]] = {}
            for unit in session.scalars(select(ProgrammeUnit).order_by(ProgrammeUnit.kind.desc(), ProgrammeUnit.code)):
                units.setdefault(unit.programme_id, []).append(unit.id)
        with self._on(date(2027, 2, 25), hour=16):
            drafts = [{"placement_id": card.placement, "draft": self._progress(units[card.programme])} for card in seen]
            self._do(together(keep_progress, drafts))
        with self._on(date(2027, 2, 26), hour=12):
            hours = [
                {
                    "placement_id": card.placement,
                    "minutes": 60 * self._chance.randrange(60, 110),
                    "counted_on": clock.today(),
                    "source": self._chance.choice((HoursSource.SYSTEM, HoursSource.SHEET)),
                }
                for card in self._fates["midterm"]
            ]
            self._do(together(record_hours, hours))
            with self._store.reading() as session:
                states = {row.id: row.state for row in session.execute(select(Placement.id, Placement.state))}
            known = [card.placement for card in self._in_time() if card.placement is not None]
            told = [key for key in known if system_status_of(states[key]) is not None]
            self._do(settle_system_status, placement_ids=tuple(told[:-_UNTOLD]))

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

    def _progress(self, units: Sequence[UUID]) -> ProgressDraft:
        stands = tuple((unit, self._chance.choice(_STANDS)) for unit in units)
        goals = tuple(GoalDraft(text, Mastery.GUIDED) for text in self._chance.sample(_GOALS, 2))
        return ProgressDraft(clock.today(), stands, goals)

    def plan_talks(self) -> None:
        """The talks of the coming weeks: proposed by the planner, and most of the first ones agreed by phone."""
        with self._on(date(2027, 2, 26), hour=16, minute=40):
            know_some(self._store, self._actor)
            plan_talks(self._store, self._actor, unreached=self._silent)
        with self._on(date(2027, 2, 26), hour=16, minute=50):
            agree_some(self._store, self._actor)
            ask_some(self._store, self._actor)

    DAYS: ClassVar[tuple[Callable[[Year], None], ...]] = (
        propose_in_time,
        place,
        announce,
        lose_some,
        introduce,
        send_agreements,
        name_contact_points,
        sign,
        see_documents,
        start,
        stand_aside,
        talk,
        propose_late,
        end_some,
        judge,
        write_notes,
        seek_on,
        follow,
        plan_talks,
    )
    """The year in its order; each is a piece of progress."""


def _placed(found: Iterable[Card]) -> set[UUID]:
    return {card.placement for card in found if card.placement is not None}
