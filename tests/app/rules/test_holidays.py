"""The school holidays that come with the program."""

from datetime import date, timedelta

import pytest

from app.dates import school_year
from app.rules.holidays import holidays_source, known_school_years, school_holidays
from app.terms.school import Region


def test_the_summer_of_2026_is_spread_over_the_regions():
    first = {region: school_holidays(region, 2025)[-1].first_day for region in Region}
    assert first == {
        Region.NORTH: date(2026, 7, 4),
        Region.MIDDLE: date(2026, 7, 18),
        Region.SOUTH: date(2026, 7, 11),
    }


@pytest.mark.parametrize("region", Region)
def test_every_known_year_has_five_holidays_from_saturday_to_sunday(region):
    for year in known_school_years():
        holidays = school_holidays(region, year)
        names = [holiday.name for holiday in holidays]
        assert names == ["Herfstvakantie", "Kerstvakantie", "Voorjaarsvakantie", "Meivakantie", "Zomervakantie"]
        assert {holiday.first_day.weekday() for holiday in holidays} == {5}
        assert {holiday.last_day.weekday() for holiday in holidays} == {6}
        assert {school_year(holiday.first_day) for holiday in holidays} == {year}
        assert holidays[-1].last_day - holidays[-1].first_day == timedelta(days=43)


def test_what_is_only_advised_says_so_and_the_source_is_named():
    advised = {holiday.name for holiday in school_holidays(Region.NORTH, 2026) if holiday.advisory}
    assert advised == {"Herfstvakantie", "Voorjaarsvakantie"}
    assert "Regeling vaststelling schoolvakanties" in holidays_source()


def test_a_year_that_is_not_fixed_yet_has_none():
    assert school_holidays(Region.SOUTH, known_school_years()[-1] + 1) == ()
