"""What a line costs: quantity times price less discount, rounded once per line to the currency.

A line amount may be rounded as usual in trade; only the *tax* must not be computed per line (see
consumption tax). A discount is in per cent: 15 takes 15 % off. The price comes from the price list
that is valid on the day of the order, at the best step the quantity reaches (数量別単価).

    >>> line_amount(Decimal(3), Decimal("9.80"), Decimal(15), "USD")
    Decimal('24.99')
    >>> line_amount(Decimal("1.5"), Decimal(333), Decimal(0), "JPY")
    Decimal('500')
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from erp.kernel.money import ZERO, Rounding, round_money

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ListPrice:
    """One step of a price list: from this quantity on, from this day on, so much a unit."""

    unit_price: Decimal
    valid_from: date
    valid_to: date | None = None
    minimum_quantity: Decimal = ZERO


def line_amount(
    quantity: Decimal,
    unit_price: Decimal,
    discount: Decimal,
    currency: str,
    rounding: Rounding = Rounding.HALF_UP,
) -> Decimal:
    """The amount of one line, exact until the one rounding.

    >>> line_amount(Decimal(1), Decimal(100), Decimal(101), "JPY")
    Traceback (most recent call last):
    ValueError: a discount is between nothing and everything
    """
    if not 0 <= discount <= HUNDRED:
        raise ValueError("a discount is between nothing and everything")
    exact = Fraction(quantity) * Fraction(unit_price) * (HUNDRED - Fraction(discount)) / HUNDRED
    return round_money(exact, currency, rounding)


def total_of(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of line amounts; nothing for no lines.

    >>> total_of([Decimal("24.99"), Decimal("0.01")]), total_of([])
    (Decimal('25.00'), Decimal('0'))
    """
    return sum(amounts, ZERO)


@dataclass(frozen=True, slots=True)
class Margin:
    """粗利: what remains of the sale after the cost of the goods, and its share of the sale."""

    amount: Decimal
    rate: Fraction | None


def margin(sales: Decimal, cost: Decimal) -> Margin:
    """Gross margin; without a sale there is no rate.

    >>> gross = margin(Decimal(1000), Decimal(700))
    >>> str(gross.amount), str(gross.rate)
    ('300', '3/10')
    >>> margin(ZERO, Decimal(5)).rate is None
    True
    """
    return Margin(sales - cost, Fraction(sales - cost) / Fraction(sales) if sales else None)


def price_on(prices: Sequence[ListPrice], quantity: Decimal, on: date) -> Decimal | None:
    """The price that counts: valid on the day, highest step the quantity reaches, newest if two overlap.

    >>> prices = [
    ...     ListPrice(Decimal(100), date(2026, 1, 1)),
    ...     ListPrice(Decimal(90), date(2026, 1, 1), minimum_quantity=Decimal(10)),
    ...     ListPrice(Decimal(110), date(2026, 4, 1)),
    ... ]
    >>> days = date(2025, 12, 31), date(2026, 1, 1), date(2026, 4, 1)
    >>> [str(price_on(prices, Decimal(9), day)) for day in days]
    ['None', '100', '110']
    >>> str(price_on(prices, Decimal(10), date(2026, 4, 1)))
    '90'
    """
    valid = [
        price
        for price in prices
        if price.minimum_quantity <= quantity
        and price.valid_from <= on
        and (price.valid_to is None or on <= price.valid_to)
    ]
    if not valid:
        return None
    return max(valid, key=lambda price: (price.minimum_quantity, price.valid_from)).unit_price
