"""The four goals are counted as they say."""

from __future__ import annotations

from app.documents import render
from app.documents.overviews import shown_cells, stagepact_report
from app.queries.policy import norm
from app.queries.stagepact import stagepact
from app.terms.goals import Goal
from tests.documents import papers, reader
from tests.school import AUTUMN, PAST, SPRING, TODAY


def goals(school, **scope):
    with school.store.reading() as session:
        return {row.goal: row for row in stagepact(session, today=TODAY, **scope)}


def test_a_talk_with_two_does_not_reach_the_norm_and_no_talk_at_all_is_said_apart(filled):
    row = goals(filled, period_id=filled.periods[AUTUMN])[Goal.GUIDANCE]
    assert (row.whole.count, row.whole.of) == (2, 6)  # Shanice and Gijs had three, of which one at the company
    assert row.whole.all - row.whole.known == 1  # nobody recorded a talk with Thijs
    assert row.extra[1] == 6


def test_the_same_period_of_a_year_earlier_stands_beside_it_unless_nobody_asks(school):
    from app.commands.pipeline import participate

    school.do(participate, student_id=school.students["Thijs"], period_id=school.periods[PAST])
    spring = school.periods[SPRING]
    assert goals(school, period_id=spring)[Goal.PLACES].whole.before == (0, 1)
    assert goals(school, period_id=spring, year_before=False)[Goal.PLACES].whole.before is None


def test_a_student_with_one_of_two_stages_has_no_place_yet(school):
    from app.commands.pipeline import participate

    before = goals(school)[Goal.PLACES]
    school.do(participate, student_id=school.students["Thijs"], period_id=school.periods[SPRING])
    after = goals(school)[Goal.PLACES]
    assert (after.whole.count, after.whole.of) == (before.whole.count, before.whole.of + 1)
    assert after.extra == (before.extra[0] - 1, before.extra[1])


def test_what_nobody_knows_is_no_no(filled):
    row = goals(filled)[Goal.ALLOWANCE]
    assert row.whole.of == row.whole.known < row.whole.all


def test_reports_are_not_counted_only_who_can_be_reached(filled):
    row = goals(filled)[Goal.SAFETY]
    assert row.whole.of == row.whole.all > 0
    discussed, groups = row.extra
    assert discussed == 0 < groups


def test_the_paper_hides_what_tells_about_a_few(filled):
    with filled.store.reading() as session:
        rows = stagepact(session, today=TODAY)
        asked = norm(session, TODAY)
    told = reader.page_text(render(stagepact_report("ROC Waalhaven", "Nu", rows, asked), papers.COLOUR).pdf)
    assert "Doel 1: Betere begeleiding" in told
    assert "gewoonlijk 3" in " ".join(told.split())
    guidance = next(row for row in rows if row.goal is Goal.GUIDANCE)
    assert [line[3] for line in shown_cells(guidance)] == ["verborgen"] * (len(guidance.cells) + 1)
