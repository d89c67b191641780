"""Every document looks as it did when somebody looked at it last: its first pages beside small golden pictures.

After a change that is meant, look at the papers and write the pictures anew: ``python3 dev.py pictures``.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtWidgets import QApplication

from app import clock
from app.documents import render
from tests.conftest import MONDAY
from tests.documents import papers
from ui import paper_shots
from ui.desk.pdfium import opened
from ui.unattended import practising

GOLDEN = Path(__file__).parent / "golden"
ANEW = bool(os.environ.get("DRIEHOEK_PICTURES"))
SCALE = 0.32  # a page of A4 is 190 by 269 points on the picture
GREYS = 16
STILL_ALIKE = 40  # of 255: letters drawn by another release of PDFium differ less than words that moved
MOST = 0.004
EDITIONS = (
    "tipkaart",
    "tipkaart, mono",
    "tipkaart, large",
    "meldwijzer",
    "meldwijzer, mono",
    "meldwijzer, large",
    "recovery sheet",
    "list",
    "report",
    "report, mono",
    "report, large",
    "report, booklet",
    "long report",
    "form offer",
    "form wish",
    "form talk",
    "form talk, large",
)
PAPERS = (
    "agreements",
    "allowances",
    "bezoekmap",
    "gespreksverslag",
    "inzage",
    "lijst-begeleider",
    "matching-accounts",
    "matching-invitations",
    "matching-letters",
    "matching-protocol",
    "melding-briefje",
    "melding-cijfers",
    "melding-dossier",
    "melding-dossier-afgedekt",
    "meldwijzer-ar",
    "meldwijzer-en",
    "meldwijzer-pl",
    "meldwijzer-tr",
    "meldwijzer-uk",
    "overdracht",
    "progress_internal",
    "progress_shared",
    "progress_view",
    "stagepact-cijfers",
    "tekort",
    "tipkaart_place",
)
"""What the practice school hands out beside them."""


@pytest.fixture(scope="module")
def practice(qapp: QApplication) -> dict[str, bytes]:
    """The papers of the practice school, as they leave the program."""
    with clock.at(MONDAY), practising(qapp) as application:
        return dict(paper_shots.papers(qapp, application))


def picture(pdf: bytes) -> Image.Image:
    """The first two pages beside each other, small and in a few greys."""
    with opened(pdf) as document:
        pages = [document[at].render(scale=SCALE * 3).to_pil().convert("L") for at in range(min(2, len(document)))]
    small = [page.resize((page.width // 3, page.height // 3), Image.Resampling.BOX) for page in pages]
    whole = Image.new("L", (sum(page.width for page in small), small[0].height))
    left = 0
    for page in small:
        whole.paste(page, (left, 0))
        left += page.width
    return whole.quantize(GREYS).convert("L")


def different(one: Image.Image, other: Image.Image) -> float:
    """Which part of two pictures differs more than a blur explains."""
    soft = [image.filter(ImageFilter.GaussianBlur(1)) for image in (one, other)]
    apart = ImageChops.difference(*soft).point(lambda value: 255 * (value > STILL_ALIKE))
    return apart.histogram()[255] / (apart.width * apart.height)


@pytest.mark.heavy
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_document_looks_as_it_did(edition):
    looks_as_it_did(edition.replace(", ", "-").replace(" ", "_"), render(*papers.editions()[edition]).pdf)


@pytest.mark.heavy
@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_of_the_practice_school_looks_as_it_did(practice, paper):
    looks_as_it_did(paper, practice[paper])


@pytest.mark.heavy
def test_no_paper_of_the_practice_school_goes_unseen(practice):
    plain = {name for name in practice if not re.search("-(mono|large|booklet)", name)}
    own = {"herstelblad", "meldwijzer", "tipkaart", "form_offer", "form_talk", "form_wish"}  # among the editions
    assert plain == own | set(PAPERS)


def looks_as_it_did(name: str, pdf: bytes) -> None:
    path = GOLDEN / f"{name}.png"
    now = picture(pdf)
    if ANEW:
        now.quantize(GREYS).save(path, optimize=True)
    with Image.open(path) as golden:
        known = golden.convert("L")
    assert now.size == known.size
    assert different(now, known) < MOST


@pytest.mark.heavy
def test_a_line_that_moved_is_seen():
    now = picture(render(*papers.editions()["report"]).pdf)
    moved = now.copy()
    moved.paste(now.crop((0, 40, now.width, 60)), (0, 44))
    assert different(now, now) == 0
    assert different(now, moved) > MOST
