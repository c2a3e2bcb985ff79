"""The document of a cost learnt after the goods: its shares, its moves of value and its one entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.money import quantize
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules import accounting
from modules.inventory import tables
from modules.inventory.correcting import Correction, value_move
from modules.inventory.costing_late import ReceiptCost, Share, received_lines, share_costs
from modules.inventory.states import CostKind, SpreadBy


@dataclass(frozen=True, slots=True, kw_only=True)
class CostHead:
    """What a cost was for, when, whom it is owed to, and the account that answers it."""

    kind: CostKind
    on: date
    description: str
    account: UUID
    party: UUID | None = None
    cause: UUID | None = None
    spread_by: SpreadBy | None = None
    reverses: UUID | None = None


async def book_cost(act: Act, head: CostHead, costs: Sequence[ReceiptCost]) -> UUID:
    """Share a cost among lines of receipts and book it; answers its document.

    Its rows are as many as the lines it names, however much has moved since. A cost of a closed month
    counts from the first open day.
    """
    costs = [cost for cost in costs if cost.amount != 0]
    if not costs:
        raise BadInput("costs", "NOTHING_TO_CHANGE")
    if len({cost.receipt_line for cost in costs}) != len(costs):
        raise BadInput("costs", "LINE_TWICE")
    if not head.description.strip():
        raise BadInput("description", "EMPTY")
    day = (await accounting.posting_day(act, head.on, post_late=True)).on
    for at, cost in enumerate(costs):
        accounting.require_coins(f"costs.{at}.amount", cost.amount, act.currency)
    amounts = [quantize(cost.amount, act.currency) for cost in costs]
    lines = await received_lines(act, [cost.receipt_line for cost in costs], head.on)
    shares = await share_costs(act, lines, amounts, day)
    return await _write(act, head, shares, day)


async def _write(act: Act, head: CostHead, shares: Sequence[Share], day: date) -> UUID:
    cost, landed = new_id(), head.spread_by is not None
    number = await next_number(act, "landed_cost" if landed else "cost_adjustment", head.on)
    total = sum((share.amount for share in shares), Decimal(0))
    in_stock = sum((share.in_stock for share in shares), Decimal(0))
    sums = {"total": total, "in_stock": in_stock, "expensed": total - in_stock}
    own = {"id": cost, "company": act.company, "number": number, "booked_on": day, "recorded_at": act.at}
    await act.tx.insert(tables.StockCost, [own | _said(head) | sums])
    rows = [_line(act, cost, at, each) for at, each in enumerate(shares, 1)]
    await act.tx.insert(tables.StockCostLine, rows)
    gains = [
        Correction(each.line["product"], each.line["location"], day, each.in_stock)
        for each in shares
        if each.in_stock
    ]
    if gains:
        await act.tx.insert(tables.StockMove, [value_move(act, cost, gain, day) for gain in gains])
    causes = {each.line["receipt"] for each in shares} | {head.cause, head.reverses}
    await register_document(
        act, kind="stock_cost", id=cost, number=number, on=head.on, title=head.description,
        party=head.party, amount=total, causes=sorted(each for each in causes if each),
    )  # fmt: skip
    await _post(act, head, cost, number, in_stock, total)
    return cost


def _said(head: CostHead) -> dict[str, Any]:
    return {
        "kind": head.kind.value,
        "spread_by": head.spread_by.value if head.spread_by else None,
        "description": head.description,
        "party": head.party,
        "account": head.account,
        "cause": head.cause,
        "occurred_on": head.on,
        "reverses": head.reverses,
    }


def _line(act: Act, cost: UUID, line_no: int, share: Share) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": act.company,
        "stock_cost": cost,
        "line_no": line_no,
        "receipt_line": share.line["id"],
        "product": share.line["product"],
        "amount": share.amount,
        "in_stock": share.in_stock,
        "expensed": share.expensed,
    }


async def _post(act: Act, head: CostHead, cost: UUID, number: str, in_stock: Decimal, total: Decimal) -> None:
    accounts = await accounting.posting_accounts(act)
    party = head.party
    signed = (
        (accounts[accounting.PostingPurpose.STOCK], in_stock, None),
        (accounts[accounting.PostingPurpose.COST_OF_SALES], total - in_stock, None),
        (head.account, -total, party),
    )
    make = {True: accounting.debit, False: accounting.credit}
    lines = [
        make[amount > 0](account, abs(amount), act.currency, party=whose)
        for account, amount, whose in signed
        if amount
    ]
    await accounting.post_entry(
        act=act,
        on=head.on,
        description=f"{number} {head.description}",
        lines=lines,
        origin=f"stock_cost:{cost}",
        cause=cost,
        post_late=True,
    )
