"""How many a supplier delivers: at least so many, and only whole lots.

>>> from decimal import Decimal
>>> [quantity_finding(Decimal(asked), Decimal(24), Decimal(12)).value for asked in (12, 24, 30, 36)]
['BELOW_MINIMUM', 'NONE', 'NOT_A_MULTIPLE', 'NONE']

Nothing said is nothing asked for:

>>> quantity_finding(Decimal(1), Decimal(0), Decimal(0)).value
'NONE'
"""

from decimal import Decimal

from modules.purchasing.states import OrderFinding


def quantity_finding(asked: Decimal, minimum: Decimal, multiple: Decimal) -> OrderFinding:
    """What he will say to a quantity, in the product's own unit."""
    if asked < minimum:
        return OrderFinding.BELOW_MINIMUM
    if multiple > 0 and asked % multiple:
        return OrderFinding.NOT_A_MULTIPLE
    return OrderFinding.NONE
