"""Requests: what is needed and for what, and how many of each line are on orders."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.keys import new_id
from erp.kernel.money import Money, Rounding, round_money
from erp.kernel.numbering import next_number
from erp.kernel.quantity import Quantity
from erp.kernel.register import register_document
from modules.purchasing import tables
from modules.purchasing.lines import NOTHING, TEXT_LIMIT, factor_of, require_accounts, require_sound
from modules.purchasing.states import PURCHASE_REQUEST, PurchaseRequestState

COUNT = """
    UPDATE purchasing.purchase_request_line AS l SET ordered = greatest(l.ordered + t.quantity, 0)
    FROM unnest($1::uuid[], $2::numeric[]) AS t(id, quantity) WHERE l.id = t.id
"""
OPEN = """
    SELECT EXISTS (SELECT FROM purchasing.purchase_request_line
                   WHERE purchase_request = $1 AND ordered < quantity)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedLine:
    """So many of a product, what one may cost, and whom to ask, as far as somebody knows."""

    product: UUID
    quantity: Quantity
    unit: UUID | None = None
    estimated_price: Money | None = None
    description: str | None = None
    supplier: UUID | None = None
    account: UUID | None = None

    @property
    def unit_price(self) -> Money | None:
        """As lines of orders call it."""
        return self.estimated_price


async def request_rows(
    act: Act,
    *,
    purpose: str,
    lines: Sequence[RequestedLine],
    needed_on: date | None,
    department: UUID | None,
    warehouse: UUID | None,
    note: str | None,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The head of a request without its number, and its lines; refuses what no request can say."""
    if not purpose.strip():
        raise BadInput("purpose", "REQUIRED")
    for field, text in (("purpose", purpose), ("note", note)):
        if len(text or "") > TEXT_LIMIT:
            raise TooLong(field, TEXT_LIMIT)
    if needed_on and needed_on < act.today:
        raise BadInput("neededOn", "BEFORE_ORDER", ordered_on=act.today)
    require_sound(lines)
    await require_accounts(act, lines)
    if department:
        await masterdata.require_department(act.tx, department, act.today)
    products = await masterdata.products(act.tx, [line.product for line in lines])
    suppliers = {line.supplier for line in lines if line.supplier}
    known = await masterdata.parties(act.tx, suppliers) if suppliers else {}
    rows = [
        _row(act, index, line, products[line.product], known.get(line.supplier) if line.supplier else None)
        for index, line in enumerate(lines)
    ]
    estimate = sum((line.quantity * (line.estimated_price or NOTHING) for line in lines), NOTHING)
    head = {
        "needed_on": needed_on,
        "department": department,
        "warehouse": await masterdata.default_warehouse(act.tx, act.company, warehouse),
        "purpose": purpose.strip(),
        "note": note,
        "estimate": round_money(estimate, act.currency, Rounding.HALF_UP),
    }
    return head, rows


def _row(
    act: Act,
    index: int,
    line: RequestedLine,
    product: masterdata.ProductRow,
    supplier: masterdata.PartyRow | None,
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": act.company,
        "line_no": index + 1,
        "product": product.id,
        "description": line.description or product.name,
        "quantity": line.quantity,
        "unit": line.unit or product.unit,
        "factor": factor_of(index, line, product),
        "estimated_price": line.estimated_price,
        "supplier": supplier.id if supplier else None,
        "account": line.account,
        "ordered": NOTHING,
    }


async def write_request(
    act: Act, head: dict[str, Any], rows: Sequence[dict[str, Any]], origin: str | None
) -> UUID:
    """A draft with its lines and its line in the register."""
    request = new_id()
    number = await next_number(act, "purchase_request", act.today)
    own = {
        "id": request,
        "company": act.company,
        "number": number,
        "state": PurchaseRequestState.DRAFT.value,
        "requested_on": act.today,
        "requested_by": act.actor,
        "created_at": act.at,
        "origin": origin or f"own:{request}",
    }
    await act.tx.insert(tables.PurchaseRequest, [head | own])
    await act.tx.insert(tables.PurchaseRequestLine, [row | {"purchase_request": request} for row in rows])
    await register_document(
        act,
        kind="purchase_request",
        id=request,
        number=number,
        on=act.today,
        title=head["purpose"],
        amount=head["estimate"],
    )
    return request


async def locked_request(act: Act, request: UUID) -> dict[str, Any]:
    """A request, locked until the end of the transaction."""
    rows = await locking.lock_rows(act, tables.PurchaseRequest, [request])
    if not rows or rows[0]["company"] != act.company:
        raise NotFound("PurchaseRequest", request, field="request")
    return dict(rows[0])


async def request_lines(tx: Transaction, request: UUID) -> list[dict[str, Any]]:
    """Its lines."""
    rows = await tx.rows(
        "SELECT * FROM purchasing.purchase_request_line WHERE purchase_request = $1 ORDER BY line_no", request
    )
    return [dict(row) for row in rows]


async def move_request(act: Act, head: dict[str, Any], verb: str) -> PurchaseRequestState:
    """Another state, as its life allows."""
    state = PURCHASE_REQUEST.after(verb, PurchaseRequestState(head["state"]))
    await act.tx.update(tables.PurchaseRequest, [{"id": head["id"], "state": state.value}])
    return state


async def count_ordered(act: Act, by_line: Mapping[UUID, Decimal]) -> None:
    """Add to what is on orders; one statement."""
    if by_line:
        lines = sorted(by_line)
        await act.tx.run(COUNT, lines, [by_line[line] for line in lines])


async def close_if_ordered(act: Act, request: UUID) -> None:
    """A request of which all is on orders is done."""
    if not await act.tx.value(OPEN, request):
        await move_request(act, await locked_request(act, request), "close")


async def free_requested(act: Act, lines: Iterable[dict[str, Any]]) -> None:
    """What a cancelled order was for can be ordered again; its request opens for it."""
    freed: dict[UUID, Decimal] = {}
    for line in lines:
        if line["request_line"]:
            freed[line["request_line"]] = freed.get(line["request_line"], NOTHING) - line["quantity"]
    if not freed:
        return
    await count_ordered(act, freed)
    rows = await act.tx.rows(
        "SELECT DISTINCT purchase_request FROM purchasing.purchase_request_line WHERE id = ANY($1::uuid[])",
        sorted(freed),
    )
    for row in rows:
        head = await locked_request(act, row["purchase_request"])
        if head["state"] == PurchaseRequestState.CLOSED.value:
            await move_request(act, head, "reopen")
