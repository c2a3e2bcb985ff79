"""First in, first out (先入先出法): goods leave in the order in which they came, each at its own cost.

One of the valuation methods of the corporation tax act (order art. 28). Ten for 1,000 yen, then ten for
1,300: twelve take the first ten whole and two of the second, 1,260 yen in all; the last one takes the rest.

    >>> layers = [Layer(Decimal(10), Decimal(1000)), Layer(Decimal(10), Decimal(1300))]
    >>> [(str(taken.quantity), str(taken.value)) for taken in consume(layers, Decimal(12), "JPY")]
    [('10', '1000'), ('2', '260')]
    >>> [str(taken.value) for taken in consume([Layer(Decimal(3), Decimal(100))], Decimal(1), "JPY")]
    ['33']
    >>> [str(taken.value) for taken in consume([Layer(Decimal(3), Decimal(100))], Decimal(3), "JPY")]
    ['100']
    >>> consume(layers, Decimal(21), "JPY")
    Traceback (most recent call last):
    modules.inventory.rules.costing.MoreThanOnHand: MORE_THAN_ON_HAND on_hand=20 quantity=21
"""

from collections.abc import Sequence
from decimal import Decimal

from modules.inventory.rules.costing import NOTHING, Holding, MoreThanOnHand, issue_value

Layer = Holding


def consume(layers: Sequence[Layer], quantity: Decimal, currency: str) -> list[Layer]:
    """How much of each layer leaves and at what value, in their order; untouched ones give nothing."""
    taken, wanted = [], quantity
    for layer in layers:
        part = min(wanted, layer.quantity)
        if part <= 0:
            taken.append(NOTHING)
            continue
        taken.append(Holding(part, issue_value(layer.quantity, layer.value, part, currency)))
        wanted -= part
    if wanted > 0:
        raise MoreThanOnHand(on_hand=quantity - wanted, quantity=quantity)
    while taken and taken[-1] is NOTHING:
        taken.pop()
    return taken
