from datetime import date

import pytest

from app.errors import Refusal
from app.rules.shorthand import Typed, read_shorthand
from app.terms.pipeline import Form
from app.terms.progress import Mastery

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12-2", Typed(date(2027, 2, 12), Form.VISIT, True, True, True)),
        ("12/11 v", Typed(date(2026, 11, 12), Form.VIDEO, True, True, True)),
        (" 1-3-27  T  sd", Typed(date(2027, 3, 1), Form.PHONE, True, False, True)),
        ("28.2.2027 s ld", Typed(date(2027, 2, 28), Form.SCHOOL, False, True, True)),
    ],
)
def test_a_line_is_typed_as_short_as_it_stands_on_paper(typed, said):
    assert read_shorthand(typed, TODAY) == said


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("gisteren", "zoals 12-3 b sld"),
        ("30-2", "bestaat niet"),
        ("2-3-2027", "moet nog komen"),
        ("1-2 x", "De vorm is b"),
        ("1-2 b d", "Erbij waren"),
    ],
)
def test_what_is_not_understood_is_said(typed, why):
    with pytest.raises(Refusal, match=why):
        read_shorthand(typed, TODAY)


def test_how_a_student_stands_follows_in_the_order_of_the_list():
    said = read_shorthand("25-2 b sld w2-30", TODAY)
    assert said.masteries == (Mastery.GUIDED, None, Mastery.ALONE, None)
    assert read_shorthand("25-2 w1", TODAY).masteries == (Mastery.NOT_YET,)
    assert read_shorthand("25-2", TODAY).masteries == ()
    with pytest.raises(Refusal):
        read_shorthand("25-2 w4", TODAY)
