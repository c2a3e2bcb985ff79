"""How much of the consumption tax inside a purchase is taken off our own (仕入税額控除).

A registered seller's tax counts in full. From one who is not registered a share of the tax-equivalent
counts, by the day of the purchase (consumption tax act, supplementary provisions of 2016 art. 52 and 53
as amended in 2026), and only up to a yearly amount for each seller. What does not count is part of the cost.

110,000 yen incl. of a seller who is not registered, bought on 1 October 2026, when the share is 70 per cent:

    >>> from erp.kernel.money import wire
    >>> part = deductible(Decimal(10000), gross=Decimal(110000), rate=Decimal(10), share=Decimal(70),
    ...                   covered=Decimal(110000), rounding=Rounding.DOWN, currency="JPY")
    >>> wire(part), wire(Decimal(110000) - part)
    ('7000', '103000')

Once the yearly amount is used up, nothing of the rest counts; of 220,000 yen the last 110,000 that fit in do:

    >>> wire(deductible(Decimal(20000), gross=Decimal(220000), rate=Decimal(10), share=Decimal(70),
    ...                 covered=Decimal(110000), rounding=Rounding.DOWN, currency="JPY"))
    '7000'
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from erp.kernel.money import ZERO, Rounding, allocate, round_money
from erp.masterdata.states import RegistrationState
from modules.payables.states import DeductionGround, LedgerOnlyReason

FULL = Decimal(100)
# Nobody sets a limit to these; the others are limited by the statutory value LEDGER_ONLY_LIMIT.
UNLIMITED = frozenset(
    {
        LedgerOnlyReason.POSTAGE,
        LedgerOnlyReason.COLLECTED_TICKET,
        LedgerOnlyReason.EMPLOYEE_TRAVEL,
        LedgerOnlyReason.BOUGHT_FOR_RESALE,
    }
)


@dataclass(frozen=True, slots=True)
class Measures:
    """What the law and the company allow on the day of a purchase; None where there is no such rule."""

    transitional_share: Decimal
    small_purchase_limit: Decimal | None = None
    uses_small_purchases: bool = False


def deductible(
    tax: Decimal,
    *,
    gross: Decimal,
    rate: Decimal,
    share: Decimal,
    covered: Decimal,
    rounding: Rounding,
    currency: str,
) -> Decimal:
    """The part of the tax of one rate that counts; exact until its one rounding.

    A full share is the tax as the invoice states it. Any other is taken of the tax-equivalent, gross ×
    r/(100+r), and of the amount that the yearly limit covers.
    """
    if share == FULL and covered >= gross:
        return tax
    equivalent = Fraction(min(covered, gross)) * Fraction(rate) / (100 + Fraction(rate))
    return min(tax, round_money(equivalent * Fraction(share) / 100, currency, rounding))


def ground_of(
    registration: RegistrationState, total: Decimal, ledger_only: LedgerOnlyReason | None, law: Measures
) -> tuple[DeductionGround, Decimal]:
    """Why how much per cent counts. A number nobody could check yet counts as registered, and is shown
    as such.

    >>> law = Measures(Decimal(70), Decimal(10000))
    >>> ground_of(RegistrationState.NOT_REGISTERED, Decimal(9999), None, law)
    (<DeductionGround.TRANSITIONAL: 'TRANSITIONAL'>, Decimal('70'))
    >>> small = Measures(Decimal(70), Decimal(10000), True)
    >>> unknown = RegistrationState.NOT_REGISTERED
    >>> [ground_of(unknown, Decimal(yen), None, small)[1] for yen in (9999, 10000)]
    [Decimal('100'), Decimal('70')]
    >>> ground_of(RegistrationState.NOT_REGISTERED, Decimal(100), None, Measures(ZERO))
    (<DeductionGround.NONE: 'NONE'>, Decimal('0'))
    """
    if ledger_only is not None:
        return DeductionGround.LEDGER_ONLY, FULL
    if registration is not RegistrationState.NOT_REGISTERED:
        return DeductionGround.QUALIFIED, FULL
    small = law.small_purchase_limit
    if law.uses_small_purchases and small is not None and total < small:
        return DeductionGround.SMALL_PURCHASE, FULL
    if law.transitional_share > 0:
        return DeductionGround.TRANSITIONAL, law.transitional_share
    return DeductionGround.NONE, ZERO


def spread(total: Decimal, weights: Sequence[Decimal], currency: str) -> list[Decimal]:
    """A total over lines by their amounts; evenly where all of them are nothing.

    >>> [str(part) for part in spread(Decimal(1500), [Decimal(30000), Decimal(20000)], "JPY")]
    ['900', '600']
    """
    if not any(weights):
        return allocate(total, [1] * len(weights), currency)
    return allocate(total, weights, currency)
