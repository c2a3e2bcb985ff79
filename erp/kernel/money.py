"""Money: a decimal that has no more places than its currency, rounded in one place only.

The places are the minor units of ISO 4217: yen have none, dollars two, Kuwaiti dinars three. Rounding is
the issuer's choice under the consumption tax act (round down, half up or up), and a negative amount
rounds as its positive twin does, so that a full return cancels the sale to the last yen.

    >>> parse_money("9.80", decimals_of("USD"))
    Decimal('9.80')
    >>> [wire(round_money(Decimal(exact), "JPY", Rounding.DOWN)) for exact in ("94.5", "-94.5")]
    ['94', '-94']
    >>> [wire(part) for part in allocate(Decimal("100"), [1, 1, 1], "JPY")]
    ['34', '33', '33']
"""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NewType

from erp.kernel.digits import (
    WIDE,
    BadFigure,
    NotPlainDigits,
    TooLarge,
    TooManyDecimals,
    parse_digits,
    wire,
    without_minus_zero,
)

__all__ = [
    "ZERO",
    "BadFigure",
    "Money",
    "NotPlainDigits",
    "Rounding",
    "TooLarge",
    "TooManyDecimals",
    "UnknownCurrency",
    "allocate",
    "decimals_of",
    "parse_money",
    "quantize",
    "round_money",
    "wire",
]

Money = NewType("Money", Decimal)
ZERO = Decimal(0)

WHOLE_DIGITS = 14  # numeric(18,4): fourteen before the dot, four after it

_MINOR_UNITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: (
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
        "CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD "
        "HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD "
        "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON "
        "RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD "
        "TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW"
    ),
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_DECIMALS = {code: places for places, codes in _MINOR_UNITS.items() for code in codes.split()}


class UnknownCurrency(ValueError):
    """A code that is not in ISO 4217, or one we do not keep books in."""

    reason = "UNKNOWN_CURRENCY"


class Rounding(StrEnum):
    """端数処理: what happens to the part that is smaller than the smallest coin."""

    HALF_UP = "HALF_UP"  # 四捨五入
    DOWN = "DOWN"  # 切捨て
    UP = "UP"  # 切上げ


_DECIMAL_ROUNDING = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.DOWN: ROUND_DOWN, Rounding.UP: ROUND_UP}


def decimals_of(currency: str) -> int:
    """Places after the dot of a currency.

    >>> decimals_of("JPY"), decimals_of("USD"), decimals_of("KWD")
    (0, 2, 3)
    >>> decimals_of("YEN")
    Traceback (most recent call last):
    erp.kernel.money.UnknownCurrency: UNKNOWN_CURRENCY: 'YEN'
    """
    try:
        return _DECIMALS[currency]
    except (KeyError, TypeError):
        raise UnknownCurrency(f"UNKNOWN_CURRENCY: {currency!r}") from None


def parse_money(text: str, decimals: int) -> Decimal:
    """The amount as written.

    >>> parse_money("-1200", 0)
    Decimal('-1200')
    >>> parse_money("10.0", 0)
    Traceback (most recent call last):
    erp.kernel.digits.TooManyDecimals: TOO_MANY_DECIMALS: '10.0'
    """
    return parse_digits(text, decimals=decimals, whole_digits=WHOLE_DIGITS)


def quantize(amount: Decimal, currency: str) -> Decimal:
    """The same amount with the currency's places; a finer part is refused, never rounded away.

    >>> quantize(Decimal("1200.0000"), "JPY"), quantize(Decimal("9.8"), "USD")
    (Decimal('1200'), Decimal('9.80'))
    >>> quantize(Decimal("0.5"), "JPY")
    Traceback (most recent call last):
    erp.kernel.digits.TooManyDecimals: TOO_MANY_DECIMALS: '0.5'
    """
    rounded = round_money(amount, currency, Rounding.DOWN)
    if rounded != amount:
        raise TooManyDecimals(wire(amount))
    return rounded


def round_money(amount: Decimal | Fraction, currency: str, rounding: Rounding) -> Decimal:
    """The amount in whole coins. Half up means away from nothing: -0.5 yen become -1 yen.

    >>> {how.value: wire(round_money(Decimal("0.5"), "JPY", how)) for how in Rounding}
    {'HALF_UP': '1', 'DOWN': '0', 'UP': '1'}
    >>> round_money(Fraction(1100 * 10, 110), "JPY", Rounding.DOWN)
    Decimal('100')
    """
    places = decimals_of(currency)
    if isinstance(amount, Fraction):
        return _round_fraction(amount, places, rounding)
    rounded = amount.quantize(Decimal((0, (1,), -places)), rounding=_DECIMAL_ROUNDING[rounding], context=WIDE)
    return without_minus_zero(rounded)


def allocate(total: Decimal, weights: Sequence[Decimal | int], currency: str) -> list[Decimal]:
    """Share a total by weights; the shares add up to it exactly (largest remainder, ties to the first).

    A discount of 100 yen over lines of 1,000, 1,000 and 998 yen:

    >>> [wire(part) for part in allocate(Decimal(-100), [1000, 1000, 998], "JPY")]
    ['-34', '-33', '-33']
    >>> [wire(part) for part in allocate(Decimal("0.05"), [7, 2, 1], "USD")]
    ['0.04', '0.01', '0']
    """
    if not weights or any(weight < 0 for weight in weights) or not any(weights):
        raise ValueError("weights must be none below zero and not all zero")
    coins = _coins(quantize(total, currency), decimals_of(currency))
    size, sign = abs(coins), -1 if coins < 0 else 1
    whole = sum(Fraction(weight) for weight in weights)
    exact = [Fraction(weight) * size / whole for weight in weights]
    shares = [share.numerator // share.denominator for share in exact]
    by_remainder = sorted(range(len(shares)), key=lambda at: (shares[at] - exact[at], at))
    for at in by_remainder[: size - sum(shares)]:
        shares[at] += 1
    return [_from_coins(sign * share, decimals_of(currency)) for share in shares]


def _round_fraction(amount: Fraction, places: int, rounding: Rounding) -> Decimal:
    coins, rest = divmod(abs(amount.numerator) * 10**places, amount.denominator)
    up = rest > 0 if rounding is Rounding.UP else 2 * rest >= amount.denominator
    if up and rounding is not Rounding.DOWN:
        coins += 1
    return _from_coins(coins if amount >= 0 else -coins, places)


def _coins(amount: Decimal, places: int) -> int:
    return int(amount.scaleb(places, context=WIDE))


def _from_coins(coins: int, places: int) -> Decimal:
    return Decimal(coins).scaleb(-places, context=WIDE)
