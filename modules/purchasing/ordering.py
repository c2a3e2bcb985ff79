"""Drafts of orders: however an order comes about, it is written here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_numbers
from erp.kernel.register import register_document
from modules import payables
from modules.purchasing import tables
from modules.purchasing.lines import TEXT_LIMIT, PurchaseLineDraft, Totals, priced_lines, totals_of
from modules.purchasing.states import PurchaseOrderState
from modules.purchasing.suppliers import Seller, rate_on, require_currency, selling
from modules.purchasing.tolerances import tolerance_on

MOST_INSPECTION_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an order is to say; what is not given follows from supplier and company."""

    supplier: UUID
    lines: Sequence[PurchaseLineDraft]
    ordered_on: date | None = None
    expected_on: date | None = None
    warehouse: UUID | None = None
    department: UUID | None = None
    currency: str | None = None
    inspection_days: int | None = None
    payment_on: date | None = None
    remark: str | None = None
    note: str | None = None
    purchase_request: UUID | None = None
    quotation: UUID | None = None
    causes: tuple[UUID, ...] = ()
    origin: str | None = None


async def order_rows(act: Act, wish: Wish) -> tuple[dict[str, Any], list[dict[str, Any]], Seller]:
    """The head without its number, and its lines; refuses what no order can say."""
    on = wish.ordered_on or act.today
    _require_sound(wish, on)
    seller = await selling(act, wish.supplier)
    if wish.department:
        await masterdata.require_department(act.tx, wish.department, on)
    money = require_currency(wish.currency, seller)
    priced = await priced_lines(
        act,
        wish.lines,
        supplier=seller.party.id,
        usual_account=seller.account,
        currency=money,
        on=on,
        tolerance=await tolerance_on(act, on),
    )
    totals = await totals_of(act, priced, money, on)
    head = {
        "supplier": seller.party.id,
        "ordered_on": on,
        "expected_on": wish.expected_on,
        "warehouse": await masterdata.default_warehouse(act.tx, act.company, wish.warehouse),
        "department": wish.department,
        "currency": money,
        "worth": await _worth(act, totals, money, on),
        "inspection_days": wish.inspection_days,
        "payment_on": wish.payment_on,
        "remark": wish.remark,
        "note": wish.note,
        "purchase_request": wish.purchase_request,
        "quotation": wish.quotation,
    }
    return head | totals.columns, priced, seller


async def write_orders(act: Act, wishes: Sequence[Wish]) -> list[UUID]:
    """Write drafts; answers them in the order of the wishes."""
    drafts = [await order_rows(act, wish) for wish in wishes]
    heads = []
    for wish, (head, _, _) in zip(wishes, drafts, strict=True):
        order = new_id()
        heads.append(
            head
            | {
                "id": order,
                "company": act.company,
                "state": PurchaseOrderState.DRAFT.value,
                "origin": wish.origin or f"own:{order}",
                "drafted_by": act.actor,
                "created_at": act.at,
                "attempts": 0,
            }
        )
    numbers = await next_numbers(act, "purchase_order", heads[0]["ordered_on"], len(heads)) if heads else []
    for head, number in zip(heads, numbers, strict=True):
        head["number"] = number
    await act.tx.insert(tables.PurchaseOrder, heads)
    await act.tx.insert(
        tables.PurchaseOrderLine,
        [
            line | {"purchase_order": head["id"]} | tables.UNTOUCHED
            for head, (_, lines, _) in zip(heads, drafts, strict=True)
            for line in lines
        ],
    )
    for wish, head, (_, _, seller) in zip(wishes, heads, drafts, strict=True):
        await register_order(act, head, seller.party.name, wish.causes)
    return [head["id"] for head in heads]


async def register_order(act: Act, head: dict[str, Any], supplier: str, causes: Sequence[UUID] = ()) -> None:
    """Its line in the register."""
    linked = [head["purchase_request"]] if head["purchase_request"] else []
    await register_document(
        act,
        kind="purchase_order",
        id=head["id"],
        number=head["number"],
        on=head["ordered_on"],
        title=supplier,
        party=head["supplier"],
        amount=head["total"],
        currency=head["currency"],
        causes=[*linked, *causes],
    )


async def _worth(act: Act, totals: Totals, currency: str, on: date) -> Decimal:
    """What the order comes to in our own currency on its day."""
    return payables.converted(totals.total, await rate_on(act, currency, on), act.currency)


def _require_sound(wish: Wish, on: date) -> None:
    if wish.expected_on and wish.expected_on < on:
        raise BadInput("expectedOn", "BEFORE_ORDER", ordered_on=on)
    if wish.payment_on and wish.payment_on < on:
        raise BadInput("paymentOn", "BEFORE_ORDER", ordered_on=on)
    days = wish.inspection_days
    if days is not None and not 0 <= days <= MOST_INSPECTION_DAYS:
        raise BadInput("inspectionDays", "NOT_A_NUMBER_OF_DAYS", given=days)
    for field, text in (("remark", wish.remark), ("note", wish.note)):
        if len(text or "") > TEXT_LIMIT:
            raise TooLong(field, TEXT_LIMIT)
    for index, line in enumerate(wish.lines):
        if line.expected_on and line.expected_on < on:
            raise BadInput(f"lines.{index}.expectedOn", "BEFORE_ORDER", ordered_on=on)
