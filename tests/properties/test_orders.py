"""Prices, promises, progress and credit: the arithmetic of an order."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from erp.kernel.money import decimals_of
from modules.accounting.rules.line_amount import line_amount as billed_amount
from modules.inventory.rules.availability import Need, shortages, split_by_availability
from modules.ordering.rules.credit import check_credit
from modules.ordering.rules.pricing import ListPrice, line_amount, price_on
from modules.ordering.rules.progress import Counted, Progress, progress, shipped_progress

QUANTITIES = st.integers(0, 10**12).map(lambda millionths: Decimal(millionths).scaleb(-6))
NEEDS = st.lists(st.builds(Need, st.integers(), st.sampled_from(["tea", "cup"]), QUANTITIES), max_size=10)
STOCK = st.dictionaries(st.sampled_from(["tea", "cup"]), QUANTITIES)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(
    quantity=st.integers(0, 10**17).map(lambda millionths: Decimal(millionths).scaleb(-6)),
    price=st.integers(0, 10**17).map(lambda part: Decimal(part).scaleb(-4)),
    percent=st.integers(0, 100),
    currency=st.sampled_from(["JPY", "USD"]),
)
def test_a_line_is_at_most_half_a_coin_from_the_exact_amount(quantity, price, percent, currency):
    discount = Decimal(percent)

    amount = line_amount(quantity, price, discount, currency)

    exact = Fraction(quantity) * Fraction(price) * (100 - percent) / 100
    assert abs(Fraction(amount) - exact) * 2 * 10 ** decimals_of(currency) <= 1
    assert line_amount(-quantity, price, discount, currency) == -amount
    assert amount == billed_amount(quantity, price, discount, currency), "an invoice bills what was ordered"


@given(NEEDS, STOCK)
def test_nothing_is_promised_twice(needs, stock):
    splits = split_by_availability(needs, stock)

    assert [split.now + split.backorder for split in splits] == [need.quantity for need in needs]
    for product in ("tea", "cup"):
        promised = sum(split.now for split in splits if split.product == product)
        wanted = sum(need.quantity for need in needs if need.product == product)
        assert promised == min(wanted, stock.get(product, Decimal(0)))
    assert [short.line for short in shortages(needs, stock)] == [
        split.line for split in splits if split.backorder > 0
    ]


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5)), min_size=1, max_size=6))
def test_progress_is_full_only_when_every_line_is(pairs):
    lines = [Counted(Decimal(ordered), shipped=Decimal(done)) for ordered, done in pairs]

    answer = shipped_progress(lines)

    assert (answer is Progress.FULL) == all(done >= ordered for ordered, done in pairs)
    assert (answer is Progress.NONE) == all(done == 0 for _, done in pairs)
    assert answer is progress((line.ordered, line.shipped) for line in reversed(lines))


@given(
    st.lists(st.builds(ListPrice, st.integers(1, 99).map(Decimal), DAYS, st.none(), QUANTITIES), max_size=6),
    QUANTITIES,
    DAYS,
)
def test_the_price_is_one_that_holds_and_no_higher_step_was_reached(prices, quantity, on):
    holding = [price for price in prices if price.valid_from <= on and price.minimum_quantity <= quantity]

    found = price_on(prices, quantity, on)

    if not holding:
        assert found is None
        return
    step = max(price.minimum_quantity for price in holding)
    assert found in {price.unit_price for price in holding if price.minimum_quantity == step}


def test_a_price_ends_on_its_last_day():
    price = ListPrice(Decimal(5), date(2026, 1, 1), date(2026, 3, 31))

    assert price_on([price], Decimal(1), date(2026, 3, 31)) == 5
    assert price_on([price], Decimal(1), date(2026, 3, 31) + timedelta(days=1)) is None


@given(*[st.integers(0, 1000).map(Decimal)] * 4)
def test_credit_is_passed_by_exactly_the_excess(limit, receivables, open_orders, this_order):
    check = check_credit(limit=limit, receivables=receivables, open_orders=open_orders, this_order=this_order)

    assert check.within == (receivables + open_orders + this_order <= limit)
    assert check.within == (check.excess == 0)
    assert check.within or check.exposure - check.excess == limit
