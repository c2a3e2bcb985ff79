"""Acceptance: from now on goods are ours; stock, cost, and what we owe without a bill follow in one go."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.money import Money, Rounding, round_money
from erp.kernel.numbering import next_number
from erp.kernel.outbox import record
from erp.kernel.quantity import Quantity, convert
from erp.kernel.register import register_document
from modules import accounting, inventory
from modules.accounting import PostingPurpose
from modules.purchasing import tables
from modules.purchasing.accruals import Change, write_accruals
from modules.purchasing.events import GoodsAccepted
from modules.purchasing.lines import NOTHING
from modules.purchasing.queries import count
from modules.purchasing.seeing import At, Seen
from modules.purchasing.states import AccrualKind
from modules.purchasing.suppliers import rate_on

MONEY_PLACES = Decimal("0.0001")
# Fields of a stock receipt that not every version of inventory knows.
KNOWN = {field.name for field in fields(inventory.StockReceiptDraft)}
BOOKED = "SELECT id, value FROM inventory.stock_receipt_line WHERE stock_receipt = $1 ORDER BY line_no"
COUNT = """
    UPDATE purchasing.goods_receipt_line AS l
    SET accepted = l.accepted + t.accepted, rejected = l.rejected + t.rejected
    FROM unnest($1::uuid[], $2::numeric[], $3::numeric[]) AS t(id, accepted, rejected) WHERE l.id = t.id
"""


async def accept(
    act: Act,
    *,
    order: dict[str, Any],
    receipt: dict[str, Any],
    seen: Sequence[Seen],
    on: date,
    automatic: bool,
    note: str | None = None,
) -> UUID:
    """Write an inspection with all that follows from it; answers it. Statements do not grow with lines."""
    inspection = new_id()
    at = At(order["currency"], act.currency, await rate_on(act, order["currency"], on))
    stocked = [each for each in seen if each.order_line["is_stocked"] and each.accepted > 0]
    costs = [each for each in seen if not each.order_line["is_stocked"] and each.accepted > 0]
    stock, booked = await _into_stock(act, inspection, receipt, stocked, on, at)
    values = {each.receipt_line["id"]: value for each, (_, value) in zip(stocked, booked, strict=True)}
    stock_lines = {each.receipt_line["id"]: line for each, (line, _) in zip(stocked, booked, strict=True)}
    values |= {each.receipt_line["id"]: each.value(at) for each in costs}
    number = await next_number(act, "inspection", on)
    await _into_cost(act, inspection, number, order, costs, values, on)
    head = _head(act, inspection, number, order, receipt, at) | {
        "inspected_on": on,
        "is_automatic": automatic,
        "stock_receipt": stock,
        "note": note,
    }
    await act.tx.insert(tables.Inspection, [head])
    await act.tx.insert(tables.InspectionLine, _rows(act, inspection, seen, values, stock_lines))
    await _count(act, seen, at)
    changes = [
        Change(each.order_line["id"], order["id"], each.accepted, values[each.receipt_line["id"]])
        for each in seen
        if each.accepted > 0
    ]
    await write_accruals(
        act, changes, kind=AccrualKind.ACCEPTED, supplier=order["supplier"], document=inspection, on=on
    )
    await _register(act, head, order, receipt, sum(values.values(), NOTHING))
    if changes:
        told = GoodsAccepted(inspection=inspection, purchase_order=order["id"], accepted_on=on)
        await record(act, told, subject=order["id"])
    return inspection


def _head(
    act: Act, inspection: UUID, number: str, order: dict[str, Any], receipt: dict[str, Any], at: At
) -> dict[str, Any]:
    return {
        "id": inspection,
        "company": act.company,
        "number": number,
        "goods_receipt": receipt["id"],
        "purchase_order": order["id"],
        "supplier": order["supplier"],
        "recorded_at": act.at,
        "inspected_by": act.actor,
        "exchange_rate": None if at.currency == at.own else at.rate,
    }


async def _into_stock(
    act: Act, inspection: UUID, receipt: dict[str, Any], stocked: Sequence[Seen], on: date, at: At
) -> tuple[UUID | None, list[tuple[UUID, Decimal]]]:
    if not stocked:
        return None, []
    stock = await inventory.receive_stock(
        act=act,
        lines=[_draft(each, at) for each in stocked],
        reason=inventory.ReceiptReason.PURCHASE,
        on=on,
        warehouse=receipt["warehouse"],
        supplier=receipt["supplier"],
        origin=f"inspection:{inspection}",
        note=receipt["number"],
    )
    rows = await act.tx.rows(BOOKED, stock)
    return stock, [(row["id"], row["value"]) for row in rows]


def _draft(each: Seen, at: At) -> inventory.StockReceiptDraft:
    line = each.order_line
    cost = each.price * at.rate / line["factor"]
    more = {
        "value": Money(each.value(at)),
    } | each.told_apart
    return inventory.StockReceiptDraft(
        product=line["product"],
        quantity=Quantity(convert(each.accepted, line["factor"])),
        unit_cost=Money(cost.quantize(MONEY_PLACES)),
        **{name: value for name, value in more.items() if name in KNOWN and value},
    )


async def _into_cost(
    act: Act,
    inspection: UUID,
    number: str,
    order: dict[str, Any],
    seen: Sequence[Seen],
    values: dict[UUID, Decimal],
    on: date,
) -> None:
    """What lies in no stock is cost at once; its tax comes with the bill."""
    costs = [(each, values[each.receipt_line["id"]]) for each in seen if values[each.receipt_line["id"]]]
    if not costs:
        return
    accounts = await accounting.posting_accounts(act)
    lines = [
        accounting.debit(
            each.order_line["account"],
            value,
            act.currency,
            party=order["supplier"],
            department=order["department"],
            memo=each.order_line["description"],
        )
        for each, value in costs
    ]
    owed = round_money(sum((value for _, value in costs), NOTHING), act.currency, Rounding.HALF_UP)
    lines.append(
        accounting.credit(
            accounts[PostingPurpose.GOODS_RECEIVED], owed, act.currency, party=order["supplier"]
        )
    )
    await accounting.post_entry(
        act=act,
        on=on,
        description=f"{number} / {order['number']}",
        lines=lines,
        origin=f"inspection:{inspection}",
        cause=inspection,
    )


def _rows(
    act: Act,
    inspection: UUID,
    seen: Sequence[Seen],
    values: dict[UUID, Decimal],
    stock_lines: dict[UUID, UUID],
) -> list[dict[str, Any]]:
    return [
        {
            "id": new_id(),
            "company": act.company,
            "inspection": inspection,
            "line_no": line_no,
            "receipt_line": each.receipt_line["id"],
            "order_line": each.order_line["id"],
            "product": each.order_line["product"],
            "accepted": each.accepted,
            "rejected": each.rejected,
            "reason": each.reason,
            "value": values.get(each.receipt_line["id"], NOTHING),
            "stock_line": stock_lines.get(each.receipt_line["id"]),
            "concession": each.concession.value if each.concession else None,
            "unit_price": each.unit_price,
            **_told_apart(each),
        }
        for line_no, each in enumerate(seen, start=1)
    ]


def _told_apart(each: Seen) -> dict[str, Any]:
    if each.accepted <= 0:
        return {"lot": None, "expires_on": None, "serials": None}
    told = each.told_apart
    return told | {"serials": list(told["serials"]) or None}


async def _count(act: Act, seen: Sequence[Seen], at: At) -> None:
    accepted: dict[UUID, Decimal] = {}
    rejected: dict[UUID, Decimal] = {}
    allowed: dict[UUID, Decimal] = {}
    for each in seen:
        line = each.order_line["id"]
        accepted[line] = accepted.get(line, NOTHING) + each.accepted
        rejected[line] = rejected.get(line, NOTHING) + each.rejected
        allowed[line] = allowed.get(line, NOTHING) + each.allowance(at)
    ordered = sorted(seen, key=lambda each: each.receipt_line["id"])
    await act.tx.run(
        COUNT,
        [each.receipt_line["id"] for each in ordered],
        [each.accepted for each in ordered],
        [each.rejected for each in ordered],
    )
    await count(act, {"accepted": accepted, "rejected": rejected, "allowance": allowed})


async def _register(
    act: Act, head: dict[str, Any], order: dict[str, Any], receipt: dict[str, Any], worth: Decimal
) -> None:
    await register_document(
        act,
        kind="inspection",
        id=head["id"],
        number=head["number"],
        on=head["inspected_on"],
        title=head["note"] or order["number"],
        party=order["supplier"],
        amount=worth,
        causes=[receipt["id"]],
    )
    if head["stock_receipt"]:
        await act.tx.run(
            """INSERT INTO kernel.document_link (cause, effect) VALUES ($1, $2)
               ON CONFLICT (effect, cause) DO NOTHING""",
            head["id"],
            head["stock_receipt"],
        )
