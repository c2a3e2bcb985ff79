"""Goods and their value leave together: never below nothing, never a coin lost or made."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from erp.kernel.money import allocate, decimals_of, quantize
from modules.inventory.rules.costing import (
    NOTHING,
    Holding,
    MoreThanOnHand,
    issue,
    issue_value,
    receive,
    return_value,
)

QUANTITIES = st.integers(1, 5 * 10**6).map(lambda thousandths: Decimal(thousandths).scaleb(-3))
STEP = st.tuples(st.sampled_from(["receive", "issue"]), QUANTITIES, st.integers(0, 10**8))
STEPS = st.lists(STEP, max_size=25)


@given(steps=STEPS, currency=st.sampled_from(["JPY", "USD"]))
def test_receipts_less_issues_are_what_is_there(steps, currency):
    stock, came_in, went_out = NOTHING, Decimal(0), Decimal(0)
    for kind, quantity, coins in steps:
        if kind == "receive":
            value = Decimal(coins).scaleb(-decimals_of(currency))
            stock, came_in = receive(stock, quantity, value), came_in + value
        elif quantity > stock.quantity:
            with pytest.raises(MoreThanOnHand):
                issue(stock, quantity, currency)
        else:
            stock, value = issue(stock, quantity, currency)
            assert value >= 0
            went_out += value
        assert stock.quantity >= 0 and stock.value >= 0
        assert stock.quantity or stock.value == 0
        assert stock.value == quantize(stock.value, currency) == came_in - went_out

    if stock.quantity:
        empty, rest = issue(stock, stock.quantity, currency)
        assert empty == NOTHING
        assert went_out + rest == came_in


@given(
    on_hand=QUANTITIES,
    value=st.integers(0, 10**9).map(Decimal),
    parts=st.lists(st.integers(1, 50), min_size=1, max_size=8),
)
def test_taking_in_parts_takes_what_taking_at_once_takes(on_hand, value, parts):
    thousandths = allocate(on_hand.scaleb(3), parts, "JPY")
    stock, taken = Holding(on_hand, value), Decimal(0)
    for part in thousandths:
        stock, cost = issue(stock, part.scaleb(-3), "JPY")
        taken += cost

    assert stock == NOTHING
    assert taken == value == issue_value(on_hand, value, on_hand, "JPY")


@given(shipped=QUANTITIES, value=st.integers(0, 10**9).map(Decimal), share=st.integers(0, 100))
def test_a_return_in_two_parts_gives_back_the_whole_cost(shipped, value, share):
    left = Holding(shipped, value)
    first_part = (shipped * share / 100).quantize(Decimal("0.001"))

    first = return_value(left, NOTHING, first_part, "JPY")
    rest = return_value(left, Holding(first_part, first), shipped - first_part, "JPY")

    assert first + rest == value
    assert first >= 0 and rest >= 0
