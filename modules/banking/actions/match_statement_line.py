"""Match a statement line: a person says whose money it is and what it pays."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.money import ZERO, Money
from modules.accounting import ReceiptMatch
from modules.banking.matching import locked_line, match_line
from modules.banking.sharing import Wanted

NOTHING = Money(ZERO)


async def match_statement_line(
    *,
    act: Act,
    line: UUID,
    customer: UUID,
    matches: list[ReceiptMatch] | None = None,
    fee: Money = NOTHING,
    difference: Money = NOTHING,
    difference_account: UUID | None = None,
    reason: str | None = None,
    on: date | None = None,
    for_others: bool = False,
) -> UUID:
    """Set a line against invoices; what is left over is an advance of the customer.

    A `fee` that we bear pays debts too. So does a `difference`; below zero it is money that pays none. It
    goes to its own account, and a reason says why. A line from the suspense account is matched today or `on`.
    With `for_others` the customer pays what others owe too: each gets a receipt of his own.
    """
    if difference and not (reason or "").strip():
        raise BadInput("reason", "EMPTY")
    held = await locked_line(act, line, "match_statement_line")
    await match_line(
        act,
        held,
        Wanted(
            customer=customer,
            matches=matches or [],
            fee=fee,
            difference=difference,
            difference_account=difference_account,
            on=on,
            note=reason,
            for_others=for_others,
        ),
    )
    return line
