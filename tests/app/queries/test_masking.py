from dataclasses import dataclass

import pytest

from app.queries.masking import PersonName, Private, initials, masked


@dataclass(frozen=True, slots=True)
class Row:
    name: PersonName
    phone: Private | None
    company: str
    guide: PersonName | None = None


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[Row, ...]
    first: Row
    by_group: dict[str, Row]


NOOR = Row("Noor van den Berg", "06-00000123", "Bakkerij Zon")


def test_names_become_initials_and_numbers_disappear():
    assert masked(NOOR) == Row("N. B.", "•••", "Bakkerij Zon")


def test_it_reaches_rows_within_rows():
    page = masked(Page((NOOR,), NOOR, {"KOK1A": NOOR}))
    assert "Berg" not in repr(page)
    assert "0123" not in repr(page)
    assert page.by_group["KOK1A"].company == "Bakkerij Zon"


def test_what_is_empty_stays_empty():
    assert masked(Row("", None, "Bakkerij Zon")) == Row("", None, "Bakkerij Zon")
    assert masked((1, "twee", None)) == (1, "twee", None)


@pytest.mark.parametrize(
    ("name", "short"), [("Zakaria van de Pol", "Z. P."), ("Łukasz", "Ł."), ("'t Hart", "H."), ("el amrani", "e. a.")]
)
def test_initials_follow_the_capitals(name, short):
    assert initials(name) == short
