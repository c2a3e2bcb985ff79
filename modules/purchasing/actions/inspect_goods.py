"""Inspect goods: what was delivered is accepted, refused, or in part both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules.purchasing.accepting import accept
from modules.purchasing.lines import NOTHING, TEXT_LIMIT
from modules.purchasing.queries import lines_of, locked_order
from modules.purchasing.refusals import NothingToInspect, OverInspection
from modules.purchasing.seeing import Seen
from modules.purchasing.states import ConcessionReason

NONE = Quantity(Decimal(0))
LINES = "SELECT * FROM purchasing.goods_receipt_line WHERE goods_receipt = $1 ORDER BY line_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedLine:
    """What was found at a delivered line, in the order's unit; what is refused needs a reason.

    Lot, day of expiry and numbers are those of what is accepted, where the door did not say. A `concession`
    says why goods that are not as ordered are accepted all the same, at `unit_price` if less.
    """

    line: UUID
    accepted: Quantity = NONE
    rejected: Quantity = NONE
    reason: str | None = None
    lot: str | None = None
    expires_on: date | None = None
    serials: list[str] | None = None
    concession: ConcessionReason | None = None
    unit_price: Money | None = None


async def inspect_goods(
    *,
    act: Act,
    receipt: UUID,
    lines: list[InspectedLine] | None = None,
    on: date | None = None,
    note: str | None = None,
) -> UUID:
    """Say what of a delivery is good; answers the inspection. Without lines all that waits is accepted.

    Accepted goods are in stock (services and supplies in cost) from that day. Refuses `OVER_INSPECTION`,
    `NOTHING_TO_INSPECT`, refusing without a reason, a concession without reason or lower price, a day before
    the delivery and a day nobody may post on.
    """
    if len(note or "") > TEXT_LIMIT:
        raise TooLong("note", TEXT_LIMIT)
    day = on or act.today
    await locking.lock_period_shared(act, day)
    order = await act.tx.value("SELECT purchase_order FROM purchasing.goods_receipt WHERE id = $1", receipt)
    if order is None:
        raise NotFound("GoodsReceipt", receipt, field="receipt")
    head = await locked_order(act, order)
    row = await act.tx.row("SELECT * FROM purchasing.goods_receipt WHERE id = $1", receipt)
    assert row is not None
    if day < row["received_on"]:
        raise BadInput("on", "BEFORE_RECEIPT", received_on=row["received_on"])
    delivered = {each["id"]: dict(each) for each in await act.tx.rows(LINES, receipt)}
    known = {line["id"]: line for line in await lines_of(act.tx, [order])}
    seen = _everything(delivered, known) if lines is None else _named(delivered, known, lines)
    if not seen:
        raise NothingToInspect(row["number"])
    return await accept(act, order=head, receipt=dict(row), seen=seen, on=day, automatic=False, note=note)


def _waiting(row: dict[str, Any]) -> Decimal:
    left: Decimal = row["quantity"] - row["accepted"] - row["rejected"]
    return left


def _everything(delivered: dict[UUID, dict[str, Any]], known: dict[UUID, dict[str, Any]]) -> list[Seen]:
    return [
        Seen(row, known[row["order_line"]], _waiting(row)) for row in delivered.values() if _waiting(row) > 0
    ]


def _named(
    delivered: dict[UUID, dict[str, Any]], known: dict[UUID, dict[str, Any]], lines: Sequence[InspectedLine]
) -> list[Seen]:
    seen: list[Seen] = []
    if len({each.line for each in lines}) != len(lines):
        raise BadInput("lines", "LINE_TWICE")
    for index, each in enumerate(lines):
        row = delivered.get(each.line)
        if row is None:
            raise NotFound("GoodsReceiptLine", each.line, field=f"lines.{index}.line")
        for field, value in (("accepted", each.accepted), ("rejected", each.rejected)):
            if value < 0:
                raise BadInput(f"lines.{index}.{field}", "NEGATIVE", given=value)
        found = each.accepted + each.rejected
        if found > _waiting(row):
            raise OverInspection(each.line, _waiting(row), found)
        reason = (each.reason or "").strip() or None
        if each.rejected > 0 and reason is None:
            raise BadInput(f"lines.{index}.reason", "REQUIRED")
        if len(reason or "") > TEXT_LIMIT:
            raise TooLong(f"lines.{index}.reason", TEXT_LIMIT)
        line = known[row["order_line"]]
        _require_conceded(index, each, line, reason)
        _require_delivered(index, each, row)
        if found > NOTHING:
            seen.append(_seen(row, line, each, reason))
    return seen


def _seen(row: dict[str, Any], line: dict[str, Any], each: InspectedLine, reason: str | None) -> Seen:
    return Seen(
        row,
        line,
        each.accepted,
        each.rejected,
        reason,
        lot=(each.lot or "").strip() or None,
        expires_on=each.expires_on,
        serials=tuple(each.serials or ()),
        concession=each.concession,
        unit_price=each.unit_price,
    )


def _require_conceded(index: int, each: InspectedLine, line: dict[str, Any], reason: str | None) -> None:
    """A lower price, or a word on what is wrong, and only for what is accepted."""
    if each.concession is None:
        if each.unit_price is not None:
            raise BadInput(f"lines.{index}.concession", "REQUIRED")
        return
    if each.accepted <= 0:
        raise BadInput(f"lines.{index}.concession", "NOTHING_ACCEPTED")
    if each.unit_price is None and reason is None:
        raise BadInput(f"lines.{index}.reason", "REQUIRED")
    if each.unit_price is not None and not 0 <= each.unit_price < line["unit_price"]:
        raise BadInput(f"lines.{index}.unitPrice", "NOT_BELOW_ORDERED", ordered=line["unit_price"])


def _require_delivered(index: int, each: InspectedLine, row: dict[str, Any]) -> None:
    """Numbers that were written down at the door are those that can be accepted."""
    if row["serials"] and set(each.serials or ()) - set(row["serials"]):
        unknown = sorted(set(each.serials or ()) - set(row["serials"]))
        raise BadInput(f"lines.{index}.serials", "NOT_DELIVERED", given=unknown[0][:50])
