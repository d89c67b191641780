"""A small fictional school with somebody in every state, made through commands; shared by many tests.

It is Monday 1 March 2027 there: Najaar 2026 is nearly over, Voorjaar 2027 begins in two weeks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from app import clock
from app.commands import agreements, finding, people, pipeline, placing, programmes, recording, school
from app.entities.offer import Offer, OfferPeriod, OfferProgramme
from app.entities.people import Supervisor
from app.entities.placement import Participation, Placement
from app.entities.wish import LearningWish
from app.store.store import Store
from app.store.work import Work, undoable
from app.terms.company import Allowance, Recognised
from app.terms.pipeline import Form, Judgement, Moment, Party, State
from app.terms.school import Path, Place, Region
from app.terms.steps import Deed
from app.text import phone_key

ACTOR = "Marieke Vos"
AUTUMN, SPRING, PAST = "Najaar 2026", "Voorjaar 2027", "Voorjaar 2026"
TODAY = date(2027, 3, 1)
REASON = "De school staat hiervoor in"


@dataclass
class School:
    """The keys of everything in it, by the name a reader knows it by."""

    store: Store
    periods: dict[str, UUID] = field(default_factory=dict)
    programmes: dict[str, UUID] = field(default_factory=dict)
    groups: dict[str, UUID] = field(default_factory=dict)
    supervisors: dict[str, UUID] = field(default_factory=dict)
    companies: dict[str, UUID] = field(default_factory=dict)
    offers: dict[str, UUID] = field(default_factory=dict)
    students: dict[str, UUID] = field(default_factory=dict)
    cards: dict[str, UUID] = field(default_factory=dict)
    placements: dict[str, UUID] = field(default_factory=dict)

    def do(self, command: Any, /, **arguments: Any) -> Any:
        """Do a command as the coordinator; gives what it gave."""
        return self.store.change(command, ACTOR, None, **arguments).result


@undoable(Deed.KEEP_STUDENT)
def add_supervisor(work: Work, *, first_name: str, last_name: str, phone: str) -> UUID:
    row = Supervisor(first_name=first_name, last_name=last_name, phone=phone, phone_key=phone_key(phone))
    work.add(row)
    work.session.flush()
    return row.id


@undoable(Deed.IMPORT_OFFERS)
def add_offer(
    work: Work, *, number: str, company_id: UUID, places: int | None, programme_id: UUID, period_id: UUID, contact: str
) -> UUID:
    row = Offer(
        number=number,
        company_id=company_id,
        path=Path.BOL,
        places=places,
        days=("ma", "di", "wo"),
        minutes_per_week=24 * 60,
        allowance=Allowance.AMOUNT,
        allowance_cents=25_000,
        contact=contact,
    )
    work.add(row)
    work.session.flush()
    work.add(OfferProgramme(offer_id=row.id, programme_id=programme_id))
    work.add(OfferPeriod(offer_id=row.id, period_id=period_id))
    return row.id


@undoable(Deed.IMPORT_WISHES)
def add_wish(work: Work, *, student_id: UUID, period_id: UUID, goals: str) -> UUID:
    row = LearningWish(student_id=student_id, period_id=period_id, goals=goals, transport=("fiets",), max_minutes=45)
    work.add(row)
    work.session.flush()
    return row.id


@undoable(Deed.IMPORT_PLACEMENTS)
def let_end_on(work: Work, *, placement_id: UUID, last_day: date) -> None:
    work.get(Placement, placement_id).last_day = last_day


@undoable(Deed.IMPORT_PLACEMENTS)
def let_be(work: Work, *, participation_id: UUID, state: State) -> None:
    work.get(Participation, participation_id).state = state


_SET_UP = school.SetUp(
    school.SchoolDraft("ROC Waalhaven", "Nijmegen", "6541", Region.SOUTH, "Stagebureau", "024 000 00 00"),
    (school.HelplineDraft("Vertrouwenspersoon", "Praten", phone="024 000 00 10", place=Place.SCHOOL),),
    (
        programmes.ProgrammeDraft(
            "VIG",
            "25491",
            "Verzorgende IG",
            3,
            (programmes.UnitDraft("B1-K1-W1", "Inventariseert behoefte aan zorg"),),
            (
                programmes.GroupDraft("VZ3A", Path.BOL, 2025, ((SPRING, ("ma", "di", "wo")), (AUTUMN, ("ma", "di")))),
                programmes.GroupDraft("VZ3B", Path.BOL, 2025, ((SPRING, ("ma", "di", "wo")), (AUTUMN, ("ma", "di")))),
            ),
        ),
        programmes.ProgrammeDraft(
            "KOK",
            "25180",
            "Kok",
            2,
            (programmes.UnitDraft("B1-K1-W1", "Plant eigen werk en werkplek"),),
            (programmes.GroupDraft("KO2A", Path.BOL, 2026, ((SPRING, ("do", "vr")), (AUTUMN, ("do", "vr")))),),
        ),
    ),
    (
        school.PeriodDraft("P0", PAST, date(2026, 2, 9), date(2026, 7, 3)),
        school.PeriodDraft("P1", AUTUMN, date(2026, 9, 7), date(2027, 3, 26)),
        school.PeriodDraft("P2", SPRING, date(2027, 3, 15), date(2027, 7, 9)),
    ),
)

_COMPANIES = (  # name, town, postcode, recognised for
    ("Zorghuis Malden", "Malden", "6581 AB", ("25491",)),
    ("De Waalkade", "Nijmegen", "6511 AA", ("25491",)),
    ("Buurtzorg Hatert", "Nijmegen", "6534 CD", ()),
    ("Hotel De Valkhof", "Nijmegen", "6511 ZZ", ("25180",)),
    ("Bakker & Zn.", "Arnhem", "6811 BB", ("25180",)),
    ("Praktijk Sahin", "Elst", "6661 EE", ("25491",)),
)

_STUDENTS = (  # number, first name, tussenvoegsel, surname, group, minor, period
    ("30101", "Noor", "el", "Amrani", "VZ3B", False, SPRING),
    ("30102", "Sem", "", "Verhoeven", "KO2A", True, SPRING),
    ("30103", "Oleksandra", "", "Bondar", "VZ3A", False, SPRING),
    ("30104", "Milan", "", "Kuipers", "KO2A", False, SPRING),
    ("30105", "Isa", "", "Bouzid", "VZ3A", False, AUTUMN),
    ("30106", "Zeynep", "", "Arslan", "VZ3A", False, SPRING),
    ("30107", "Bram", "", "Derksen", "VZ3B", False, SPRING),
    ("30108", "Fatou", "", "Diallo", "VZ3B", False, SPRING),
    ("30109", "Joost", "van", "Eck", "KO2A", False, SPRING),
    ("30110", "Yusuf", "", "Demirtaş", "VZ3A", True, SPRING),
    ("30111", "Chenoa", "", "Pattiwael", "VZ3A", False, SPRING),
    ("30112", "Amira", "", "Benhaddou", "VZ3B", False, AUTUMN),
    ("30113", "Thijs", "", "Janssen", "KO2A", False, AUTUMN),
    ("30114", "Ibrahim", "", "Yıldız", "KO2A", False, AUTUMN),
    ("30115", "Daan", "", "Peeters", "VZ3B", False, AUTUMN),
    ("30116", "Shanice", "", "Pinas", "VZ3A", False, AUTUMN),
    ("30117", "Gijs", "", "Rutten", "KO2A", False, AUTUMN),
    ("30118", "Wiktoria", "", "Nowak", "VZ3A", False, SPRING),
    ("30119", "Ruben", "", "Cohen", "KO2A", False, SPRING),
    ("30120", "Femke", "de", "Wit", "VZ3B", False, AUTUMN),
    ("30121", "Meron", "", "Tesfay", "KO2A", False, SPRING),
    ("30122", "Linh", "", "Nguyen", "VZ3A", False, SPRING),
    ("30123", "Emre", "", "Kaya", "KO2A", False, SPRING),
)


def fill(store: Store) -> School:
    """Fill an empty school; the steps are spread over the months before today."""
    made = School(store)
    with clock.at(_on(2026, 8, 31)):
        made.do(school.set_up_school, draft=_SET_UP)
        _name_what_was_set_up(made)
        for first, last, phone in (("Mees", "Bruijn", "06 00000021"), ("Fatima", "Bakkali", "06 00000022")):
            key = made.do(add_supervisor, first_name=first, last_name=last, phone=phone)
            made.supervisors[f"{first} {last}"] = key
        _add_companies(made)
    with clock.at(_on(2026, 9, 1)):
        _add_students(made)
    _add_offers(made)
    with clock.at(_on(2026, 9, 2)):
        _autumn(made)
    with clock.at(_on(2027, 2, 8)):
        _spring(made)
    return made


def _on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 30, tzinfo=UTC)


def _name_what_was_set_up(made: School) -> None:
    from sqlalchemy import select

    from app.entities.programme import Group, Period, Programme

    with made.store.reading() as session:
        made.periods = {row.name: row.id for row in session.execute(select(Period.name, Period.id))}
        made.programmes = {row.code: row.id for row in session.execute(select(Programme.code, Programme.id))}
        made.groups = {row.code: row.id for row in session.execute(select(Group.code, Group.id))}


def _add_companies(made: School) -> None:
    for at, (name, town, postcode, crebos) in enumerate(_COMPANIES):
        draft = people.CompanyDraft(
            name,
            leerbedrijf_id=f"10000000{at}",
            street=f"Kade {at + 1}",
            postcode=postcode,
            town=town,
            phone=f"024 000 01 0{at}",
            sector="Zorg",
        )
        key = made.companies[name] = made.do(people.keep_company, draft=draft)
        for crebo in crebos:
            made.do(people.check_recognition, company_id=key, crebo=crebo, outcome=Recognised.YES)
    made.do(
        people.keep_company_person,
        company_id=made.companies["De Waalkade"],
        draft=people.CompanyPersonDraft("Sanne Oosterhof", "praktijkopleider", "s@waalkade.example", "024 000 01 27"),
    )
    unfit = people.CompanyDraft(
        "Zorgboerderij De Hof", "200000001", town="Wijchen", unfit=True, unfit_reason="geen begeleiding"
    )
    made.companies["Zorgboerderij De Hof"] = made.do(people.keep_company, draft=unfit)


def _add_students(made: School) -> None:
    for number, first, prefix, last, group, minor, period in _STUDENTS:
        draft = people.StudentDraft(
            number,
            first,
            prefix,
            last,
            made.groups[group],
            email=f"{number}@waalhaven.example",
            phone=f"06 000{number}",
            pc4="6541",
            minor_until=TODAY + timedelta(days=150) if minor else None,
        )
        made.students[first] = made.do(people.keep_student, draft=draft)
        made.cards[first] = made.do(
            pipeline.participate, student_id=made.students[first], period_id=made.periods[period]
        )


def _add_offers(made: School) -> None:
    for number, company, places, programme, period, contact in (
        ("SP-1", "Zorghuis Malden", 2, "VIG", SPRING, "Ank de Groot"),
        ("SP-2", "De Waalkade", 1, "VIG", SPRING, "Sanne Oosterhof"),
        ("SP-3", "De Waalkade", 4, "VIG", AUTUMN, "Sanne Oosterhof"),
        ("SP-4", "Hotel De Valkhof", None, "KOK", SPRING, "Kees Vaart"),
        ("SP-5", "Bakker & Zn.", 3, "KOK", AUTUMN, "Riet Bakker"),
    ):
        made.offers[number] = made.do(
            add_offer,
            number=number,
            company_id=made.companies[company],
            places=places,
            programme_id=made.programmes[programme],
            period_id=made.periods[period],
            contact=contact,
        )


def _wish(made: School, name: str, period: str) -> None:
    made.do(add_wish, student_id=made.students[name], period_id=made.periods[period], goals=f"Alles leren, zegt {name}")


def _place(made: School, name: str, company: str, offer: str | None, *, steps: int, signed: str = "") -> UUID:
    """Propose a company and go ``steps`` on; ``signed`` names parties by their first letters (slc o)."""
    key = made.placements[name] = made.do(
        finding.propose,
        participation_id=made.cards[name],
        company_id=made.companies[company],
        offer_id=None if offer is None else made.offers[offer],
    )
    parties = {"s": Party.STUDENT, "c": Party.COMPANY, "l": Party.SCHOOL, "o": Party.GUARDIAN}
    for letter in signed:
        made.do(agreements.sign_agreement, placement_id=key, party=parties[letter], signed_on=clock.today())
    for _ in range(steps):
        made.do(pipeline.advance, participation_ids=(made.cards[name],), reason=REASON)
    return key


def _guide(made: School, supervisor: str, *names: str) -> None:
    keys = tuple(made.placements[name] for name in names)
    made.do(placing.assign_supervisor, placement_ids=keys, supervisor_id=made.supervisors[supervisor])


def _talk(made: School, name: str, moment: Moment, form: Form, day: date) -> None:
    draft = recording.ContactDraft(moment, form, day, student=True, company=True, school=True)
    made.do(recording.hold_contact, placement_id=made.placements[name], draft=draft)


def _judge(made: School, name: str, moment: Moment, party: Party) -> None:
    made.do(
        recording.judge,
        placement_id=made.placements[name],
        moment=moment,
        party=party,
        judgement=Judgement.GOOD,
        judged_on=clock.today(),
    )


def _autumn(made: School) -> None:
    for name in ("Amira", "Daan", "Shanice", "Isa", "Femke"):
        _wish(made, name, AUTUMN)
    for name, company, offer in (
        ("Amira", "De Waalkade", "SP-3"),
        ("Daan", "De Waalkade", "SP-3"),
        ("Shanice", "De Waalkade", "SP-3"),
        ("Isa", "De Waalkade", "SP-3"),
        ("Thijs", "Bakker & Zn.", "SP-5"),
        ("Ibrahim", "Bakker & Zn.", "SP-5"),
        ("Gijs", "Bakker & Zn.", "SP-5"),
        ("Femke", "Praktijk Sahin", None),
    ):
        _place(made, name, company, offer, steps=5, signed="slc")
    _guide(made, "Mees Bruijn", "Amira", "Thijs", "Ibrahim", "Daan", "Gijs")
    _guide(made, "Fatima Bakkali", "Shanice", "Isa", "Femke")
    running = ("Amira", "Daan", "Shanice", "Isa", "Thijs", "Ibrahim", "Gijs")
    with clock.at(_on(2026, 9, 7)):
        cards = tuple(made.cards[name] for name in running)
        made.do(pipeline.advance, participation_ids=cards)
        made.do(
            pipeline.end_placement,
            placement_id=made.placements["Femke"],
            state=State.NOT_STARTED,
            ended_on=clock.today(),
            reason="Kwam niet opdagen",
        )
    with clock.at(_on(2026, 10, 1)):
        _talk(made, "Amira", Moment.START, Form.PHONE, date(2026, 9, 29))
        for name in ("Ibrahim", "Daan", "Shanice", "Gijs"):
            _talk(made, name, Moment.START, Form.VISIT, date(2026, 9, 30))
    with clock.at(_on(2026, 12, 4)):
        for name in ("Ibrahim", "Shanice", "Gijs"):
            _talk(made, name, Moment.MIDDLE, Form.VISIT, date(2026, 12, 3))
            _judge(made, name, Moment.MIDDLE, Party.COMPANY)
            made.do(pipeline.advance, participation_ids=(made.cards[name],))
    with clock.at(_on(2027, 2, 12)):
        for name in ("Daan", "Shanice", "Gijs"):
            made.do(let_end_on, placement_id=made.placements[name], last_day=date(2027, 2, 5))
        for name in ("Shanice", "Gijs"):
            _talk(made, name, Moment.END, Form.VISIT, date(2027, 2, 4))
            _judge(made, name, Moment.END, Party.COMPANY)
            made.do(pipeline.advance, participation_ids=(made.cards[name],))
        _judge(made, "Gijs", Moment.END, Party.SCHOOL)
        made.do(recording.record_hours, placement_id=made.placements["Gijs"], minutes=480 * 60)
        made.do(pipeline.advance, participation_ids=(made.cards["Gijs"],))
        made.do(
            pipeline.end_placement,
            placement_id=made.placements["Isa"],
            state=State.ENDED_EARLY,
            ended_on=date(2027, 2, 11),
            reason="Het klikte niet met het team",
        )


def _spring(made: School) -> None:
    for name in ("Sem", "Oleksandra", "Milan", "Zeynep", "Bram", "Fatou", "Joost", "Yusuf", "Chenoa"):
        _wish(made, name, SPRING)
    made.do(pipeline.advance, participation_ids=(made.cards["Oleksandra"],))
    made.do(let_be, participation_id=made.cards["Milan"], state=State.NO_PLACE)
    _place(made, "Zeynep", "Zorghuis Malden", "SP-1", steps=0)
    _place(made, "Bram", "Buurtzorg Hatert", None, steps=1)
    _place(made, "Fatou", "De Waalkade", "SP-2", steps=2)
    _place(made, "Joost", "Hotel De Valkhof", "SP-4", steps=3)
    _place(made, "Yusuf", "Zorghuis Malden", "SP-1", steps=4, signed="s")
    _place(made, "Chenoa", "Buurtzorg Hatert", None, steps=5, signed="slc")
    _guide(made, "Fatima Bakkali", "Yusuf", "Chenoa")
    for name, state, reason in (
        ("Wiktoria", State.STUDENT_WITHDREW, "Wil liever dichter bij huis"),
        ("Ruben", State.COMPANY_WITHDREW, "Praktijkopleider is ziek"),
    ):
        key = _place(made, name, "Praktijk Sahin" if name == "Wiktoria" else "Bakker & Zn.", None, steps=1)
        made.do(pipeline.end_placement, placement_id=key, state=state, ended_on=clock.today(), reason=reason)
    for name, state in (("Meron", State.POSTPONED), ("Linh", State.EXEMPT), ("Emre", State.DEREGISTERED)):
        made.do(pipeline.stand_aside, participation_id=made.cards[name], state=state)
    made.do(people.write_note, text="Wil graag met ouderen werken", student_id=made.students["Noor"])
