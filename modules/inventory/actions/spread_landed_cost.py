"""Spread a landed cost: freight, duty or insurance becomes a part of what the goods cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules import accounting
from modules.accounting import PostingPurpose
from modules.inventory.cost_document import CostHead, book_cost
from modules.inventory.costing_late import ReceiptCost, received_lines
from modules.inventory.rules.spreading import spread
from modules.inventory.states import CostKind, SpreadBy

# What an invoice put into each account, less what was spread of it already.
BILLED = """
    SELECT l.account, sum(l.debit - l.credit) AS amount, a.code,
           coalesce((SELECT sum(c.total) FROM inventory.stock_cost c
                     WHERE c.cause = $1 AND c.account = l.account), 0) AS spread
    FROM accounting.journal_entry e
    JOIN accounting.journal_line l ON l.entry = e.id
    JOIN masterdata.account a ON a.id = l.account
    WHERE e.cause = $1 AND a.kind = 'EXPENSE'
    GROUP BY l.account, a.code HAVING sum(l.debit - l.credit) > 0 ORDER BY a.code
"""


class NegativeLandedCost(Refused):
    """What it cost to get the goods is above nothing; a cost that was wrong is taken back."""

    def __init__(self, amount: Decimal) -> None:
        super().__init__(field="amount", amount=amount)


class LandedCostExceeds(Refused):
    """More would be spread than the invoice put into that account."""

    def __init__(self, billed: Decimal, spread: Decimal, wanted: Decimal) -> None:
        super().__init__(field="amount", billed=billed, spread=spread, wanted=wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class LandedCostDraft:
    """A line of a receipt, with its weight where the cost is spread by that."""

    receipt_line: UUID
    weight: Quantity | None = None


async def spread_landed_cost(
    *,
    act: Act,
    lines: list[LandedCostDraft],
    amount: Money,
    kind: CostKind,
    spread_by: SpreadBy,
    on: date | None = None,
    supplier_invoice: UUID | None = None,
    account: UUID | None = None,
    party: UUID | None = None,
    note: str | None = None,
) -> UUID:
    """Share a cost among lines of receipts; answers its document.

    The other side is the account in which the invoice put it, one that is named, or goods that were
    received and not billed yet by that party. What has left already takes its share into cost of sales.
    Refuses `NEGATIVE_LANDED_COST`, `LANDED_COST_EXCEEDS`, lines of reversed receipts and days before them.
    """
    if amount < 0:
        raise NegativeLandedCost(amount)
    if amount == 0:
        raise BadInput("amount", "REQUIRED")
    accounting.require_coins("amount", amount, act.currency)
    if not lines:
        raise BadInput("lines", "EMPTY")
    on = on or act.today
    received = await received_lines(act, [line.receipt_line for line in lines], on)
    parts = spread(amount, _weights(lines, received, spread_by), act.currency)
    head = CostHead(
        kind=kind,
        on=on,
        description=(note or "").strip() or f"諸掛 {received[0]['number']}",
        account=await _account(act, amount, supplier_invoice, account, party),
        party=party,
        cause=supplier_invoice,
        spread_by=spread_by,
    )
    costs = [
        ReceiptCost(receipt_line=line.receipt_line, amount=part)
        for line, part in zip(lines, parts, strict=True)
    ]
    return await book_cost(act, head, costs)


def _weights(
    lines: Sequence[LandedCostDraft], received: Sequence[dict[str, Any]], by: SpreadBy
) -> list[Decimal]:
    if by is SpreadBy.VALUE:
        return [row["value"] for row in received]
    if by is SpreadBy.QUANTITY:
        return [row["quantity"] for row in received]
    for at, line in enumerate(lines):
        if line.weight is None or line.weight <= 0:
            raise BadInput(f"lines.{at}.weight", "REQUIRED")
    return [line.weight or Decimal(0) for line in lines]


async def _account(
    act: Act, amount: Decimal, invoice: UUID | None, account: UUID | None, party: UUID | None
) -> UUID:
    if invoice is None:
        if account is not None:
            return account
        if party is None:
            raise BadInput("party", "REQUIRED")
        return (await accounting.posting_accounts(act))[PostingPurpose.GOODS_RECEIVED]
    await locking.lock_name(act, "spread_landed_cost", invoice)
    billed = await act.tx.rows(BILLED, invoice)
    found = [row for row in billed if account in (None, row["account"])]
    if len(found) != 1:
        raise BadInput("account", "REQUIRED")
    if amount > found[0]["amount"] - found[0]["spread"]:
        raise LandedCostExceeds(found[0]["amount"], found[0]["spread"], amount)
    return found[0]["account"]
