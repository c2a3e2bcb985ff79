"""The one place where goods get their value: every move and every entry takes its figure from here.

Because the move and its entry are written by one transaction from the same figure, stock value and its
ledger account cannot drift apart.
"""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.money import allocate
from modules.inventory.queries import TAKE_VALUE
from modules.inventory.rules.costing import issue_value
from modules.inventory.shelves import lock_worth


def by_product(items: Sequence[tuple[UUID, Decimal]]) -> dict[UUID, Decimal]:
    """How much of each product there is in all, in key order."""
    total: dict[UUID, Decimal] = {}
    for product, quantity in sorted(items):
        total[product] = total.get(product, Decimal(0)) + quantity
    return total


async def take_worth(act: Act, items: Sequence[tuple[UUID, Decimal]]) -> list[Decimal]:
    """Take goods out at their moving average; answers the value of each item, in the order given."""
    if not items:
        return []
    wanted = by_product(items)
    worth = await lock_worth(act, products=list(wanted))
    values = {
        product: issue_value(*worth[product], quantity, act.currency) for product, quantity in wanted.items()
    }
    await act.tx.run(TAKE_VALUE, list(wanted), list(wanted.values()), [values[product] for product in wanted])
    return share(items, values, act.currency)


def share(items: Sequence[tuple[UUID, Decimal]], values: dict[UUID, Decimal], currency: str) -> list[Decimal]:
    """Spread the value of each product over the items that hold it, to the last unit of the currency.

    >>> a = UUID(int=1)
    >>> [str(value) for value in share([(a, Decimal(1)), (a, Decimal(2))], {a: Decimal(100)}, "JPY")]
    ['33', '67']
    """
    shares: list[Decimal] = [Decimal(0)] * len(items)
    for product, value in values.items():
        places = [index for index, item in enumerate(items) if item[0] == product]
        parts = allocate(value, [items[index][1] for index in places], currency)
        for index, part in zip(places, parts, strict=True):
            shares[index] = part
    return shares
