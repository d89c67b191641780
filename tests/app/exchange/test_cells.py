"""What people write in a cell, and what it means."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from app.exchange import amounts, cells
from app.exchange.amounts import Fee, Travel
from app.exchange.cells import Unreadable
from app.terms.company import Allowance


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("  Daryna \u00a0", "Daryna"),
        ("a\t  b\u00a0\u00a0c", "a b c"),
        ("een \r\n twee", "een\ntwee"),
        (" \u00a0\t", None),
        ("", None),
        (None, None),
        (2612345, "2612345"),
        (2612345.0, "2612345"),
        (23.5, "23,5"),
        (date(2026, 11, 2), "02-11-2026"),
    ],
)
def test_text_loses_its_loose_blanks_and_nothing_else(cell, wanted):
    assert cells.text(cell) == wanted


@pytest.mark.parametrize(
    ("cell", "width", "wanted"),
    [
        (2612345.0, 0, "2612345"),
        ("2612345.0", 0, "2612345"),
        ("0061505", 0, "0061505"),
        (801178, 8, "00801178"),
        ("99563474", 12, "000099563474"),
        (None, 8, None),
    ],
)
def test_a_number_that_is_a_name_keeps_its_zeros(cell, width, wanted):
    assert cells.identifier(cell, width=width) == wanted


@pytest.mark.parametrize("cell", ["9,00012E+07", "9.00012e7", "2E+12"])
def test_what_a_spreadsheet_damaged_is_not_guessed(cell):
    with pytest.raises(Unreadable):
        cells.identifier(cell)


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("12,5", "12.5"),
        ("1.250,00", "1250"),
        ("1.250", "1250"),
        ("16.5", "16.5"),
        ("24 uur", "24"),
        (16.5, "16.5"),
        ("1.460,5", "1460.5"),
    ],
)
def test_a_number_is_read_as_the_dutch_write_it(cell, wanted):
    assert cells.number(cell) == Decimal(wanted)


@pytest.mark.parametrize("cell", ["veel", "2 of 3", "1.2.3", True])
def test_what_is_no_single_number_is_not_read_as_one(cell):
    with pytest.raises(Unreadable):
        cells.number(cell)


@pytest.mark.parametrize(
    ("cell", "wanted"), [("12,5", 750), ("24 uur", 1440), (time(1, 30), 90), (timedelta(hours=30), 1800), (None, None)]
)
def test_hours_become_minutes(cell, wanted):
    assert cells.minutes_of_hours(cell) == wanted


@pytest.mark.parametrize(
    "cell",
    [
        "17-4-26",
        "17-04-2026",
        "17/4/2026",
        "17.04.26",
        "2026-04-17",
        "2026-04-17T10:30:00",
        46129,
        date(2026, 4, 17),
        datetime.combine(date(2026, 4, 17), time(8)),
    ],
)
def test_a_day_is_read_from_what_people_and_spreadsheets_write(cell):
    assert cells.day(cell) == date(2026, 4, 17)


@pytest.mark.parametrize("cell", ["31-02-2026", "4-17-2026", "morgen", 12, "gepland 13-03-2026", "17-4"])
def test_a_day_that_does_not_exist_is_not_read(cell):
    with pytest.raises(Unreadable):
        cells.day(cell)


def test_a_short_year_is_of_this_century_until_seventy():
    assert (cells.day("1-1-69").year, cells.day("1-1-70").year) == (2069, 1970)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("06-00000539", "0600000539"),
        ("+31 6 0000 0234", "0600000234"),
        ("0031600000623", "0600000623"),
        ("+31 (0)6 0000 0234", "0600000234"),
        ("(026) 000 54 72", "0260005472"),
        ("600000076", "0600000076"),
        ("06-00000", None),
        ("+49 2821 000000", None),
        (None, None),
    ],
)
def test_a_phone_number_is_compared_by_ten_digits(written, wanted):
    assert cells.phone_key(written) == wanted


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("6521 TG Nijmegen", "6521"),
        ("6537LG  NIJMEGEN", "6537"),
        ("1234 ab", "1234"),
        ("NL-1234 AB", "1234"),
        ("6536", "6536"),
        (6536, "6536"),
        (None, None),
    ],
)
def test_of_a_dutch_postcode_four_digits_are_kept(cell, wanted):
    assert cells.pc4(cell) == wanted


@pytest.mark.parametrize(
    ("cell", "foreign"),
    [("47533 Kleve (D)", True), ("2000 Antwerpen", True), ("651 AB", False), ("0123 AB", True), ("65211 AB", True)],
)
def test_another_postcode_is_not_read(cell, foreign):
    with pytest.raises(Unreadable):
        cells.pc4(cell)
    assert cells.looks_foreign(cell) == foreign


WORK = ["ma", "di", "wo", "do", "vr"]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("ma,di,wo", ["ma", "di", "wo"]),
        ("ma, di, wo", ["ma", "di", "wo"]),
        ("MA / DI / WO", ["ma", "di", "wo"]),
        ("wo ma", ["ma", "wo"]),
        ("ma t/m do", ["ma", "di", "wo", "do"]),
        ("ma-do", ["ma", "di", "wo", "do"]),
        ("Maandag tot en met woensdag", ["ma", "di", "wo"]),
        ("maandag, woensdag en vrijdag", ["ma", "wo", "vr"]),
        ("ma t/m wo en vr", ["ma", "di", "wo", "vr"]),
        ("alle dagen", WORK),
        ("Maandagen", ["ma"]),
        ("vr. + za", ["vr", "za"]),
        (None, []),
    ],
)
def test_days_are_read_however_they_are_named(cell, wanted):
    assert list(cells.weekdays(cell)) == wanted


@pytest.mark.parametrize("cell", ["in overleg", "vr-ma", "maandag misschien", "3"])
def test_days_that_are_not_known_are_not_guessed(cell):
    with pytest.raises(Unreadable):
        cells.weekdays(cell)


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        (150, 15000),
        (16.5, 1650),
        ("150,00", 15000),
        ("€ 250,-", 25000),
        ("€1.250,00", 125000),
        ("100 euro", 10000),
        ("€ 300 per maand", 30000),
        ("€ 250,—", 25000),
    ],
)
def test_a_fee_is_an_amount_in_cents(cell, cents):
    assert amounts.fee(cell) == Fee(Allowance.AMOUNT, cents)


@pytest.mark.parametrize(
    ("cell", "state", "cents"),
    [
        (0, "none", 0), ("0", "none", 0), ("geen", "none", 0), ("geen vergoeding", "none", 0),
        (None, "unknown", None), ("onbekend", "unknown", None), ("n.t.b.", "unknown", None), ("?", "unknown", None),
        ("loon volgens cao", "wage", None), ("salaris (bbl)", "wage", None), ("loon", "wage", None),
    ],
)  # fmt: skip
def test_no_fee_is_something_else_than_an_unknown_fee(cell, state, cents):
    assert amounts.fee(cell) == Fee(Allowance(state), cents)


@pytest.mark.parametrize("cell", ["€ 3,50 per uur", "50 euro per week", "tussen 100 en 200", "€ -50"])
def test_a_fee_that_is_no_amount_a_month_is_unknown_and_its_text_is_kept(cell):
    assert amounts.fee(cell) == Fee(Allowance.UNKNOWN, None, cell)


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        (45, 45),
        ("45 min", 45),
        ("max. 30 minuten", 30),
        ("1 uur", 60),
        ("1,5 uur", 90),
        ("anderhalf uur", 90),
        ("een half uur", 30),
        ("halfuur", 30),
        ("een uur", 60),
        ("3 kwartier", 45),
        ("drie kwartier", 45),
        ("1:15", 75),
        (time(1, 15), 75),
    ],
)
def test_travel_is_read_in_minutes(cell, minutes):
    assert amounts.travel(cell) == Travel(minutes=minutes)


def test_travel_can_be_a_distance_or_no_limit():
    assert amounts.travel("10 km") == Travel(km=10)
    assert amounts.travel("maakt niet uit") == amounts.travel(None) == Travel()


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [("a; b", ("a", "b")), ("geen", ()), ("geen voorzieningen", ()), (None, None), ("onbekend", None), (";", None)],
)
def test_a_list_knows_none_from_unknown(cell, wanted):
    assert cells.listed(cell) == wanted
