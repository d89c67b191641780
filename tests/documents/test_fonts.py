"""The typefaces of paper."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image, ImageDraw, ImageFont

from app.documents import render
from app.documents.fonts import Face
from app.resources import resource
from tests.documents import papers

ATKINSON = [face for face in Face if face.value.startswith("Atkinson")]


@pytest.mark.parametrize("face", ATKINSON)
def test_the_zero_has_no_slash(face):
    font = ImageFont.truetype(str(resource("fonts", f"{face.value}.ttf")), 200)
    image = Image.new("L", (200, 260), 0)
    ImageDraw.Draw(image).text((20, 20), "0", font=font, fill=255)
    left, top, right, bottom = image.getbbox()
    assert image.getpixel(((left + right) // 2, (top + bottom) // 2)) == 0


def test_figures_in_tables_have_one_width():
    font = ImageFont.truetype(str(resource("fonts", f"{Face.TABULAR.value}.ttf")), 200)
    assert len({font.getlength(figure) for figure in "0123456789"}) == 1


def test_papers_made_at_the_same_time_do_not_disturb_each_other():
    documents = [*papers.papers().values()] * 3
    alone = [render(document, papers.COLOUR).pdf for document in documents]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda document: render(document, papers.COLOUR).pdf, documents))
    assert together == alone
