"""Needs, what is secured for them, and whom to call."""

from __future__ import annotations

from datetime import date

import pytest

from app import clock
from app.commands.calls import copy_period, log_call
from app.commands.people import CompanyDraft, keep_company
from app.commands.school import PeriodDraft
from app.documents import render
from app.documents.overviews import shortage_report
from app.errors import Refusal
from app.queries.supply import call_list, needs, period_groups
from app.terms.calls import CallOutcome
from tests.conftest import MONDAY
from tests.documents import papers, reader
from tests.school import AUTUMN, SPRING, TODAY


def asked(school, period=SPRING):
    with school.store.reading() as session:
        return {row.programme: row for row in needs(session, today=TODAY, period_id=school.periods[period])}


def listed(school):
    with school.store.reading() as session:
        rows = call_list(session, today=TODAY, period_id=school.periods[SPRING], programme_id=school.programmes["VIG"])
    return {row.name: row for row in rows}


def test_a_need_is_who_goes_less_who_has_a_place_less_what_is_free(filled):
    for row in asked(filled).values():
        assert row.short == row.students - row.placed - row.secured
        assert row.fill_by < row.first_day
        assert row.students >= row.placed


def test_who_stood_aside_needs_no_place(school):
    from app.commands.pipeline import stand_aside
    from app.terms.pipeline import State

    before = sum(row.students for row in asked(school).values())
    school.do(stand_aside, participation_id=school.cards["Noor"], state=State.EXEMPT)
    assert sum(row.students for row in asked(school).values()) == before - 1


def test_who_trained_students_before_is_called_first_and_who_said_no_last(school):
    rows = list(listed(school).values())
    assert [row.took for row in rows] == sorted((row.took for row in rows), reverse=True)
    first = rows[0]
    with clock.at(MONDAY):
        school.do(
            log_call, company_ids=(first.id,), period_id=school.periods[SPRING], outcome=CallOutcome.NO, note="verhuist"
        )
    assert list(listed(school))[-1] == first.name
    assert listed(school)[first.name].last_contact == TODAY


def test_where_the_school_does_not_place_nobody_is_called(school):
    name = next(iter(listed(school)))
    draft = CompanyDraft(name, unfit=True, unfit_reason="geen begeleiding")
    school.do(keep_company, draft=draft, company_id=school.companies[name])
    assert name not in listed(school)


def test_a_promise_without_a_number_is_asked_back(school):
    with pytest.raises(Refusal, match="Hoeveel plekken"):
        school.do(
            log_call,
            company_ids=(school.companies["De Waalkade"],),
            period_id=school.periods[SPRING],
            outcome=CallOutcome.YES,
        )


def test_a_new_period_has_its_klassen_and_needs_places_at_once(school):
    with school.store.reading() as session:
        groups = period_groups(session, period_id=school.periods[AUTUMN])
    draft = PeriodDraft("N1", "Najaar 2027", date(2027, 9, 6), date(2028, 1, 28))
    school.periods["Najaar 2027"] = school.do(
        copy_period, period_id=school.periods[AUTUMN], draft=draft, group_ids=tuple(row.id for row in groups)
    )
    assert sum(row.students for row in asked(school, "Najaar 2027").values()) == sum(row.students for row in groups)


def test_the_paper_for_sbb_tells_the_shortage_and_names_no_student(filled):
    with filled.store.reading() as session:
        rows = needs(session, today=TODAY)
        calls = {
            (row.period_id, row.programme_id): call_list(
                session, today=TODAY, period_id=row.period_id, programme_id=row.programme_id
            )
            for row in rows
        }
    short = [row for row in rows if row.short > 0]
    told = reader.page_text(render(shortage_report("ROC Waalhaven", short, calls, TODAY), papers.COLOUR).pdf)
    assert short
    assert all(row.programme in told for row in short)
    assert "Amrani" not in told
