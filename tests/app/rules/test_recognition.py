from datetime import date

import pytest

from app.rules.recognition import Seen, stand_of, summary
from app.terms.company import Recognised, RecognitionStand

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


START, TODAY = date(2027, 2, 1), date(2027, 3, 1)


@pytest.mark.parametrize(
    ("seen", "first_day", "stand"),
    [
        (None, START, RecognitionStand.UNCHECKED),
        (Seen(YES, date(2027, 1, 10), date(2026, 9, 1)), START, RecognitionStand.IN_TIME),
        (Seen(YES, date(2025, 1, 10), date(2025, 1, 10)), START, RecognitionStand.OLD),
        (Seen(YES, date(2027, 2, 20), date(2027, 2, 20)), START, RecognitionStand.AFTER_START),
        (Seen(YES, date(2027, 2, 20), date(2026, 9, 1)), START, RecognitionStand.IN_TIME),
        (Seen(NO, date(2027, 2, 20), date(2027, 2, 20)), START, RecognitionStand.LOST),
        (Seen(NO, date(2027, 2, 20), date(2027, 2, 20)), date(2027, 4, 1), RecognitionStand.REFUSED),
    ],
)
def test_a_check_stands_to_a_placement_by_its_days(seen, first_day, stand):
    assert stand_of(seen, first_day, TODAY, 365) is stand
