"""Return a purchase: delivered goods go back to the supplier, accepted ones with their value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.outbox import record
from erp.kernel.quantity import Quantity
from erp.kernel.register import register_document
from modules.purchasing import tables
from modules.purchasing.accruals import Change, write_accruals
from modules.purchasing.events import GoodsReturned
from modules.purchasing.lines import NOTHING, TEXT_LIMIT
from modules.purchasing.queries import count, lines_of, locked_order
from modules.purchasing.refusals import OverReturn
from modules.purchasing.returning import Going, take_out
from modules.purchasing.states import AccrualKind

LINES = """
    SELECT l.*, coalesce((SELECT jsonb_agg(n) FROM purchasing.inspection_line i, jsonb_array_elements(
               CASE jsonb_typeof(i.serials::jsonb) WHEN 'array' THEN i.serials::jsonb END) n
           WHERE i.receipt_line = l.id), '[]') AS numbers
    FROM purchasing.goods_receipt_line l WHERE l.goods_receipt = $1 ORDER BY l.line_no
"""
COUNT = """
    UPDATE purchasing.goods_receipt_line AS l
    SET returned = l.returned + t.returned, sent_back = l.sent_back + t.sent_back
    FROM unnest($1::uuid[], $2::numeric[], $3::numeric[]) AS t(id, returned, sent_back) WHERE l.id = t.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBackLine:
    """So much of a delivered line, in the order's unit; `was_rejected` for what was never accepted.

    What came by serial number goes by serial number.
    """

    line: UUID
    quantity: Quantity
    was_rejected: bool = False
    serials: list[str] | None = None


async def return_purchase(
    *, act: Act, receipt: UUID, lines: list[SentBackLine], reason: str, on: date | None = None
) -> UUID:
    """Send goods of a delivery back; answers the purchase return.

    Accepted goods leave stock at what they came in at; of what is billed already a credit is expected.
    Refuses `OVER_RETURN`, goods that are no longer there or promised, an empty reason, and a day nobody may
    post on.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    if len(reason) > TEXT_LIMIT:
        raise TooLong("reason", TEXT_LIMIT)
    day = on or act.today
    await locking.lock_period_shared(act, day)
    head = await act.tx.row("SELECT * FROM purchasing.goods_receipt WHERE id = $1", receipt)
    if head is None:
        raise NotFound("GoodsReceipt", receipt, field="receipt")
    order = await locked_order(act, head["purchase_order"])
    if day < head["received_on"]:
        raise BadInput("on", "BEFORE_RECEIPT", received_on=head["received_on"])
    delivered = {row["id"]: dict(row) for row in await act.tx.rows(LINES, receipt)}
    known = {line["id"]: line for line in await lines_of(act.tx, [order["id"]])}
    going = _going(delivered, known, lines)
    key, number = new_id(), await next_number(act, "purchase_return", day)
    values = await take_out(act, document=key, number=number, order=order, going=going, on=day, reason=reason)
    document = {
        "id": key,
        "company": act.company,
        "number": number,
        "goods_receipt": receipt,
        "purchase_order": order["id"],
        "supplier": order["supplier"],
        "returned_on": day,
        "recorded_at": act.at,
        "returned_by": act.actor,
        "reason": reason.strip(),
    }
    await _write(act, document, going, values)
    return key


def _going(
    delivered: dict[UUID, dict[str, Any]], known: dict[UUID, dict[str, Any]], lines: Sequence[SentBackLine]
) -> list[Going]:
    if not lines:
        raise BadInput("lines", "EMPTY")
    if len({(each.line, each.was_rejected) for each in lines}) != len(lines):
        raise BadInput("lines", "LINE_TWICE")
    going = []
    for index, each in enumerate(lines):
        row = delivered.get(each.line)
        if row is None:
            raise NotFound("GoodsReceiptLine", each.line, field=f"lines.{index}.line")
        if each.quantity <= 0:
            raise BadInput(f"lines.{index}.quantity", "QUANTITY_NOT_POSITIVE", given=each.quantity)
        there = row["rejected"] - row["sent_back"] if each.was_rejected else row["accepted"] - row["returned"]
        if each.quantity > there:
            raise OverReturn(each.line, there, each.quantity)
        line = known[row["order_line"]]
        numbers = _numbers(index, each, row, line)
        going.append(Going(row, line, each.quantity, each.was_rejected, numbers))
    return going


def _numbers(index: int, each: SentBackLine, row: dict[str, Any], line: dict[str, Any]) -> tuple[str, ...]:
    """Only numbers that were accepted with this delivery, and as many as go."""
    given = tuple(dict.fromkeys((number or "").strip() for number in each.serials or ()))
    if not given or each.was_rejected:
        return ()
    unknown = [number for number in given if number not in row["numbers"]]
    if unknown:
        raise BadInput(f"lines.{index}.serials", "NOT_DELIVERED", given=unknown[0][:50])
    if len(given) != each.quantity * line["factor"]:
        raise BadInput(f"lines.{index}.serials", "NOT_AS_MANY", given=len(given))
    return given


async def _write(
    act: Act, document: dict[str, Any], going: Sequence[Going], values: Sequence[Decimal]
) -> None:
    await act.tx.insert(tables.PurchaseReturn, [document])
    unbilled = {each.order_line["id"]: _unbilled(each.order_line) for each in going if not each.was_rejected}
    rows, changes = [], []
    returned: dict[UUID, Decimal] = {}
    for line_no, (each, value) in enumerate(zip(going, values, strict=True), start=1):
        line, expected = each.order_line["id"], NOTHING
        if not each.was_rejected:
            # What has no bill yet goes back first; of the rest the supplier owes us a credit.
            expected = max(each.quantity - unbilled[line], NOTHING)
            unbilled[line] = max(unbilled[line] - each.quantity, NOTHING)
            returned[line] = returned.get(line, NOTHING) + each.quantity
            changes.append(Change(line, document["purchase_order"], -each.quantity, -value))
        rows.append(_row(act, document["id"], line_no, each, value, expected))
    await act.tx.insert(tables.PurchaseReturnLine, rows)
    await act.tx.run(
        COUNT,
        [each.receipt_line["id"] for each in going],
        [NOTHING if each.was_rejected else each.quantity for each in going],
        [each.quantity if each.was_rejected else NOTHING for each in going],
    )
    await count(act, {"returned": returned})
    await write_accruals(
        act,
        changes,
        kind=AccrualKind.RETURNED,
        supplier=document["supplier"],
        document=document["id"],
        on=document["returned_on"],
    )
    await _tell(act, document, sum(values, NOTHING))


def _unbilled(line: dict[str, Any]) -> Decimal:
    left: Decimal = line["accepted"] - line["returned"] - line["billed"]
    return max(left, NOTHING)


def _row(
    act: Act, document: UUID, line_no: int, each: Going, value: Decimal, expected: Decimal
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": act.company,
        "purchase_return": document,
        "line_no": line_no,
        "receipt_line": each.receipt_line["id"],
        "order_line": each.order_line["id"],
        "product": each.order_line["product"],
        "quantity": each.quantity,
        "was_rejected": each.was_rejected,
        "value": value,
        "credit_expected": expected,
    }


async def _tell(act: Act, document: dict[str, Any], worth: Decimal) -> None:
    await register_document(
        act,
        kind="purchase_return",
        id=document["id"],
        number=document["number"],
        on=document["returned_on"],
        title=document["reason"],
        party=document["supplier"],
        amount=-worth,
        causes=[document["goods_receipt"]],
    )
    told = GoodsReturned(
        purchase_return=document["id"],
        purchase_order=document["purchase_order"],
        returned_on=document["returned_on"],
    )
    await record(act, told, subject=document["purchase_order"])
