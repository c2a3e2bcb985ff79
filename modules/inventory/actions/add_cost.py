"""Add a cost: a part of the house learnt after the goods came that they cost more, or less."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules import accounting
from modules.accounting import PostingPurpose
from modules.inventory.cost_document import CostHead, book_cost
from modules.inventory.costing_late import ReceiptCost
from modules.inventory.states import CostKind


async def add_cost(
    *,
    act: Act,
    cause: UUID,
    on: date,
    costs: Sequence[ReceiptCost],
    purpose: PostingPurpose,
    description: str,
    party: UUID | None = None,
) -> UUID:
    """Give a cost (negative: a reduction) to lines of receipts against the account of a purpose.

    What of the goods is still in stock takes its share, the rest is cost of sales. Answers the document.
    """
    accounts = await accounting.posting_accounts(act)
    head = CostHead(
        kind=CostKind.PRICE,
        on=on,
        description=description,
        account=accounts[purpose],
        party=party,
        cause=cause,
    )
    return await book_cost(act, head, costs)
