"""The law's rates and the schedules they make: by hand, to the last yen."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modules.assets.rates import rates_of, table
from modules.assets.refusals import NoDepreciationRate
from modules.assets.rules.depreciation import Terms, due, month_end, schedule
from modules.assets.states import DepreciationMethod as Method

APRIL = date(2026, 4, 1)
LIVES = [int(life) for life in table()["rates"]]

# japan.md §9.2: life, straight line, declining balance, revised rate, guarantee rate.
REFERENCE = [
    (3, "0.334", "0.667", "1.000", "0.11089"),
    (4, "0.250", "0.500", "1.000", "0.12499"),
    (5, "0.200", "0.400", "0.500", "0.10800"),
    (6, "0.167", "0.333", "0.334", "0.09911"),
    (7, "0.143", "0.286", "0.334", "0.08680"),
    (8, "0.125", "0.250", "0.334", "0.07909"),
    (9, "0.112", "0.222", "0.250", "0.07126"),
    (10, "0.100", "0.200", "0.250", "0.06552"),
    # Not on that page; compared with a second public table.
    (11, "0.091", "0.182", "0.200", "0.05992"),
    (12, "0.084", "0.167", "0.200", "0.05566"),
    (13, "0.077", "0.154", "0.167", "0.05180"),
    (14, "0.072", "0.143", "0.167", "0.04854"),
    (15, "0.067", "0.133", "0.143", "0.04565"),
    (16, "0.063", "0.125", "0.143", "0.04294"),
    (17, "0.059", "0.118", "0.125", "0.04038"),
    (18, "0.056", "0.111", "0.112", "0.03884"),
    (19, "0.053", "0.105", "0.112", "0.03693"),
    (20, "0.050", "0.100", "0.112", "0.03486"),
]


@pytest.mark.parametrize("life, straight, declining, revised, guaranteed", REFERENCE)
def test_the_rates_are_those_of_the_reference(
    life: int, straight: str, declining: str, revised: str, guaranteed: str
) -> None:
    assert rates_of(Method.STRAIGHT_LINE, life, APRIL)[0] == Decimal(straight)
    assert rates_of(Method.DECLINING, life, APRIL) == (
        Decimal(declining),
        Decimal(revised),
        Decimal(guaranteed),
    )


@pytest.mark.parametrize("life", LIVES)
def test_straight_line_is_one_over_the_life_rounded_up_to_three_places(life: int) -> None:
    assert rates_of(Method.STRAIGHT_LINE, life, APRIL)[0] == Decimal(-(-1000 // life)) / 1000


@pytest.mark.parametrize("life", LIVES)
def test_declining_balance_is_twice_that_rounded_and_the_revised_rate_ends_it(life: int) -> None:
    rate, revised, guaranteed = rates_of(Method.DECLINING, life, APRIL)
    assert abs(rate - Decimal(2) / life) <= Decimal("0.0005")
    if life > 2:
        # The guaranteed amount lies just below what the rate still gives in the last year it is used.
        book, used = Decimal(1), 0
        while book * rate >= guaranteed:
            book, used = book * (1 - rate), used + 1
        assert revised == Decimal(-(-1000 // (life - used))) / 1000


@pytest.mark.parametrize(
    "method, life, on",
    [
        (Method.DECLINING, 51, APRIL),
        (Method.STRAIGHT_LINE, 51, APRIL),
        (Method.STRAIGHT_LINE, None, APRIL),
        (Method.DECLINING, 10, date(2012, 3, 31)),
        (Method.STRAIGHT_LINE, 10, date(2007, 3, 31)),
    ],
)
def test_a_life_or_a_law_that_is_not_in_the_table_is_refused(
    method: Method, life: int | None, on: date
) -> None:
    with pytest.raises(NoDepreciationRate):
        rates_of(method, life, on)


def terms(method: Method, cost: int, life: int, **given: object) -> Terms:
    return Terms(method, Decimal(cost), life, *rates_of(method, life, APRIL), **given)  # type: ignore[arg-type]


# Reckoned by hand.
SCHEDULES = [
    # The tax agency's example: 200 % declining, ten years; 52,428 would be below 65,520 in the seventh year.
    (
        terms(Method.DECLINING, 1000000, 10),
        APRIL,
        [200000, 160000, 128000, 102400, 81920, 65536, 65536, 65536, 65536, 65535],
    ),
    # A straight line of five years from the first day: the last year leaves one yen.
    (terms(Method.STRAIGHT_LINE, 5000000, 5), APRIL, [1000000, 1000000, 1000000, 1000000, 999999]),
    # In use from October: six months the first year, the rest falls into a sixth.
    (
        terms(Method.STRAIGHT_LINE, 5000000, 5),
        date(2026, 10, 15),
        [500000, 1000000, 1000000, 1000000, 1000000, 499999],
    ),
    # Four years declining: half each year until the guarantee (12.499 %), then all that is left.
    (terms(Method.DECLINING, 240000, 4), APRIL, [120000, 60000, 30000, 29999]),
    # In use in the year's last month: one twelfth, rounded down.
    (terms(Method.DECLINING, 240000, 4), date(2027, 3, 31), [10000, 115000, 57500, 57499]),
    # A rate that does not divide: 100,001 x 0.334 is 33,400.3.
    (terms(Method.STRAIGHT_LINE, 100001, 3), APRIL, [33400, 33400, 33200]),
    # Spread over three years, whatever the month, down to nothing.
    (Terms(Method.LUMP_SUM, Decimal(190000), 3), date(2027, 3, 1), [63333, 63333, 63334]),
    # Taken over after two years of a straight line.
    (
        terms(Method.STRAIGHT_LINE, 1000000, 5, before=Decimal(400000), until=date(2026, 3, 31)),
        date(2024, 4, 1),
        [200000, 200000, 199999],
    ),
    # One yen is never depreciated.
    (terms(Method.STRAIGHT_LINE, 1, 5), APRIL, []),
]  # fmt: skip


@pytest.mark.parametrize("asset, in_use_from, amounts", SCHEDULES)
def test_schedules_end_at_one_yen(asset: Terms, in_use_from: date, amounts: list[int]) -> None:
    years = schedule(asset, in_use_from, 4)
    assert [int(each.amount) for each in years] == amounts
    assert sum(each.amount for each in years) == asset.cost - asset.before - asset.residue


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([Method.STRAIGHT_LINE, Method.DECLINING]),
    st.sampled_from(LIVES),
    st.integers(1000, 10**9),
    st.dates(date(2013, 1, 1), date(2030, 12, 31)),
    st.integers(1, 12),
)
def test_months_add_up_to_years_and_years_to_all_but_one_yen(
    method: Method, life: int, cost: int, in_use_from: date, start_month: int
) -> None:
    asset = terms(method, cost, life)
    years = schedule(asset, in_use_from, start_month)
    assert all(each.amount > 0 for each in years)
    assert years == [] or years[-1].closing == 1
    last, taken = month_end(in_use_from.replace(day=1)), Decimal(0)
    for each in years:
        for month in range(each.months):
            at = each.first_month.month - 1 + month
            last = month_end(date(each.first_month.year + at // 12, at % 12 + 1, 1))
            assert due(years, last) >= taken
            taken = due(years, last)
        assert taken == sum((year.amount for year in years if year.ends_on <= each.ends_on), Decimal(0))
