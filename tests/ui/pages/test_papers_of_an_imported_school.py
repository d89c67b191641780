"""Every paper of Documenten comes out for a school that was only just read in from its files."""

from __future__ import annotations

import page as validation
import pytest

from app.clock import today
from app.documents import kinds
from app.documents.kinds import About
from app.queries.board import board
from app.queries.teaching import periods
from app.terms.pipeline import State
from tests.app.imports.conftest import filled as imported  # noqa: F401 - the fixture
from tests.app.imports.conftest import made  # noqa: F401 - the fixture
from tests.app.imports.reading import ACTOR
from ui.desk.actions import Actions
from ui.desk.desk import Desk, Scope
from ui.desk.pdfium import opened
from ui.pages.documents import DocumentsPage

pytestmark = pytest.mark.heavy


@pytest.fixture
def page(qtbot, imported, lanes, monday) -> DocumentsPage:  # noqa: F811 - the fixture
    page = DocumentsPage(Desk(imported, ACTOR, lanes), Actions())
    qtbot.addWidget(page)
    page.show()
    return page


def made_of(qtbot, page, lanes, kind, edition):
    """The words of a paper, which has to be accessible."""
    page.show_paper(kind.name, **edition)
    qtbot.waitUntil(lambda: lanes.idle, timeout=30_000)
    qtbot.waitUntil(lambda: bool(page.pdf), timeout=30_000)
    report = validation.validate_pdf_bytes(page.pdf, profile="ua1", limits=validation.SafetyLimits.unlimited())
    assert report.is_compliant, (kind.name, edition, [failure.message for failure in report.failures])
    with opened(page.pdf) as document:
        return document[0].get_textpage().get_text_range()


def test_every_paper_comes_out_of_a_school_that_was_read_in(qtbot, page, lanes):
    for kind in kinds():
        for edition in ({}, {"mono": True}, *([{"large": True}] if kind.large else [])):
            words = made_of(qtbot, page, lanes, kind, edition)
            assert len(words) > 100
            if kind.about is About.PLACEMENT and "tipkaart" not in kind.name:  # whose period ended and papers did not
                assert page._edition.subjects[0].student in words


def test_papers_of_what_ran_last_year_come_out_too(qtbot, page, lanes):
    last_year = next(row for row in page.desk.ask(periods) if row.name == "BPV 2025-2026")
    page.desk.look_at(Scope(last_year.id))
    page.refresh()
    assert len(page._edition.subjects) > 150
    done = {
        row.participation_id
        for row in page.desk.ask(board, today=today(), period_id=last_year.id)
        if row.state is State.COMPLETED
    }
    assert len(done) > 100
    for kind in kinds():
        if kind.about is not About.NOTHING:
            words = made_of(qtbot, page, lanes, kind, {})
            assert "BPV 2025-2026" in words or "tipkaart" in kind.name, (kind.name, words)
