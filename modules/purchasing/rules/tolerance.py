"""What a company lets pass: more goods than ordered, and another price than agreed.

Two per cent more may come, whole pieces only; a price may differ by 3 per cent or by 500 yen, whichever is
more:

>>> [str(most_of(Decimal(ordered), Decimal(2), 0)) for ordered in (100, 10)]
['102', '10']
>>> within(Decimal(10000), Decimal(10300), Decimal(3), Decimal(0))
True
>>> within(Decimal(10000), Decimal(10301), Decimal(3), Decimal(0))
False
>>> within(Decimal(10000), Decimal(10500), Decimal(3), Decimal(500))
True

Being asked for less is a difference as well:

>>> within(Decimal(10000), Decimal(9600), Decimal(3), Decimal(0))
False
"""

from decimal import ROUND_DOWN, Decimal

HUNDRED = Decimal(100)


def most_of(ordered: Decimal, share: Decimal, decimals: int) -> Decimal:
    """How many may come in all, in whole units of the product."""
    more = (ordered * share / HUNDRED).quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN)
    return ordered + more


def within(expected: Decimal, billed: Decimal, share: Decimal, amount: Decimal) -> bool:
    """Whether what is billed is near enough to what was agreed, in either direction."""
    return abs(billed - expected) <= max(expected * share / HUNDRED, amount)
