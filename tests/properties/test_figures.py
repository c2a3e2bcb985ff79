"""Amounts and quantities come back as they went out, and sharing loses nothing."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from erp.kernel.money import (
    BadFigure,
    Rounding,
    allocate,
    decimals_of,
    parse_money,
    quantize,
    round_money,
    wire,
)
from erp.kernel.quantity import InexactConversion, convert, parse_quantity

CURRENCIES = st.sampled_from(["JPY", "USD", "KWD", "CLF"])
PLAIN = set("0123456789.-")


def amounts(currency: str, most: int = 10**14 - 1) -> st.SearchStrategy[Decimal]:
    places = decimals_of(currency)
    bound = most * 10**places
    return st.integers(-bound, bound).map(lambda coins: Decimal(coins).scaleb(-places))


@given(data=st.data(), currency=CURRENCIES)
def test_an_amount_survives_the_wire(data, currency):
    amount = data.draw(amounts(currency))

    written = wire(amount)

    assert parse_money(written, decimals_of(currency)) == amount
    assert set(written) <= PLAIN
    assert written == wire(amount.normalize()) == wire(quantize(amount, currency))
    assert "." not in written or not written.endswith(("0", "."))


@given(st.text(alphabet="0123456789.-+eE_, ∞NaInf１٣", max_size=24))
def test_what_is_not_plain_digits_is_refused(text):
    try:
        taken = parse_money(text, 2)
    except BadFigure as refused:
        assert refused.reason in {"NOT_PLAIN_DIGITS", "TOO_MANY_DECIMALS", "TOO_LARGE"}
    else:
        assert set(text) <= PLAIN
        assert taken == Decimal(text)
        assert taken == taken.quantize(Decimal("0.01"))
        assert abs(taken) < 10**14


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1e3", "NOT_PLAIN_DIGITS"),
        ("NaN", "NOT_PLAIN_DIGITS"),
        ("Infinity", "NOT_PLAIN_DIGITS"),
        ("+1", "NOT_PLAIN_DIGITS"),
        ("", "NOT_PLAIN_DIGITS"),
        (" 1", "NOT_PLAIN_DIGITS"),
        ("1\n", "NOT_PLAIN_DIGITS"),
        ("1.", "NOT_PLAIN_DIGITS"),
        (".5", "NOT_PLAIN_DIGITS"),
        ("1_000", "NOT_PLAIN_DIGITS"),
        ("1,000", "NOT_PLAIN_DIGITS"),
        ("１２", "NOT_PLAIN_DIGITS"),
        ("--1", "NOT_PLAIN_DIGITS"),
        ("0.001", "TOO_MANY_DECIMALS"),
        ("100000000000000", "TOO_LARGE"),
    ],
)
def test_each_trick_has_its_reason(text, reason):
    with pytest.raises(BadFigure) as refused:
        parse_money(text, 2)
    assert refused.value.reason == reason


@given(
    numerator=st.integers(-(10**18), 10**18),
    denominator=st.integers(1, 10**6),
    currency=CURRENCIES,
    rounding=st.sampled_from(Rounding),
)
def test_rounding_is_symmetrical_and_less_than_a_coin_away(numerator, denominator, currency, rounding):
    exact = Fraction(numerator, denominator)
    coin = Fraction(1, 10 ** decimals_of(currency))

    rounded = round_money(exact, currency, rounding)

    assert round_money(-exact, currency, rounding) == -rounded
    away = abs(Fraction(rounded)) - abs(exact)
    if rounding is Rounding.DOWN:
        assert -coin < away <= 0
    elif rounding is Rounding.UP:
        assert 0 <= away < coin
    else:
        assert -coin / 2 < away <= coin / 2


@given(data=st.data(), currency=CURRENCIES, rounding=st.sampled_from(Rounding))
def test_a_decimal_rounds_like_the_same_fraction(data, currency, rounding):
    exact = data.draw(st.decimals(-(10**12), 10**12, places=9))

    assert round_money(exact, currency, rounding) == round_money(Fraction(exact), currency, rounding)


@given(
    data=st.data(),
    currency=CURRENCIES,
    weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any),
)
def test_shares_add_up_and_are_fair(data, currency, weights):
    total = data.draw(amounts(currency, most=10**9))

    shares = allocate(total, weights, currency)

    assert sum(shares) == total
    assert shares == [-share for share in allocate(-total, weights, currency)]
    coin = Fraction(1, 10 ** decimals_of(currency))
    for share, weight in zip(shares, weights, strict=True):
        assert abs(Fraction(share) - Fraction(total) * weight / sum(weights)) < coin
        assert weight or share == 0


@given(
    quantity=st.integers(0, 10**12).map(lambda millionths: Decimal(millionths).scaleb(-6)),
    factor=st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000),
)
def test_a_conversion_can_be_undone_or_is_refused(quantity, factor):
    try:
        converted = convert(quantity, factor)
    except InexactConversion:
        assert (Fraction(quantity) * factor * 10**6).denominator != 1
    else:
        assert convert(converted, 1 / factor) == quantity
        assert parse_quantity(wire(converted)) == converted
