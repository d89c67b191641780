"""Every paper of Documenten comes out for a school that was only just read in from its files."""

from __future__ import annotations

import page as validation
import pytest
from PySide6.QtWidgets import QLabel

from app.documents import kinds
from app.documents.kinds import About
from tests.app.imports.conftest import filled as imported  # noqa: F401 - the fixture
from tests.app.imports.conftest import made  # noqa: F401 - the fixture
from tests.app.imports.reading import ACTOR
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.desk.pdfium import opened
from ui.pages.documents import DocumentsPage


@pytest.fixture
def page(qtbot, imported, lanes, monday) -> DocumentsPage:  # noqa: F811 - the fixture
    page = DocumentsPage(Desk(imported, ACTOR, lanes), Actions())
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.mark.heavy
def test_every_paper_comes_out_of_a_school_that_was_read_in(qtbot, page, lanes):
    for kind in kinds():
        for edition in ({}, {"mono": True}, *([{"large": True}] if kind.large else [])):
            page.show_paper(kind.name, **edition)
            qtbot.waitUntil(lambda: lanes.idle, timeout=30_000)
            if kind.about is About.PLACEMENT:  # nobody has a place yet, and the page says what to do
                assert "Kies eerst van wie" in " ".join(label.text() for label in page.findChildren(QLabel))
                continue
            qtbot.waitUntil(lambda: bool(page.pdf), timeout=30_000)
            limits = validation.SafetyLimits.unlimited()
            report = validation.validate_pdf_bytes(page.pdf, profile="ua1", limits=limits)
            assert report.is_compliant, (kind.name, edition, [failure.message for failure in report.failures])
            with opened(page.pdf) as document:
                assert len(document[0].get_textpage().get_text_range()) > 100
