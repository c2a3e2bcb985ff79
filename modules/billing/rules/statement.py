"""The arithmetic of a statement (請求書の繰越計算).

Last bill − received − adjusted = carried forward; carried forward + sales + tax of this period = billed. Tax
is computed on this period only: what is carried forward is shown and never taxed again.

    >>> items = [Item(StatementKind.RECEIPT, Decimal(99340), fee=Decimal(660)),
    ...          Item(StatementKind.ADJUSTMENT, Decimal(5500))]
    >>> found = statement(Decimal(165500), items, sales=Decimal(120000), tax=Decimal(12000))
    >>> [int(each) for each in (found.previous, found.received, found.adjusted, found.carried, found.balance)]
    [165500, 99340, 6160, 60000, 192000]

Who wants only this period is asked for this period; what he owes in all is the same:

    >>> int(found.asked(carries_balance=False)), int(found.asked(carries_balance=True))
    (132000, 192000)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from erp.kernel.money import ZERO
from modules.billing.states import StatementKind


@dataclass(frozen=True, slots=True)
class Item:
    """A document of the period; a receipt's `fee` is what a bank kept and we bear."""

    kind: StatementKind
    amount: Decimal
    fee: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Statement:
    """The figures on the head of a bill."""

    previous: Decimal
    received: Decimal
    adjusted: Decimal
    sales: Decimal
    tax: Decimal

    @property
    def carried(self) -> Decimal:
        """What is still open of the last bill (繰越額)."""
        return self.previous - self.received - self.adjusted

    @property
    def balance(self) -> Decimal:
        """All that is owed."""
        return self.carried + self.sales + self.tax

    def asked(self, carries_balance: bool) -> Decimal:
        """What the paper asks for (今回請求額)."""
        return self.balance if carries_balance else self.sales + self.tax


def statement(previous: Decimal, items: Iterable[Item], *, sales: Decimal, tax: Decimal) -> Statement:
    """The figures of a period; what is a sale among the items is in `sales` and `tax` already.

    Money that went back to the customer was received that much less.

    >>> int(statement(ZERO, [Item(StatementKind.RECEIPT, Decimal(100)),
    ...                      Item(StatementKind.RETURNED_MONEY, Decimal(30))], sales=ZERO, tax=ZERO).received)
    70
    """
    received = adjusted = ZERO
    for item in items:
        if item.kind is StatementKind.RECEIPT:
            received += item.amount
            adjusted += item.fee
        elif item.kind is StatementKind.RETURNED_MONEY:
            received -= item.amount
        elif item.kind is StatementKind.ADJUSTMENT:
            adjusted += item.amount
    return Statement(previous, received, adjusted, sales, tax)


def signed(item: Item) -> Decimal:
    """What an item does to the balance.

    >>> [int(signed(Item(kind, Decimal(10)))) for kind in StatementKind]
    [10, -10, 10, -10]
    """
    amount = item.amount + item.fee
    return amount if item.kind in (StatementKind.SALE, StatementKind.RETURNED_MONEY) else -amount
