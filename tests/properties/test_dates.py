"""What is typed as a date means one day, whatever the way it is written."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from erp.kernel.dates import NotADate, last_of_month, understand_date

TODAY = date(2026, 11, 18)
DAYS = st.dates(date(2019, 5, 1), date(2099, 12, 31))
WIDE = str.maketrans("0123456789/-.R+", "０１２３４５６７８９／－．Ｒ＋")


@given(DAYS, st.booleans())
def test_every_way_of_writing_a_day_means_that_day(day, wide):
    era = day.year - 2018
    for typed in (
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"R{era}.{day.month}.{day.day}",
        f"令和{'元' if era == 1 else era}年{day.month}月{day.day}日",
    ):
        assert understand_date(typed.translate(WIDE) if wide else typed, TODAY) == day


@given(DAYS, st.integers(-180, 180))
def test_month_and_day_mean_the_nearest(today, away):
    day = today + timedelta(days=away)

    assert understand_date(f"{day:%m%d}", today) == day
    assert understand_date(f"{day.month}/{day.day}", today) == day


def test_of_two_equally_near_days_the_coming_one_is_meant():
    assert understand_date("0601", date(2027, 12, 1)) == date(2028, 6, 1)


@given(DAYS, st.integers(-9999, 9999))
def test_plus_and_minus_count_from_today(today, days):
    assert understand_date(f"{days:+d}", today) == today + timedelta(days=days)


@given(DAYS)
def test_the_month_ends_before_the_next_begins(today):
    last = last_of_month(today)

    assert understand_date("月末", today) == last
    assert (last.month, (last + timedelta(days=1)).day) == (today.month, 1)


@given(st.text(alphabet="0123456789/-.+年月日RH令和末今明 ０", max_size=14) | st.text(max_size=60))
def test_anything_else_is_refused_and_nothing_breaks(typed):
    try:
        understood = understand_date(typed, TODAY)
    except NotADate as refused:
        assert refused.reason == "NOT_A_DATE"
    else:
        assert isinstance(understood, date)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "1320", "0230", "2026-02-29", "0206-11-20", "112", "20261", "2026", "+"),
        *("R0.1.1", "R1.4.30", "H31.5.1", "S64.1.8"),
    ],
)
def test_days_that_do_not_exist_are_refused(typed):
    with pytest.raises(NotADate):
        understand_date(typed, TODAY)
