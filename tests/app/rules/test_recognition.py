import pytest

from app.rules.recognition import summary
from app.terms.company import Recognised

YES, NO, UNCHECKED = Recognised.YES, Recognised.NO, Recognised.UNCHECKED


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([], UNCHECKED),
        ([YES], YES),
        ([YES, UNCHECKED], UNCHECKED),
        ([NO, UNCHECKED], UNCHECKED),
        ([NO, NO], NO),
        ([YES, NO], YES),
    ],
)
def test_recognitions_add_up_to_one_word(outcomes, expected):
    assert summary(outcomes) is expected
