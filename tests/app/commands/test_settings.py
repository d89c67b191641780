"""The lists of Instellingen: what nothing uses can go, the order of helplines is the school's own."""

from datetime import date

import pytest
from sqlalchemy import select

from app.commands.programmes import GroupDraft, ProgrammeDraft, keep_programme
from app.commands.school import FreeDayDraft, HelplineDraft, PeriodDraft, check_helpline, keep_helpline, keep_period
from app.commands.settings import (
    copy_holidays,
    move_helpline,
    remove_group,
    remove_period,
    remove_programme,
    remove_unit,
    show_helpline,
)
from app.entities.people import Student
from app.entities.placement import Participation
from app.entities.programme import Group
from app.errors import Refusal
from app.queries.school import helplines
from app.queries.teaching import free_days, groups, periods, programmes, units
from app.rules.holidays import school_holidays
from app.terms.school import FreeDayKind, Path, Place, Region
from tests.school import SPRING, TODAY


def ask(school, query, **arguments):
    with school.store.reading() as session:
        return query(session, **arguments)


def names(school):
    return [row.name for row in ask(school, helplines)]


@pytest.fixture
def lines(school):
    """Three helplines: one of school, and two outside it."""
    for name in ("Politie", "JOBmbo"):
        school.do(keep_helpline, draft=HelplineDraft(name, "Hulp", phone="0900", place=Place.OUTSIDE))
    return {row.name: row.id for row in ask(school, helplines)}


def test_a_helpline_moves_among_those_of_its_own_place(school, lines):
    before = names(school)
    school.do(move_helpline, helpline_id=lines["JOBmbo"], by=-1)
    assert names(school).index("JOBmbo") == names(school).index("Politie") - 1
    school.do(move_helpline, helpline_id=lines["JOBmbo"], by=-5)
    assert names(school).index("Vertrouwenspersoon") == before.index("Vertrouwenspersoon")


def test_a_hidden_helpline_stays_in_the_list(school, lines):
    school.do(show_helpline, helpline_id=lines["Politie"], shown=False)
    assert [row.name for row in ask(school, helplines) if not row.shown] == ["Politie"]


def test_a_helpline_without_any_contact_cannot_be_checked(school, lines):
    row = next(row for row in ask(school, helplines) if row.name == "Politie")
    with pytest.raises(Refusal, match="Vul een telefoonnummer"):
        school.do(keep_helpline, draft=HelplineDraft("Politie", "Hulp"), helpline_id=row.id)
    school.do(check_helpline, helpline_id=row.id)
    assert next(row for row in ask(school, helplines) if row.name == "Politie").checked_on == TODAY


def test_holidays_are_copied_once(school):
    known = len(ask(school, free_days))
    drafts = tuple(
        FreeDayDraft(day.name, FreeDayKind.HOLIDAY, day.first_day, day.last_day)
        for day in school_holidays(Region.SOUTH, 2027)
    )
    assert school.do(copy_holidays, drafts=drafts) == 5
    assert school.do(copy_holidays, drafts=drafts) == 0
    assert len(ask(school, free_days)) == known + 5


def test_what_is_in_use_stays(school):
    programme = ask(school, programmes)[0].id
    for command, arguments in (
        (remove_period, {"period_id": school.periods[SPRING]}),
        (remove_group, {"group_id": next(iter(school.groups.values()))}),
        (remove_programme, {"programme_id": programme}),
    ):
        with pytest.raises(Refusal, match="nog in gebruik"):
            school.do(command, **arguments)


def test_what_nothing_uses_can_go(school):
    key = school.do(keep_period, draft=PeriodDraft("N28", "Najaar 2028", TODAY, TODAY))
    school.do(remove_period, period_id=key)
    assert key not in {row.id for row in ask(school, periods)}


def test_a_part_that_no_wish_names_can_go(school):
    found = [(row.id, part.id) for row in ask(school, programmes) for part in ask(school, units, programme_id=row.id)]
    programme, part = found[0]
    school.do(remove_unit, unit_id=part)
    assert part not in {row.id for row in ask(school, units, programme_id=programme)}
    assert ask(school, groups)


def test_a_klas_that_goes_in_a_period_brings_its_students_on_the_board_until_the_period_is_over(school):
    def cards(period):
        with school.store.reading() as session:
            rows = session.scalars(select(Participation.student_id).where(Participation.period_id == period))
            return set(rows)

    with school.store.reading() as session:
        klas = session.scalars(select(Group).where(Group.code == "KO2A")).one()
        theirs = set(session.scalars(select(Student.id).where(Student.group_id == klas.id, Student.active)))
    later = school.do(keep_period, draft=PeriodDraft("P9", "Zomer 2027", date(2027, 7, 12), date(2027, 9, 3)))
    over = school.do(keep_period, draft=PeriodDraft("P8", "Winter 2026", date(2026, 1, 5), date(2026, 2, 6)))
    groups = (GroupDraft("KO2A", Path.BOL, 2026, (("Zomer 2027", ("do",)), ("Winter 2026", ("do",)))),)
    school.do(keep_programme, draft=ProgrammeDraft("KOK", "25180", "Kok", 2, groups=groups))
    assert theirs
    assert (cards(later), cards(over)) == (theirs, set())
