"""Amounts, promises and credit: the arithmetic of an order."""

from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from erp.kernel.money import decimals_of
from modules.accounting.rules.line_amount import line_amount
from modules.inventory.rules.allocation import Demand, Shelf, allocate
from modules.ordering.rules.credit import check_credit

QUANTITIES = st.integers(0, 10**12).map(lambda millionths: Decimal(millionths).scaleb(-6))
PRODUCTS = [UUID(int=1), UUID(int=2)]
DEMANDS = st.lists(st.builds(Demand, st.uuids(), st.sampled_from(PRODUCTS), QUANTITIES), max_size=10)
SHELVES = st.lists(
    st.builds(Shelf, st.uuids(), st.sampled_from(PRODUCTS), st.uuids(), QUANTITIES),
    max_size=6,
    unique_by=lambda shelf: shelf.id,
)


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


@given(DEMANDS, SHELVES)
def test_nothing_is_promised_twice_and_nothing_free_is_kept_back(demands, shelves):
    portions = allocate(demands, shelves)

    for shelf in shelves:
        assert sum(each.quantity for each in portions if each.shelf is shelf) <= shelf.free
    for product in PRODUCTS:
        promised = sum(each.quantity for each in portions if each.demand.product == product)
        wanted = sum(each.quantity for each in demands if each.product == product)
        free = sum(each.free for each in shelves if each.product == product)
        assert promised == min(wanted, free)


@given(*[st.integers(0, 1000).map(Decimal)] * 4)
def test_credit_is_passed_by_exactly_the_excess(limit, receivables, open_orders, this_order):
    check = check_credit(limit=limit, receivables=receivables, open_orders=open_orders, this_order=this_order)

    assert check.within == (receivables + open_orders + this_order <= limit)
    assert check.within == (check.excess == 0)
    assert check.within or check.exposure - check.excess == limit
