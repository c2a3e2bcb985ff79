"""Receive a purchase order: a delivery is at the door; what needs no inspection is ours at once."""

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
from erp.kernel.quantity import Quantity
from erp.kernel.register import register_document
from modules.purchasing import tables
from modules.purchasing.accepting import accept
from modules.purchasing.duties import require_other_than_buyer
from modules.purchasing.lines import NOTHING, TEXT_LIMIT
from modules.purchasing.queries import count, lines_of, locked_order, name_of_party
from modules.purchasing.refusals import NothingToReceive, OverReceipt
from modules.purchasing.seeing import Seen
from modules.purchasing.states import PURCHASE_ORDER, PurchaseOrderState


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredLine:
    """So much of an order line, in the line's own unit, with lot, day of expiry and serial numbers if any."""

    line: UUID
    quantity: Quantity
    lot: str | None = None
    expires_on: date | None = None
    serials: list[str] | None = None


async def receive_purchase_order(
    *,
    act: Act,
    order: UUID,
    lines: list[DeliveredLine] | None = None,
    on: date | None = None,
    delivery_note: str | None = None,
    note: str | None = None,
    origin: str | None = None,
    reason: str | None = None,
) -> UUID:
    """Write down what came on a day; answers the goods receipt. Without lines all that is open came.

    Where the duty rule says so, who placed the order does not do this, or gives a `reason`.
    What needs no inspection is accepted the same moment. Refuses `OVER_RECEIPT` beyond the tolerance of the
    order, `NOTHING_TO_RECEIVE`, `WRONG_STATE`, a day before the order, and a day nobody may post on.
    """
    if origin is not None:
        there = await act.tx.value(
            "SELECT id FROM purchasing.goods_receipt WHERE company = $1 AND origin = $2", act.company, origin
        )
        if there is not None:
            return there
    _require_short(delivery_note, note)
    day = on or act.today
    await locking.lock_period_shared(act, day)
    head = await locked_order(act, order)
    PURCHASE_ORDER.after("receive", PurchaseOrderState(head["state"]))
    await require_other_than_buyer(act, head, reason)
    if day < head["ordered_on"]:
        raise BadInput("on", "BEFORE_ORDER", ordered_on=head["ordered_on"])
    known = {line["id"]: line for line in await lines_of(act.tx, [order])}
    came = _everything(known) if lines is None else lines
    if not came:
        raise NothingToReceive(head["number"])
    total = _checked(known, came)
    receipt = await _write(act, head, day, delivery_note, note, origin)
    rows = _rows(act, receipt["id"], known, came)
    await act.tx.insert(tables.GoodsReceiptLine, rows)
    await count(act, {"received": total})
    await _register(act, head, receipt)
    at_once = [
        Seen(row, known[row["order_line"]], row["quantity"])
        for row in rows
        if not known[row["order_line"]]["needs_inspection"]
    ]
    if at_once:
        await accept(act, order=head, receipt=receipt, seen=at_once, on=day, automatic=True)
    return receipt["id"]


async def _write(
    act: Act,
    order: dict[str, Any],
    day: date,
    delivery_note: str | None,
    note: str | None,
    origin: str | None,
) -> dict[str, Any]:
    key = new_id()
    receipt = {
        "id": key,
        "company": act.company,
        "number": await next_number(act, "goods_receipt", day),
        "purchase_order": order["id"],
        "supplier": order["supplier"],
        "warehouse": order["warehouse"],
        "received_on": day,
        "recorded_at": act.at,
        "received_by": act.actor,
        "delivery_note": delivery_note,
        "note": note,
        "origin": origin or f"own:{key}",
    }
    await act.tx.insert(tables.GoodsReceipt, [receipt])
    return receipt


def _require_short(*texts: str | None) -> None:
    for name, text in zip(("deliveryNote", "note"), texts, strict=True):
        if len(text or "") > TEXT_LIMIT:
            raise TooLong(name, TEXT_LIMIT)


def _everything(known: dict[UUID, dict[str, Any]]) -> list[DeliveredLine]:
    """All that is still to come; what was refused comes again."""
    open_lines = [
        (line["id"], line["quantity"] - line["received"] + line["rejected"]) for line in known.values()
    ]
    return [DeliveredLine(line=line, quantity=Quantity(left)) for line, left in open_lines if left > 0]


def _checked(known: dict[UUID, dict[str, Any]], came: Sequence[DeliveredLine]) -> dict[UUID, Decimal]:
    total: dict[UUID, Decimal] = {}
    for index, each in enumerate(came):
        line = known.get(each.line)
        if line is None:
            raise NotFound("PurchaseOrderLine", each.line, field=f"lines.{index}.line")
        if each.quantity <= 0:
            raise BadInput(f"lines.{index}.quantity", "QUANTITY_NOT_POSITIVE", given=each.quantity)
        if line["factor"] == 1 and each.quantity % Decimal(1).scaleb(-line["decimals"]):
            raise BadInput(f"lines.{index}.quantity", "TOO_MANY_DECIMALS", given=each.quantity)
        total[each.line] = total.get(each.line, NOTHING) + each.quantity
        there = line["received"] - line["rejected"]
        if there + total[each.line] > line["most"]:
            raise OverReceipt(each.line, max(line["quantity"] - there, NOTHING), total[each.line])
    return total


def _rows(
    act: Act, receipt: UUID, known: dict[UUID, dict[str, Any]], came: Sequence[DeliveredLine]
) -> list[dict[str, Any]]:
    return [
        {
            "id": new_id(),
            "company": act.company,
            "goods_receipt": receipt,
            "line_no": line_no,
            "order_line": each.line,
            "product": known[each.line]["product"],
            "quantity": each.quantity,
            "lot": each.lot,
            "expires_on": each.expires_on,
            "serials": each.serials,
            "accepted": NOTHING,
            "rejected": NOTHING,
            "returned": NOTHING,
            "sent_back": NOTHING,
        }
        for line_no, each in enumerate(came, start=1)
    ]


async def _register(act: Act, order: dict[str, Any], receipt: dict[str, Any]) -> None:
    name = await name_of_party(act.tx, order["supplier"])
    await register_document(
        act,
        kind="goods_receipt",
        id=receipt["id"],
        number=receipt["number"],
        on=receipt["received_on"],
        title=f"{name} {receipt['delivery_note'] or ''}".strip(),
        party=order["supplier"],
        causes=[order["id"]],
    )
