"""The tax of an invoice is what a clerk gets with pencil and paper, whatever the lines."""

import math
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from erp.kernel.money import Rounding
from modules.accounting.rules.consumption_tax import TaxedAmount, tax_by_rate, tax_of

CODES = {"S10": 10, "S8": 8, "OLD8": 8, "E": 0, "FOOD": 1}
LINES = st.lists(
    st.tuples(st.sampled_from(sorted(CODES)), st.integers(-(10**9), 10**9)).map(
        lambda pair: TaxedAmount(pair[0], Decimal(CODES[pair[0]]), Decimal(pair[1]))
    ),
    max_size=15,
)


def by_hand(amount: int, rate: int, rounding: Rounding, included: bool) -> int:
    """Whole numbers only: yen times rate over hundred, the rest counted out."""
    yen, rest = divmod(abs(amount) * rate, 100 + rate if included else 100)
    whole = 100 + rate if included else 100
    if (rounding is Rounding.UP and rest) or (rounding is Rounding.HALF_UP and 2 * rest >= whole):
        yen += 1
    return yen if amount >= 0 else -yen


@given(LINES, st.sampled_from(Rounding), st.booleans())
def test_tax_is_computed_once_for_each_code(lines, rounding, included):
    totals = tax_by_rate(lines, rounding, "JPY", included)

    assert [total.tax_code for total in totals] == list(dict.fromkeys(line.tax_code for line in lines))
    for total in totals:
        amount = int(sum(line.amount for line in lines if line.tax_code == total.tax_code))
        assert total.tax == by_hand(amount, CODES[total.tax_code], rounding, included)
        assert (total.total if included else total.base) == amount
        assert total.total == total.base + total.tax


@given(LINES, st.sampled_from(Rounding), st.booleans())
def test_a_full_return_cancels_the_sale(lines, rounding, included):
    returned = [TaxedAmount(line.tax_code, line.rate, -line.amount) for line in lines]

    sale = tax_by_rate(lines, rounding, "JPY", included)
    back = tax_by_rate(returned, rounding, "JPY", included)

    assert [(total.base, total.tax) for total in sale] == [(-total.base, -total.tax) for total in back]


@given(LINES, st.sampled_from(Rounding), st.randoms())
def test_the_order_of_the_lines_does_not_matter(lines, rounding, random):
    shuffled = list(lines)
    random.shuffle(shuffled)

    def stated(some):
        return {total.tax_code: (total.base, total.tax) for total in tax_by_rate(some, rounding, "JPY")}

    assert stated(lines) == stated(shuffled)


@given(st.integers(0, 10**12), st.sampled_from([1, 8, 10]))
def test_half_up_from_inclusive_prices_stays_within_a_yen_of_the_rate(total, rate):
    """What the Peppol rules for Japan demand; rounding down breaks it (21 yen at 10 %)."""
    tax = tax_of(Decimal(total), Decimal(rate), Rounding.HALF_UP, "JPY", prices_include_tax=True)
    exact = (total - Fraction(tax)) * rate / 100

    assert math.floor(exact) <= tax <= math.ceil(exact)


def test_rounding_line_by_line_would_be_another_tax():
    lines = [TaxedAmount("S10", Decimal(10), Decimal(105))] * 9

    by_invoice = tax_by_rate(lines, Rounding.DOWN, "JPY")[0].tax
    by_line = sum(tax_of(line.amount, line.rate, Rounding.DOWN, "JPY") for line in lines)

    assert (by_invoice, by_line) == (94, 90)
