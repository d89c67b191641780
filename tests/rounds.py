"""A small school about to match: eight students of one programme, and the places that companies offer them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.commands import matching, matching_signing, people, pipeline, programmes, school
from app.entities.offer import Offer, OfferPeriod, OfferProgramme, OfferUnit, Requirement
from app.entities.people import Student
from app.entities.programme import Group, Period, Programme, ProgrammeUnit
from app.entities.wish import LearningWish, WishUnit
from app.matching.running import solve_round
from app.progress import Progress
from app.queries.matching import round_detail
from app.queries.matching_input import asked
from app.queries.matching_review import review
from app.store.store import Store
from app.store.work import Work, undoable
from app.terms.company import Accepts, Allowance, Recognised
from app.terms.matching import Verdict
from app.terms.school import Path
from app.terms.steps import Deed

ACTOR, OTHER = "Marieke Vos", "Ans Vermeer"
_UNITS = ("W1", "W2", "W3")
_STUDENTS = (  # first name, surname, pc4, minutes, days, units, kinds, needs
    ("Noor", "Amrani", "6541", 45, ("ma", "di"), ("W1", "W2"), "verpleeghuis", None),
    ("Sem", "Verhoeven", "6543", 30, ("ma", "di"), ("W1",), "hospice, verpleeghuis", None),
    ("Zeynep", "Arslan", "6541", 60, ("do",), ("W2", "W3"), "thuiszorg", None),
    ("Bram", "Derksen", "6601", 30, ("ma",), ("W3",), "", None),
    ("Fatou", "Diallo", "6541", 45, ("ma", "di"), ("W1",), "hospice", "rolstoeltoegankelijk"),
    ("Joost", "Eck", "6511", 20, ("ma", "di", "do"), ("W1", "W3"), "", None),
)
_OFFERS = (  # number, company, postcode, places, days, units, access, accepts
    ("SP-1", "Verpleeghuis Malden", "6581 AA", 2, ("ma", "di", "do"), ("W1", "W2"), (), Accepts.YES),
    ("SP-2", "Hospice De Waal", "6541 AB", 1, ("ma", "di"), ("W1",), ("rolstoeltoegankelijk",), Accepts.YES),
    ("SP-3", "Wijkteam Hatert", "6534 CD", 1, ("do", "vr"), ("W2", "W3"), None, Accepts.YES),
    ("SP-4", "Zorghuis Elst", "6661 EE", 1, ("ma", "di"), ("W3",), None, Accepts.AFTER_INTERVIEW),
    ("SP-5", "Buurtzorg Lent", "6663 AA", 2, ("ma",), ("W3",), None, Accepts.UNKNOWN),
)


@undoable(Deed.IMPORT_WISHES)
def add_wish(work: Work, *, units: tuple[UUID, ...], **values: Any) -> None:
    wish = LearningWish(**values)
    work.add(wish)
    work.session.flush()
    work.add(*(WishUnit(wish_id=wish.id, unit_id=unit) for unit in units))


@undoable(Deed.IMPORT_OFFERS)
def add_offer(
    work: Work, *, programme_id: UUID, period_id: UUID, units: tuple[UUID, ...], requirement: str = "", **values: Any
) -> UUID:
    offer = Offer(**values)
    work.add(offer)
    work.session.flush()
    work.add(OfferProgramme(offer_id=offer.id, programme_id=programme_id))
    work.add(OfferPeriod(offer_id=offer.id, period_id=period_id))
    work.add(*(OfferUnit(offer_id=offer.id, unit_id=unit) for unit in units))
    if requirement:
        work.add(Requirement(offer_id=offer.id, text=requirement, rank=0))
    return offer.id


@dataclass
class Market:
    """The keys of everybody and everything, and the round that is under way."""

    store: Store
    programme: UUID
    period: UUID
    students: dict[str, UUID] = field(default_factory=dict)
    cards: dict[str, UUID] = field(default_factory=dict)
    offers: dict[str, UUID] = field(default_factory=dict)
    round: UUID | None = None

    def do(self, command: Any, /, who: str = ACTOR, **arguments: Any) -> Any:
        """Do a command."""
        return self.store.change(command, who, None, **arguments).result

    def ask(self, query: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Ask a query."""
        with self.store.reading() as session:
            return query(session, *args, **kwargs)

    def open(self) -> UUID:
        """A round with its criteria frozen and its lottery complete."""
        self.round = self.do(matching.open_round, programme_id=self.programme, period_id=self.period)
        self.do(matching.freeze_criteria, round_id=self.round)
        self.do(matching.give_other_part, round_id=self.round, part="zes wilgen", giver=OTHER)
        return self.round

    def solve(self) -> int:
        """A proposal, kept; its number."""
        told = self.ask(asked, self.round, today=clock.today())
        solved = solve_round(
            inputs=told.inputs, pins=told.pins, vetoes=told.vetoes, previous=told.previous, progress=Progress()
        )
        return self.do(matching.keep_proposal, round_id=self.round, inputs=told.inputs, solved=solved)

    def review(self, who: str = ACTOR) -> dict[str, Any]:
        """What one person sees of every candidate, by pseudonym."""
        return {row.alias: row for row in self.ask(review, self.round, who)}

    def agree(self, who: str = ACTOR) -> None:
        """Agree with everything that is still open."""
        for row in self.review(who).values():
            if row.offer_id is not None and row.verdict is None:
                self.do(
                    matching.decide_match,
                    who=who,
                    round_id=self.round,
                    alias=row.alias,
                    verdict=Verdict.AGREE,
                    offer_id=row.offer_id,
                )

    def sign(self) -> None:
        """Both signatures: one with the own passphrase, one on paper."""
        self.agree()
        self.do(matching_signing.sign_round, round_id=self.round)
        code = self.ask(round_detail, self.round, today=clock.today()).paper_code
        self.do(matching_signing.sign_round, round_id=self.round, name=OTHER, code=code)


def market(store: Store) -> Market:
    """An empty school filled with students and offers of one programme in one period."""
    units = tuple(programmes.UnitDraft(code, f"Werk {code}") for code in _UNITS)
    groups = tuple(
        programmes.GroupDraft(code, path, 2026, (("Voorjaar", ("ma", "di")),))
        for code, path in (("VZ3A", Path.BOL), ("VZ3W", Path.BBL))
    )
    draft = school.SetUp(
        school.SchoolDraft("Waterland", "Nijmegen"),
        (),
        (programmes.ProgrammeDraft("VIG", "25491", "Verzorgende IG", 3, units, groups),),
        (school.PeriodDraft("V", "Voorjaar", date(2027, 3, 15), date(2027, 7, 2)),),
    )
    store.change(school.set_up_school, ACTOR, None, draft=draft)
    with store.reading() as session:
        made = Market(store, session.scalars(select(Programme.id)).one(), session.scalars(select(Period.id)).one())
        found = {row.code: row.id for row in session.execute(select(ProgrammeUnit.code, ProgrammeUnit.id))}
        group = {row.code: row.id for row in session.execute(select(Group.code, Group.id))}
    for at, (first, last, pc4, minutes, days, wanted, kinds, needs) in enumerate(_STUDENTS):
        _add_student(made, (first, last), f"3010{at}", pc4, group["VZ3A"])
        made.do(
            add_wish,
            student_id=made.students[first],
            period_id=made.period,
            units=tuple(found[unit] for unit in wanted),
            transport=("Fiets",) if at % 2 else ("OV", "Fiets"),
            max_minutes=minutes,
            days=days,
            company_kind=kinds,
            tasks="wassen; koken",
            needs=needs,
        )
    _add_student(made, ("Isa", "Bouzid"), "30108", "6541", group["VZ3A"])  # no wish yet
    _add_student(made, ("Yusuf", "Kaya"), "30109", "6541", group["VZ3W"])  # bbl
    for at, (number, company, postcode, places, days, offered, access, accepts) in enumerate(_OFFERS):
        draft = people.CompanyDraft(company, leerbedrijf_id=f"10000000{at}", postcode=postcode, town="Nijmegen")
        key = made.do(people.keep_company, draft=draft)
        made.do(people.check_recognition, company_id=key, crebo="25491", outcome=Recognised.YES)
        made.offers[number] = made.do(
            add_offer,
            programme_id=made.programme,
            period_id=made.period,
            units=tuple(found[unit] for unit in offered),
            number=number,
            company_id=key,
            places=places,
            days=days,
            access=access,
            accepts=accepts,
            path=Path.BOL,
            tasks="wassen; wandelen",
            allowance=Allowance.AMOUNT,
            allowance_cents=15_000,
            contact="Ank de Groot",
            requirement="VOG" if at == 0 else "",
        )
    return made


def _add_student(made: Market, name: tuple[str, str], number: str, pc4: str, group: UUID) -> None:
    first, last = name
    draft = people.StudentDraft(number, first, "", last, group, pc4=pc4)
    made.students[first] = made.do(people.keep_student, draft=draft)
    made.cards[first] = made.do(pipeline.participate, student_id=made.students[first], period_id=made.period)


def rename(work: Work) -> None:
    """Give every student another name, number, mail and phone: nothing that a matching may look at."""
    for at, student in enumerate(work.session.scalars(select(Student).order_by(Student.id))):
        student.first_name, student.prefix, student.last_name = f"Vergif {at}", "van 't", f"Ander{at}"
        student.number, student.email, student.phone = f"9{at}", f"{at}@poison.example", f"06 {at}"
        student.folded, student.sort_key = f"vergif {at}", f"{9 - at}"
