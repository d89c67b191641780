"""Small numbers stay hidden, and cannot be worked out of what stands beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.disclosure import LEAST, hidden, may_show_sum

CELLS = st.lists(st.integers(0, 40).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))), max_size=8)


@pytest.mark.parametrize(
    ("cells", "gone"),
    [
        ([(41, 54), (27, 38)], set()),
        ([(3, 22), (27, 38), (9, 60)], {0, 1}),
        ([(20, 22), (27, 38), (30, 60)], {0, 1}),
        ([(0, 22), (22, 22)], set()),
        ([(0, 4), (27, 38)], {0, 1}),
        ([(0, 0), (27, 38)], set()),
        ([(2, 30), (3, 30), (12, 30)], {0, 1}),
    ],
    ids=["enough", "few did", "few did not", "nobody and everybody", "a small group", "nothing", "two together"],
)
def test_what_tells_about_a_few_is_hidden_with_enough_beside_it(cells, gone):
    assert hidden(cells) == gone


@given(CELLS)
def test_no_number_below_five_can_be_seen_or_worked_out(cells):
    gone = hidden(cells)
    for at, (count, whole) in enumerate(cells):
        if at not in gone and whole:
            assert whole >= LEAST
            assert count == 0 or count >= LEAST
            assert count == whole or whole - count >= LEAST
    if gone and may_show_sum(cells):
        count = sum(cells[at][0] for at in gone)
        rest = sum(cells[at][1] for at in gone) - count
        assert len(gone) > 1
        assert count == 0 or count >= LEAST
        assert rest == 0 or rest >= LEAST
