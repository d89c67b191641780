"""Hours of practice over the whole programme, beside what the law or the school asks at least."""

from __future__ import annotations

import pytest

from app.commands.placing import PlacementDraft, keep_placement
from app.commands.programmes import ProgrammeDraft, keep_programme
from app.documents import render
from app.documents.voortgang import shared
from app.queries.bpv_hours import bpv_hours
from app.queries.paper_progress import shared_progress
from app.queries.placement_lists import View, progress_lines
from app.queries.policy import words
from app.queries.school import programmes
from app.rules.bpv_hours import Minimum, ProgrammeHours, minimum_hours
from app.terms.company import Allowance
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
