from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.clock import ZONE
from app.store.rotation import kept

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
MOMENTS = st.sets(st.integers(0, 3 * 365 * 24).map(lambda hours: NOW - timedelta(hours=hours)), max_size=120)


@given(MOMENTS)
def test_the_last_three_always_stay(moments):
    assert set(sorted(moments)[-3:]) <= kept(moments) <= moments


@given(MOMENTS)
def test_never_more_than_all_rules_together_stay(moments):
    assert len(kept(moments)) <= 3 + 7 + 4 + 12


@given(MOMENTS)
def test_rotating_twice_removes_nothing_more(moments):
    once = kept(moments)
    assert kept(once) == once


@given(MOMENTS)
def test_each_of_the_last_twelve_months_with_a_backup_keeps_its_newest(moments):
    newest = {}
    for moment in sorted(moments):
        local = moment.astimezone(ZONE)
        newest[local.year, local.month] = moment
    assert {newest[month] for month in sorted(newest)[-12:]} <= kept(moments)


@given(MOMENTS, st.integers(1, 400))
def test_growing_older_one_by_one_never_loses_the_newest(moments, hours):
    later = NOW + timedelta(hours=hours)
    assert later in kept({*moments, later})


def test_three_years_of_two_a_day_become_some_twenty():
    moments = [NOW - timedelta(hours=12 * number) for number in range(2200)]
    stay = kept(moments)
    assert 18 <= len(stay) <= 26
    assert min(stay) < NOW - timedelta(days=300)
