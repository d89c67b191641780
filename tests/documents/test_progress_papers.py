"""Progress papers and lists: what is shared holds what may be shared, and small numbers stay hidden."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest

from app.commands import recording
from app.commands.progress import GoalDraft, ProgressDraft, keep_progress
from app.documents import Options, render
from app.documents.allowance_paper import allowance_list, money
from app.documents.forms import offer_form, talk_form, wish_form
from app.documents.papers_of_view import agreement_list
from app.documents.voortgang import internal, shared
from app.documents.voortgang_overview import overview, told_apart
from app.queries.allowances import allowances
from app.queries.board import board
from app.queries.paper_lists import Wanted, agreements, view_words
from app.queries.paper_progress import SharedProgressRow, internal_progress, progress_subjects, shared_progress
from app.queries.placement_lists import View
from app.queries.policy import words
from app.queries.progress import progress
from app.terms.pipeline import Form, Judgement, Moment, Party
from app.terms.progress import Mastery
from tests.app.commands.test_transfer import promise
from tests.app.queries.conftest import filled, school  # noqa: F401 - fixtures of the same school
from tests.documents import reader
from tests.school import TODAY

SECRET = "Zorg thuis, heeft het zwaar"
PLAIN = Options(TODAY)


@pytest.fixture
def ask(school):  # noqa: F811 - the fixture
    def answer(query, **arguments):
        with school.store.reading() as session:
            return query(session, **arguments)

    return answer


@pytest.fixture
def placement(school, ask):  # noqa: F811 - the fixture
    """A placement with a goal, a werkproces, a talk, and a note that stays inside."""
    from app.commands.people import write_note

    subject = ask(progress_subjects, today=TODAY)[0]
    unit = ask(progress, placement_id=subject.placement_id).units[0]
    draft = ProgressDraft(TODAY, ((unit.unit_id, Mastery.GUIDED),), (GoalDraft("Rustig overleggen", Mastery.NOT_YET),))
    school.do(keep_progress, placement_id=subject.placement_id, draft=draft)
    student_id = next(row.student_id for row in ask(board, today=TODAY) if row.placement_id == subject.placement_id)
    school.do(write_note, student_id=student_id, text=SECRET)
    return subject.placement_id


def heard(document) -> str:
    return "\n".join(reader.structure(render(document, PLAIN).pdf))


def test_what_is_shared_is_what_domain_3_9_names_and_nothing_else():
    assert {one.name for one in fields(SharedProgressRow)} == {
        *("student", "programme", "period", "company", "company_person"),
        *("supervisor", "supervisor_phone", "supervisor_email", "contact_point"),
        *("units", "goals", "minutes_done", "minutes_total", "hours", "in_period"),
        *("held", "planned", "planned_agreed", "promises", "verdicts", "parts", "first_day", "last_day"),
    }


def test_a_shared_paper_tells_the_agreements_and_no_remark_norm_or_missing_paper(ask, placement):
    labels = ask(lambda session: words(session, TODAY))
    row = ask(shared_progress, placement_id=placement, today=TODAY)
    told = heard(shared(row, "ROC Waalhaven", labels, TODAY))
    for text in (row.student, row.company, row.company_person, row.supervisor, "Rustig overleggen", "met hulp"):
        assert text in told
    for secret in (SECRET, "Norm", "mist", "Nu nodig", "handtekening van"):
        assert secret not in told
    assert "LBody student, datum" in told or "P student, datum" in told


def test_an_internal_paper_says_how_it_stands_and_is_marked_so(ask, placement):
    labels = ask(lambda session: words(session, TODAY))
    row = ask(internal_progress, placement_id=placement, today=TODAY)
    pdf = render(internal(row, "ROC Waalhaven", labels, TODAY), PLAIN).pdf
    assert "Norm voor contact" in "\n".join(reader.structure(pdf))
    assert "alleen intern" in reader.page_text(pdf)
    assert SECRET not in reader.page_text(pdf)
    assert row.shared.student not in " ".join(reader.metadata(pdf).values())


def test_what_was_promised_heads_both_papers(school, ask):  # noqa: F811 - the fixture
    promised = {"text": "Rooster voor mei sturen", "owner": Party.COMPANY, "due_on": TODAY}
    key = school.placements["Amira"]
    school.do(promise, placement_id=key, **promised)
    labels = ask(lambda session: words(session, TODAY))
    both = ask(internal_progress, placement_id=key, today=TODAY)
    for paper in (internal(both, "ROC Waalhaven", labels, TODAY), shared(both.shared, "ROC Waalhaven", labels, TODAY)):
        assert paper.parts[0].title == "Toezeggingen die nog openstaan"
        assert "Rooster voor mei sturen" in reader.page_text(render(paper, PLAIN).pdf)


def test_a_talk_that_is_held_takes_the_place_of_one_to_come(school, ask):  # noqa: F811 - the fixture
    running = next(row for row in ask(board, today=TODAY) if row.placement_id and row.late_contact)
    before = ask(shared_progress, placement_id=running.placement_id, today=TODAY)
    draft = recording.ContactDraft(Moment.START, Form.VISIT, TODAY, student=True, company=True, school=True)
    school.do(recording.hold_contact, placement_id=running.placement_id, draft=draft)
    after = ask(shared_progress, placement_id=running.placement_id, today=TODAY)
    assert len(after.held) == len(before.held) + 1
    assert len(after.planned) == len(before.planned) - 1


def test_subjects_follow_the_period_and_the_klas_in_view(school, ask):  # noqa: F811 - the fixture
    everybody = ask(progress_subjects, today=TODAY)
    group = school.groups["KO2A"]
    of_group = ask(progress_subjects, today=TODAY, group_id=group)
    assert {row.group for row in of_group} <= {"KO2A"}
    assert len(of_group) < len(everybody)
    assert all(
        row.period == "Najaar 2026"
        for row in ask(progress_subjects, today=TODAY, period_id=school.periods["Najaar 2026"])
    )


def test_an_overview_with_names_is_confidential_and_one_without_holds_none(ask):
    rows = ask(board, today=TODAY)
    named = render(overview(rows, "ROC Waalhaven", "", TODAY, names=True), PLAIN).pdf
    bare = render(overview(rows, "ROC Waalhaven", "", TODAY, names=False), PLAIN).pdf
    assert "vertrouwelijk" in reader.page_text(named)
    assert "vertrouwelijk" not in reader.page_text(bare)
    for row in rows:
        assert row.student not in reader.page_text(bare)
    assert rows[0].student in reader.page_text(named)


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ((("A", (9, 7)), ("B", (0, 6))), (("A", (9, 7)), ("B", (0, 6)))),
        ((("A", (9, 2)), ("B", (9, 6))), (("alle klassen samen", (18, 8)),)),
        ((("A", (9, 2)), ("B", (9, 4)), ("C", (7, 8))), (("C", (7, 8)), ("andere klassen samen", (18, 6)))),
        ((("A", (3, 0)), ("B", (0, 6)), ("C", (7, 8))), (("alle klassen samen", (10, 14)),)),
        ((("A", (1, 2)),), ()),
        ((), ()),
    ],
)
def test_no_number_under_five_can_be_read_or_worked_out(rows, shown):
    assert told_apart(rows) == shown
    assert all(count == 0 or count >= 5 for _name, counts in told_apart(rows) for count in counts)


def test_the_cover_list_has_what_is_not_signed_first(ask):
    rows = ask(agreements, wanted=Wanted(TODAY))
    assert rows
    assert [row.complete for row in rows] == sorted(row.complete for row in rows)
    told = heard(agreement_list(rows, "ROC Waalhaven", "", TODAY))
    assert all(row.student in told for row in rows)


def test_unknown_pay_is_not_no_pay(ask):
    rows = ask(allowances, view=View(TODAY))
    told = heard(allowance_list(rows, "ROC Waalhaven", "", TODAY))
    assert "TD onbekend" in told
    assert "niet gevraagd" in told
    assert money(123_456) == "€\u00a01.234,56"


def test_what_is_in_view_is_named(school, ask):  # noqa: F811 - the fixture
    wanted = Wanted(TODAY, school.periods["Voorjaar 2027"], group_id=school.groups["KO2A"])
    assert ask(view_words, wanted=wanted) == "KO2A, Voorjaar 2027"
    assert ask(view_words, wanted=Wanted(TODAY)) == ""


@pytest.mark.parametrize("form", [offer_form, wish_form, talk_form], ids=["offer", "wish", "talk"])
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_a_form_asks_nothing_that_may_not_be_known(form, large):
    rendered = render(form("ROC Waalhaven"), Options(TODAY, large=large))
    told = reader.page_text(rendered.pdf).casefold()
    assert rendered.warnings == ()
    for word in ("bsn", "geboorte", "nationaliteit", "geslacht", "foto"):
        assert word not in told


def test_nobody_is_due_when_a_placement_is_over(school, ask):  # noqa: F811 - the fixture
    rows = ask(progress_subjects, today=TODAY + timedelta(days=400), period_id=school.periods["Najaar 2026"])
    for row in rows:
        told = ask(shared_progress, placement_id=row.placement_id, today=TODAY)
        assert all(day >= TODAY for day in told.planned)


def test_what_was_judged_of_each_part_stands_on_the_paper(school, ask, placement):  # noqa: F811 - the fixture
    labels = ask(lambda session: words(session, TODAY))
    known = ask(progress, placement_id=placement)
    verdicts = (
        recording.PartVerdict(known.units[0].unit_id, Judgement.GOOD),
        recording.PartVerdict(known.goals[0].id, Judgement.NOT_YET),
    )
    school.do(
        recording.judge,
        placement_id=placement,
        moment=Moment.MIDDLE,
        party=Party.COMPANY,
        judgement=Judgement.SUFFICIENT,
        judged_on=TODAY,
        parts=verdicts,
    )
    told = heard(shared(ask(shared_progress, placement_id=placement, today=TODAY), "ROC Waalhaven", labels, TODAY))
    assert "Oordeel per onderdeel" in told
    assert "Tussen leerbedrijf" in told
    assert "nog niet voldoende" in told
