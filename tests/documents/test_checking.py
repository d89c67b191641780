"""The code at the foot of a paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.documents import Options, render
from app.documents.checking import code_of, codes_in, digest_of, typed_code
from tests.documents import papers, reader


@pytest.mark.parametrize("kind", ["report", "list"])
def test_a_paper_carries_its_code_on_every_page(kind):
    rendered = render(papers.papers()[kind], papers.COLOUR)
    pages = reader.page_texts(rendered.pdf)
    assert len(pages) > 1
    assert all(f"controle {rendered.code}" in text for text in pages)
    assert set(codes_in(reader.page_text(rendered.pdf))) == {rendered.code}


def test_the_same_values_have_the_same_code_and_any_other_another():
    document = papers.students(3)
    code = code_of(document, papers.COLOUR)
    assert code == code_of(papers.students(3), Options(papers.DAY))
    others = {
        code_of(papers.students(4), papers.COLOUR),
        code_of(replace(document, title="Andere"), papers.COLOUR),
        code_of(document, Options(date(2027, 3, 2))),
        code_of(document, papers.MONO),
    }
    assert len(others | {code}) == 5


def test_a_code_may_be_typed_without_care():
    assert typed_code(" 7k3f q2mx ") == typed_code("7K3F-Q2MX") == "7K3F-Q2MX"
    assert typed_code("olif-0000") == "011F-0000"


def test_a_file_differs_when_one_letter_does():
    pdf = render(papers.students(1), papers.COLOUR).pdf
    assert digest_of(pdf) == digest_of(render(papers.students(1), papers.COLOUR).pdf)
    assert digest_of(pdf) != digest_of(pdf.replace(b"ReportLab", b"ReportLub", 1))
