"""The numbers for the school hide what is small, and nothing that is hidden can be worked out."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.incident_file import Tally
from app.rules.incident_numbers import LEAST, Table, by_kind_and_phase, figures, shielded
from app.terms.incidents import Kind, Phase, Track

LINE = Tally(2026, Kind.BULLYING, Phase.DURING, Track.INCIDENT, 1, 4, 12, True, True, True)
ROWS, COLUMNS = ("a", "b"), ("x", "y")
MOST = 9


def worlds(table: Table, *, knows_the_rule: bool):
    """Every table of whole numbers that fits what is shown, for who knows or does not know why cells are hidden."""
    hidden = [cell for cell, value in table.cells.items() if value is None]
    shown = sum(value for value in table.cells.values() if value is not None)
    for values in product(range(MOST + 1), repeat=len(hidden)):
        world = dict(zip(hidden, values, strict=True))
        if table.total is None or shown + sum(values) == table.total:
            again = shielded(ROWS, COLUMNS, {**table.cells, **world}) if knows_the_rule else table
            if again == table:
                yield world


@pytest.mark.parametrize("knows_the_rule", [False, True], ids=["outsider", "who knows the rule"])
@settings(max_examples=15, deadline=None)
@given(counts=st.lists(st.integers(0, MOST), min_size=4, max_size=4))
def test_no_small_cell_is_shown_and_none_can_be_worked_out(knows_the_rule, counts):
    cells = dict(zip(product(ROWS, COLUMNS), counts, strict=True))
    table = shielded(ROWS, COLUMNS, cells)
    assert all(value is None or value >= LEAST for value in (*table.cells.values(), table.total))
    small = [cell for cell, count in cells.items() if count < LEAST]
    assert all(table.cells[cell] is None for cell in small)
    seen: dict = {cell: set() for cell in small}
    for world in worlds(table, knows_the_rule=knows_the_rule):
        for cell in small:
            seen[cell].add(world[cell])
        if all(len(values) > 1 for values in seen.values()):
            break
    assert all(len(values) > 1 for values in seen.values()), (cells, table)


def test_a_year_with_less_than_five_reports_shows_nothing():
    table = by_kind_and_phase([LINE] * (LEAST - 1))
    assert table.total is None
    assert set(table.cells.values()) == {None}


def test_a_year_of_many_reports_shows_what_is_large():
    others = [replace(LINE, kind=Kind.PRIVACY)] * 7 + [replace(LINE, kind=Kind.SEXUAL)] * 2
    table = by_kind_and_phase([LINE] * 12 + others)
    assert (table.cells["bullying", "during"], table.total) == (12, 21)
    assert (table.cells["sexual", "during"], table.cells["privacy", "during"]) == (None, None)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([LINE] * 4, {"talk_days": None, "with_consequence": None, "as_promised": None}),
        ([LINE] * 6, {"talk_days": 4, "with_consequence": 100, "as_promised": 100}),
        (
            [LINE] * 6 + [replace(LINE, as_promised=False, with_consequence=False)],
            {"with_consequence": None, "as_promised": None},
        ),
        ([LINE] * 6 + [replace(LINE, talk_days=None, track=Track.CONCERN)] * 3, {"talk_days": 4}),
    ],
    ids=["four", "six", "one apart", "concerns do not count"],
)
def test_figures_are_of_five_files_or_more(lines, expected):
    found = {figure.key: figure.value for figure in figures(lines)}
    assert {key: found[key] for key in expected} == expected
