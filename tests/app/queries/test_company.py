from datetime import date

from app.commands import people
from app.entities.base import new_key
from app.entities.offer import Requirement
from app.queries.company import company
from app.queries.masking import masked
from app.store.work import undoable
from app.terms.company import Allowance, Recognised
from app.terms.pipeline import State
from app.terms.school import Path
from app.terms.steps import Deed
from tests.school import ACTOR, AUTUMN, SPRING, TODAY


def details(school, name):
    with school.store.reading() as session:
        return company(session, school.companies[name], today=TODAY)


@undoable(Deed.IMPORT_OFFERS)
def ask(work, *, offer_id, text, justification):
    work.add(Requirement(offer_id=offer_id, text=text, justification=justification, rank=len(text)))


def test_a_company_is_told_with_its_people(school):
    row = details(school, "De Waalkade")
    assert (row.name, row.street, row.postcode, row.town) == ("De Waalkade", "Kade 2", "6511AA", "Nijmegen")
    (person,) = row.people
    assert (person.name, person.role, person.phone) == ("Sanne Oosterhof", "praktijkopleider", "024 000 01 27")


def test_the_last_check_of_each_recognition_is_told(school):
    (row,) = details(school, "De Waalkade").recognitions
    assert (row.crebo, row.programme, row.outcome) == ("25491", "Verzorgende IG", Recognised.YES)
    assert (row.checked_on, row.checked_by) == (date(2026, 8, 31), ACTOR)


def test_a_programme_with_a_student_here_waits_for_a_check(school):
    (row,) = details(school, "Buurtzorg Hatert").recognitions
    assert (row.crebo, row.outcome, row.checked_on) == ("25491", Recognised.UNCHECKED, None)


def test_offers_tell_their_room_in_each_period(school):
    spring, autumn = details(school, "De Waalkade").offers
    assert (spring.number, spring.programmes, spring.path) == ("SP-2", ("Verzorgende IG",), Path.BOL)
    assert [(room.period, room.free) for room in spring.rooms] == [(SPRING, 0)]
    assert [(room.period, room.free) for room in autumn.rooms] == [(AUTUMN, 1)]
    assert (autumn.days, autumn.minutes_per_week) == (("ma", "di", "wo"), 1440)
    assert (autumn.allowance, autumn.allowance_cents, autumn.contact) == (Allowance.AMOUNT, 25_000, "Sanne Oosterhof")


def test_a_requirement_tells_whether_somebody_gave_a_reason(school):
    offer = school.offers["SP-2"]
    school.do(ask, offer_id=offer, text="VOG", justification="Werk met kwetsbare mensen")
    school.do(ask, offer_id=offer, text="Geen hoofddeksel", justification=None)
    wanted = details(school, "De Waalkade").offers[0].requirements
    assert [(row.text, row.justification) for row in wanted] == [
        ("VOG", "Werk met kwetsbare mensen"),
        ("Geen hoofddeksel", ""),
    ]


def test_placements_that_are_not_over_come_first(school):
    rows = details(school, "De Waalkade").placements
    assert [(row.student, row.there, row.over) for row in rows] == [
        ("Fatou Diallo", False, False),
        ("Amira Benhaddou", True, False),
        ("Daan Peeters", False, False),
        ("Shanice Pinas", False, False),
        ("Isa Bouzid", False, True),
    ]
    assert (rows[1].state, rows[1].period, rows[1].supervisor) == (State.STARTED, AUTUMN, "Mees Bruijn")
    assert rows[4].last_day == date(2027, 2, 11)  # the day it ended, not the day it should have


def test_notes_come_newest_first_and_belong_to_its_history(school):
    key = school.companies["De Waalkade"]
    school.do(people.write_note, text="Eerst", company_id=key)
    school.do(people.write_note, text="Daarna", company_id=key)
    row = details(school, "De Waalkade")
    assert [note.text for note in row.notes] == ["Daarna", "Eerst"]
    assert row.keys[0] == key
    assert {note.id for note in row.notes} <= set(row.keys)


def test_while_others_watch_people_are_hidden_and_the_company_is_not(school):
    school.do(people.write_note, text="Belt Sanne", company_id=school.companies["De Waalkade"])
    row = masked(details(school, "De Waalkade"))
    assert (row.name, row.people[0].name, row.people[0].phone) == ("De Waalkade", "S. O.", "•••")
    assert (row.placements[0].student, row.notes[0].text) == ("F. D.", "•••")


def test_a_company_that_is_gone_has_no_details(school):
    with school.store.reading() as session:
        assert company(session, new_key(), today=TODAY) is None
