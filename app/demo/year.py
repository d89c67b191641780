"""BPV-periode 1 of the fictional school as its coordinator worked it, command by command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.commands.agreements import remind, settle_system_status
from app.commands.contact_report import report_talk
from app.commands.finding import report_no_place, take_own_find
from app.commands.people import CompanyDraft, check_recognition, write_note
from app.commands.pipeline import stand_aside
from app.commands.progress import GoalDraft, ProgressDraft, keep_progress
from app.commands.recording import hold_contact, judge, record_hours
from app.commands.termination import Termination, terminate
from app.demo.beginning import LATE, Beginning
from app.demo.cards import together
from app.demo.talks import agree_some, ask_some, know_some, plan_talks, report_of
from app.entities.placement import Placement
from app.entities.programme import Programme, ProgrammeUnit
from app.rules.pipeline import system_status_of
from app.terms.company import Recognised
from app.terms.pipeline import Moment, Party, State
from app.terms.progress import HoursSource, Mastery
from app.terms.termination import LooseEndKind

_REPORTED = 4
_WITHOUT_TALK = 0.12
_NORM_MET = 0.42  # had all talks of the norm already: of teams that meet every two weeks
_MORE = (Moment.MIDDLE, Moment.EXTRA)
_TALK_DAYS = tuple(date(2027, 2, day) for day in (4, 5, 8, 9, 10, 11, 12, 22, 23, 24, 25, 26))
_LATER_DAYS = tuple(date(2027, 2, day) for day in (22, 23, 24, 25, 26))
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
_UNTOLD = 9  # placements that the bpv-administratie has still to bring up to date
_ASIDE = (State.POSTPONED, State.EXEMPT, State.DEREGISTERED)


class Year(Beginning):
    """The work of a coordinator from the first proposals to the day of the demo."""

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
        steps = list(LATE)
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

    def lose_a_recognition(self) -> None:
        """SBB withdrew the recognition of a company while its only student is there."""
        with self._store.reading() as session:
            company_of = {row.id: row.company_id for row in session.scalars(select(Placement))}
            crebos = {row.id: row.crebo for row in session.scalars(select(Programme))}
        busy = Counter(company_of[card.placement] for card in self._in_time() if card.placement is not None)
        for card in self._fates["midterm"]:
            if card.placement is not None and busy[company_of[card.placement]] == 1:
                with self._on(date(2027, 2, 26), hour=17):
                    self._do(
                        check_recognition,
                        company_id=company_of[card.placement],
                        crebo=crebos[card.programme],
                        outcome=Recognised.NO,
                        evidence="brief van SBB van 24 februari",
                    )
                return

    DAYS: ClassVar[tuple[Callable[[Year], None], ...]] = (
        Beginning.propose_in_time,
        Beginning.place,
        Beginning.announce,
        Beginning.lose_some,
        Beginning.introduce,
        Beginning.send_agreements,
        Beginning.name_contact_points,
        Beginning.sign,
        Beginning.see_documents,
        Beginning.start,
        stand_aside,
        talk,
        propose_late,
        end_some,
        judge,
        write_notes,
        seek_on,
        follow,
        plan_talks,
        lose_a_recognition,
    )
    """The year in its order; each is a piece of progress."""
