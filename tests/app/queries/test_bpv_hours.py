"""Hours of practice over the whole programme, beside what the law or the school asks at least."""

from __future__ import annotations

from datetime import date

import pytest

from app.commands.placing import BesideDraft, PlacementDraft, keep_placement, place_beside
from app.commands.programmes import ProgrammeDraft, keep_programme
from app.commands.recording import record_hours
from app.documents import render
from app.documents.voortgang import internal, shared
from app.documents.voortgang_overview import overview
from app.queries.board import board
from app.queries.bpv_hours import bpv_hours
from app.queries.paper_progress import internal_progress, shared_progress
from app.queries.placement_lists import View, progress_lines
from app.queries.policy import words
from app.queries.teaching import programmes
from app.rules.bpv_hours import Minimum, ProgrammeHours, minimum_hours
from app.terms.company import Allowance
from app.terms.placing import PlacementKind
from app.terms.progress import HoursSource
from app.terms.school import Path
from tests.documents import papers, reader
from tests.school import TODAY

LAW = "WEB art. 7.2.7, urentabel"


@pytest.mark.parametrize(
    ("known", "path", "least"),
    [
        (ProgrammeHours(3), Path.BOL, Minimum(900, f"{LAW} bol")),
        (ProgrammeHours(2), Path.BBL, Minimum(1_220, f"{LAW} bbl")),
        (ProgrammeHours(3, 1_200, None, "OER 2026"), Path.BOL, Minimum(1_200, "OER 2026")),
        (ProgrammeHours(3, 1_200), None, Minimum(1_200, "")),
        (ProgrammeHours(3), None, None),
        (ProgrammeHours(), Path.BOL, None),
    ],
    ids=["bol", "bbl", "own", "own-for-any", "third-way", "unknown"],
)
def test_the_school_goes_before_the_law(known, path, least):
    assert minimum_hours(known, path) == least


def hours(school, name):
    with school.store.reading() as session:
        return bpv_hours(session, student_ids=[school.students[name]])[school.students[name]]


def test_planned_and_made_add_up_and_stand_on_grid_and_paper(school):
    school.do(keep_programme, draft=ProgrammeDraft("KOK", "25180", "Kok", 2, years=2))
    found = hours(school, "Gijs")
    assert (found.done, found.minimum.hours) == (480, 450)
    assert hours(school, "Ibrahim").short == max(0, 450 - hours(school, "Ibrahim").planned)
    with school.store.reading() as session:
        line = next(one for one in progress_lines(session, view=View(TODAY)) if one.student.startswith("Gijs"))
        assert line.hours == found
        row = shared_progress(session, placement_id=school.placements["Gijs"], today=TODAY)
        told = render(shared(row, "ROC", words(session, TODAY), TODAY), papers.COLOUR).pdf
    page = " ".join(reader.page_text(told).split())
    assert "480 gemaakt" in page
    assert f"minimaal 450 ({LAW} bol)" in page


def test_of_a_placement_that_stopped_what_was_made_counts(school):
    known = hours(school, "Isa")
    assert (known.planned, known.done, known.unknown) == (0, 0, 0)


def test_a_plan_that_nobody_knows_is_not_too_little(school):
    school.do(keep_programme, draft=ProgrammeDraft("VIG", "25491", "Verzorgende IG", 3, years=3))
    draft = PlacementDraft(None, TODAY, TODAY, None, None, Allowance.UNKNOWN, None)
    school.do(keep_placement, placement_id=school.placements["Chenoa"], draft=draft)
    assert (hours(school, "Chenoa").unknown, hours(school, "Chenoa").short) == (1, 0)


def test_the_school_keeps_its_own_hours_with_their_source(school):
    draft = ProgrammeDraft("KOK", "25180", "Kok", 2, years=2, bpv_hours=600, bpv_source=" OER 2026 ")
    school.do(keep_programme, draft=draft)
    with school.store.reading() as session:
        (kok,) = [row for row in programmes(session) if row.crebo == "25180"]
    assert minimum_hours(kok.hours, Path.BOL) == Minimum(600, "OER 2026")


def beside(school, name, company, **wanted):
    """Another placement of a student in the same period."""
    draft = BesideDraft(school.companies[company], PlacementKind.BESIDE, **wanted)
    return school.do(place_beside, participation_id=school.cards[name], draft=draft)


def made(school, placement_id, hours):
    school.do(record_hours, placement_id=placement_id, minutes=hours * 60, counted_on=TODAY, source=HoursSource.COMPANY)


def together(school):
    """Ibrahim has a second company beside the first, and a third after them; gives the keys of those two."""
    school.do(keep_programme, draft=ProgrammeDraft("KOK", "25180", "Kok", 2, years=2))
    days = {"first_day": date(2027, 1, 4), "last_day": date(2027, 3, 19)}
    second = beside(school, "Ibrahim", "Hotel De Valkhof", **days)
    third = beside(school, "Ibrahim", "De Waalkade", first_day=date(2027, 3, 22), last_day=date(2027, 3, 26))
    for key, total in ((second, 80), (third, 40)):
        draft = PlacementDraft(None, *days.values(), None, None, Allowance.UNKNOWN, None, minutes_total=total * 60)
        school.do(keep_placement, placement_id=key, draft=draft)
    return second, third


def test_two_placements_of_a_period_add_up_in_plans_and_in_hours_made(school):
    before = hours(school, "Ibrahim")
    second, _third = together(school)
    made(school, school.placements["Ibrahim"], 100)
    made(school, second, 30)
    now = hours(school, "Ibrahim")
    assert (now.done, now.planned) == (130, before.planned + 80 + 40)
    period = now.periods[school.cards["Ibrahim"]]
    assert (period.done, period.planned, period.placements) == (130, now.planned, 3)
    assert now.short == max(0, 450 - now.planned)


def test_what_two_placements_come_to_stands_in_grid_and_on_papers_with_the_source(school):
    second, _third = together(school)
    made(school, school.placements["Ibrahim"], 100)
    made(school, second, 30)
    now = hours(school, "Ibrahim")
    with school.store.reading() as session:
        (line, *_more) = [one for one in progress_lines(session, view=View(TODAY)) if one.student.startswith("Ibr")]
        row = internal_progress(session, placement_id=second, today=TODAY)
        cards = board(session, today=TODAY)
        known = words(session, TODAY)
    assert line.in_period == now.periods[school.cards["Ibrahim"]]
    sum_of_all = f"130 van {now.planned} gemaakt, over 3 plaatsingen samen"
    alone = " ".join(reader.page_text(render(internal(row, "ROC", known, TODAY), papers.COLOUR).pdf).split())
    for told in ("30 van 80 uur", sum_of_all, f"130 gemaakt, {now.planned} gepland", f"minimaal 450 ({LAW} bol)"):
        assert told in alone
    klas = overview(cards, "ROC", "", TODAY, names=True, hours={school.students["Ibrahim"]: now})
    listed = " ".join(reader.page_text(render(klas, papers.COLOUR).pdf).split())
    assert f"130 / {now.planned} / 450" in listed
    assert f"Het minimum komt uit: {LAW} bol" in listed


def test_who_is_done_has_planned_what_was_made(school):
    draft = PlacementDraft(None, TODAY, TODAY, None, None, Allowance.UNKNOWN, None, minutes_total=600 * 60)
    school.do(keep_placement, placement_id=school.placements["Gijs"], draft=draft)
    assert (hours(school, "Gijs").done, hours(school, "Gijs").planned) == (480, 480)
