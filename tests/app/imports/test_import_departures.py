"""Who is no longer in a file, and for whom a file speaks at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from app import clock
from app.commands.finding import propose
from app.commands.pipeline import advance
from app.demo.files import FILES
from app.entities.company import Company
from app.entities.people import Student, Supervisor
from app.entities.placement import Participation, Placement
from app.entities.programme import Group, Period
from app.exchange.knowing import known
from app.exchange.mapping import map_columns
from app.exchange.parsed import Proposal
from app.exchange.parsing import parse
from app.exchange.tables import read_table
from app.progress import Progress
from app.queries.import_rows import Scope
from app.queries.imports import preview
from app.resources import resource
from app.terms.exchange import Subject
from app.terms.imports import Leaving
from app.terms.pipeline import State
from app.text import fold
from tests.app.imports.reading import ACTOR, edited, shown, take_in
from tests.dump import dump

HAJAR = "2610572"  # of KOK1A, on placement in P2


def without(*numbers):
    return lambda rows: [row for row in rows if row.key not in numbers]


def of_groups(*codes):
    return lambda rows: [row for row in rows if row.group in codes]


def stored(store, kind, **values):
    with store.reading() as session:
        return session.scalars(select(kind).filter_by(**values)).one()


def card_of(store, number, code="P2"):
    with store.reading() as session:
        return session.scalars(
            select(Participation)
            .join(Student, Student.id == Participation.student_id)
            .join(Period, Period.id == Participation.period_id)
            .where(Student.number == number, Period.code == code)
        ).one()


def test_who_is_not_in_the_file_is_proposed_and_stays_until_that_is_chosen(filled):
    seen = shown(filled, Subject.STUDENTS, without(HAJAR))
    (row,) = seen.leaving
    assert (row.key, row.name, row.detail, row.reason) == (HAJAR, "Hajar AIT OUSSALAH", "KOK1A", Leaving.ABSENT)
    before = dump(filled)
    assert take_in(filled, seen) is None
    assert dump(filled) == before


def test_who_is_in_the_file_with_a_row_that_is_refused_is_not_gone(filled):
    table = read_table(resource("demo", FILES[Subject.STUDENTS]), progress=Progress())
    names = [n for n, header in enumerate(table.headers) if header in {"Roepnaam", "Achternaam", "Volledige naam"}]
    number = table.headers.index("Nummer")

    def nameless(row):
        if str(row.cells[number]) != HAJAR:
            return row
        return replace(row, cells=tuple(None if n in names else cell for n, cell in enumerate(row.cells)))

    table = replace(table, rows=tuple(map(nameless, table.rows)))
    columns = map_columns(table, Subject.STUDENTS)
    with filled.reading() as session:
        parsed = parse(table, columns, known(session, clock.today()), progress=Progress())
        seen = preview(session, subject=Subject.STUDENTS, parsed=parsed, today=clock.today(), columns=columns)
    assert [finding.code for finding in seen.refused if finding.row == 2] == ["name_missing"]
    assert seen.leaving == ()


def test_an_offer_that_waits_for_its_company_is_not_gone(filled):
    seen = shown(filled, Subject.OFFERS)
    row = next(row for row in seen.parsed.rows if row.number == "1001")
    waits = Proposal(row, "Zorghuis Ravelein", row.company, row.company_name, 96)
    parsed = replace(seen.parsed, rows=tuple(one for one in seen.parsed.rows if one is not row), proposals=(waits,))
    with filled.reading() as session:
        again = preview(session, subject=Subject.OFFERS, parsed=parsed, today=clock.today(), columns=seen.mapping)
    assert (again.gone, again.proposals) == ((), (waits,))


def test_who_left_is_deregistered_and_never_deleted(filled):
    seen = shown(filled, Subject.STUDENTS, without(HAJAR))
    before = dump(filled)
    step = take_in(filled, seen, take={seen.leaving[0].id})
    assert not stored(filled, Student, number=HAJAR).active
    assert card_of(filled, HAJAR).state is State.DEREGISTERED
    assert shown(filled, Subject.STUDENTS, without(HAJAR)).leaving == ()
    filled.take_back(step, ACTOR)
    assert dump(filled) == before


def test_the_placement_of_who_left_ends_with_it(filled):
    card, company = card_of(filled, HAJAR), stored(filled, Company, name="Kindcentrum Waalkroost")
    filled.change(propose, ACTOR, participation_id=card.id, company_id=company.id)
    filled.change(advance, ACTOR, participation_ids=(card.id,))
    seen = shown(filled, Subject.STUDENTS, without(HAJAR))
    take_in(filled, seen, take={seen.leaving[0].id})
    placement = stored(filled, Placement, participation_id=card.id)
    assert (placement.state, placement.end_reason) == (State.STUDENT_WITHDREW, "uitgeschreven")


def test_a_file_of_one_group_says_nothing_of_the_others(filled):
    seen = shown(filled, Subject.STUDENTS, lambda rows: of_groups("VIG2A")(without("2610572")(rows)))
    assert seen.leaving == ()
    assert seen.scope.groups == {"VIG2A"}
    assert seen.file_scope == seen.scope


def test_the_scope_can_be_widened_to_groups_that_the_file_lacks(filled):
    everybody = len(filled_group(filled, "KOK1A"))
    scope = Scope(groups=frozenset({"KOK1A", "VIG2A"}))
    seen = shown(filled, Subject.STUDENTS, of_groups("VIG2A"), scope=scope)
    assert len(seen.leaving) == everybody
    assert {row.detail for row in seen.leaving} == {"KOK1A"}
    assert seen.file_scope.groups == {"VIG2A"}


def test_the_scope_can_be_narrowed(filled):
    seen = shown(filled, Subject.STUDENTS, without(HAJAR), scope=Scope(groups=frozenset({"VIG2A"})))
    assert seen.leaving == ()


def test_a_student_without_a_group_goes_by_the_programme(filled):
    with filled.reading() as session:
        loose = session.scalars(
            select(Student).where(Student.group_id.is_(None), Student.active).order_by(Student.number)
        ).first()
    seen = shown(filled, Subject.STUDENTS, without(loose.number))
    assert [row.key for row in seen.leaving] == [loose.number]
    narrow = Scope(groups=seen.scope.groups)
    assert shown(filled, Subject.STUDENTS, without(loose.number), scope=narrow).leaving == ()


def filled_group(store, code):
    with store.reading() as session:
        return session.scalars(
            select(Student).join(Group, Group.id == Student.group_id).where(Group.code == code, Student.active)
        ).all()


def test_an_enrolment_that_ended_proposes_to_take_the_card_off_the_board(filled):
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, active=False))
    (change,), (row,) = seen.changed[0].fields, seen.leaving
    assert (change.label, change.ours, change.theirs) == ("actief", "ja", "nee")
    assert row.reason is Leaving.ENDED
    take_in(filled, seen, take={row.id})
    assert card_of(filled, HAJAR).state is State.DEREGISTERED


def test_an_enrolment_that_ended_leaves_the_card_when_that_is_not_chosen(filled):
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, active=False))
    take_in(filled, seen)
    assert not stored(filled, Student, number=HAJAR).active
    assert card_of(filled, HAJAR).state is not State.DEREGISTERED


def test_students_who_had_left_already_get_no_card(filled):
    with filled.reading() as session:
        cards = session.scalars(
            select(Participation.id)
            .join(Student, Student.id == Participation.student_id)
            .join(Period, Period.id == Participation.period_id)
            .where(Student.active.is_(False), Period.code.in_(("P1", "P2")))
        ).all()
    assert cards == []


def test_who_moves_to_another_group_gets_the_card_of_its_period(filled):
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, group="KOK2A"))
    assert [(one.label, one.count) for one in seen.also] == [("deelnames aan een periode", 1)]
    change = seen.changed[0].fields[0]
    assert take_in(filled, seen, leave={change.id}) is None
    take_in(filled, seen)
    assert card_of(filled, HAJAR, "P1").state is State.WISH_OPEN


def test_a_group_that_the_school_does_not_have_is_made(filled):
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, group="KOK1B"))
    assert [(one.label, one.count) for one in seen.also] == [("klassen", 1)]
    assert seen.changed[0].fields[0].theirs == "KOK1B"
    take_in(filled, seen)
    group = stored(filled, Group, code="KOK1B")
    assert stored(filled, Student, number=HAJAR).group_id == group.id


def test_a_group_is_made_only_for_who_comes_in(filled):
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, group="KOK1B"))
    take_in(filled, seen, leave={seen.changed[0].fields[0].id})
    with filled.reading() as session:
        assert session.scalar(select(Group.id).where(Group.code == "KOK1B")) is None


def test_a_group_of_which_nothing_is_known_is_said_and_left_out(filled):
    seen = shown(filled, Subject.STUDENTS, edited(HAJAR, group="XYZ9", crebo="99999", programme_known=False))
    assert [finding.code for finding in seen.warnings if finding.row == 2] == ["group_unknown"]


def test_a_supervisor_who_is_no_longer_listed_can_be_set_inactive(filled):
    kerem = fold("Kerem Yılmaz")

    def others(rows):
        return [row for row in rows if fold(f"{row.first_name} {row.last_name}") != kerem]

    seen = shown(filled, Subject.SUPERVISORS, others)
    (row,) = seen.leaving
    take_in(filled, seen, take={row.id})
    assert not stored(filled, Supervisor, first_name="Kerem", last_name="Yılmaz").active


def test_offers_that_a_list_no_longer_has_are_said_and_stay(filled):
    seen = shown(filled, Subject.OFFERS, without("1001"))
    assert [row.key for row in seen.gone] == ["1001"]
    assert seen.nothing_to_do
    narrow = Scope(programmes=seen.scope.programmes, periods=frozenset({"P2"}))
    assert shown(filled, Subject.OFFERS, without("1001"), scope=narrow).gone == ()


@pytest.mark.parametrize("subject", [Subject.COMPANIES, Subject.WISHES, Subject.PLACEMENTS])
def test_other_lists_never_say_that_anything_is_gone(filled, subject):
    seen = shown(filled, subject, lambda rows: rows[:5])
    assert (seen.leaving, seen.gone, seen.unchanged) == ((), (), 5)


def test_a_period_that_ended_gives_no_new_cards(waalhaven):
    from datetime import UTC, datetime

    with clock.at(datetime(2027, 4, 20, 9, tzinfo=UTC)):
        seen = shown(waalhaven, Subject.STUDENTS, of_groups("KOK2A", "KOK1A"))
        take_in(waalhaven, seen)
    with waalhaven.reading() as session:
        codes = session.scalars(
            select(Period.code).join(Participation, Participation.period_id == Period.id).distinct()
        ).all()
    assert codes == ["P2"]


def test_earlier_placements_wait_for_their_company_and_come_with_it(waalhaven):
    take_in(waalhaven, shown(waalhaven, Subject.STUDENTS))
    companies = shown(waalhaven, Subject.COMPANIES)
    assert {one.label: one.count for one in companies.also}["plaatsingen uit de studentenlijst"] == 233
    take_in(waalhaven, companies, leave={row.id for row in companies.new[1:]})
    waiting = {one.label for one in shown(waalhaven, Subject.STUDENTS).also}
    assert waiting == set()


def test_what_the_student_list_says_of_its_own_placements_stays_up_to_date(filled):
    from datetime import date

    with filled.reading() as session:
        own = session.scalars(select(Placement).where(Placement.number.is_(None)).order_by(Placement.id)).first()
        number = session.scalar(
            select(Student.number)
            .join(Participation, Participation.student_id == Student.id)
            .where(Participation.id == own.participation_id)
        )

    def later(rows):
        return [
            replace(
                row,
                earlier=tuple(
                    replace(one, end=date(2025, 4, 11)) if one.start == own.first_day else one for one in row.earlier
                ),
            )
            if row.number == number
            else row
            for row in rows
        ]

    seen = shown(filled, Subject.STUDENTS, later)
    assert next(change.label.split(": ")[1] for change in seen.changed[0].fields) == "einddatum"
    take_in(filled, seen)
    assert stored(filled, Placement, id=own.id).ended_on == date(2025, 4, 11)
