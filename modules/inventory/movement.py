"""Goods in motion: the shipment with its lines, the moves under it, and the entry that answers them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules import accounting
from modules.inventory import tables
from modules.inventory.correcting import Correction, booked_corrections, post_corrections
from modules.inventory.rules.allocation import Demand
from modules.inventory.states import ReceiptReason, ShipmentKind, StockMoveKind
from modules.inventory.worth import Worth


@dataclass(frozen=True, slots=True)
class Movement:
    """So much of a product from one place to another; no place means outside the house.

    `worth` says besides its value what the move corrects, where it is learnt of late; `arriving` the same for
    the warehouse it reaches, where it left another one of ours.
    """

    demand: UUID | None
    product: UUID
    from_location: UUID | None
    to_location: UUID | None
    quantity: Decimal
    value: Decimal
    worth: Worth | None = None
    lot: str = ""
    owner: UUID | None = None
    arriving: Worth | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """For whom, from where and when goods leave; or come back, then `returns` names the shipment."""

    sales_order: UUID
    customer: UUID
    warehouse: UUID
    on: date
    department: UUID | None = None
    returns: UUID | None = None
    reason: str | None = None
    booked_on: date | None = None
    post_late: bool = False

    @property
    def kind(self) -> ShipmentKind:
        """A shipment that returns one is a return."""
        return ShipmentKind.RETURN if self.returns else ShipmentKind.SHIPMENT


async def write_shipment(
    act: Act, *, shipment: UUID, head: Head, demands: Sequence[Demand], moves: Sequence[Movement]
) -> str:
    """Write a shipment (or a return) with its lines and moves; answers its number."""
    returned = head.kind is ShipmentKind.RETURN
    number = await next_number(act, "return" if returned else "shipment", head.on)
    row = {
        "id": shipment,
        "company": act.company,
        "number": number,
        "kind": head.kind.value,
        "sales_order": head.sales_order,
        "customer": head.customer,
        "warehouse": head.warehouse,
        "shipped_on": head.on,
        "recorded_at": act.at,
        "returns": head.returns,
        "reason": head.reason,
    }
    await act.tx.insert(tables.Shipment, [row])
    await act.tx.insert(tables.ShipmentLine, _lines(act, shipment, demands, moves))
    kind = StockMoveKind.RETURN if returned else StockMoveKind.SHIPMENT
    await write_moves(
        act,
        kind=kind,
        document=shipment,
        on=head.on,
        moves=moves,
        booked_on=head.booked_on,
        number=number,
        department=head.department,
    )
    await register_document(
        act,
        kind="shipment",
        id=shipment,
        number=number,
        on=head.on,
        title=head.reason or number,
        party=head.customer,
        causes=[cause for cause in (head.sales_order, head.returns) if cause],
    )
    return number


def _lines(
    act: Act, shipment: UUID, demands: Sequence[Demand], moves: Sequence[Movement]
) -> list[dict[str, Any]]:
    worth: dict[UUID | None, Decimal] = {}
    for move in moves:
        worth[move.demand] = worth.get(move.demand, Decimal(0)) + move.value
    return [
        {
            "id": new_id(),
            "company": act.company,
            "shipment": shipment,
            "line_no": line_no,
            "product": demand.product,
            "quantity": demand.quantity,
            "value": worth.get(demand.line, Decimal(0)),
            "demand": demand.line,
        }
        for line_no, demand in enumerate(demands, start=1)
    ]


async def write_moves(
    act: Act,
    *,
    kind: StockMoveKind,
    document: UUID,
    on: date,
    moves: Sequence[Movement],
    booked_on: date | None = None,
    number: str = "",
    department: UUID | None = None,
) -> None:
    """Write the moves of a document, and once what they correct: one statement, however many there are.

    `booked_on` is the day their value counts, where the month of their own day is closed.
    """
    if not moves:
        return
    day = booked_on or on
    rows = [_row(act, move, kind, document) | {"occurred_on": on, "booked_on": day} for move in moves]
    late, gains = await booked_corrections(act, document, _corrections(moves, day))
    await act.tx.insert(tables.StockMove, rows + late)
    text = f"{number} 在庫評価差額".strip()
    await post_corrections(act, document, gains, description=text, department=department)


def _row(act: Act, move: Movement, kind: StockMoveKind, document: UUID) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": act.company,
        "kind": kind.value,
        "product": move.product,
        "from_location": move.from_location,
        "to_location": move.to_location,
        "lot": move.lot,
        "owner": move.owner,
        "quantity": move.quantity,
        "value": move.value,
        "recorded_at": act.at,
        "document": document,
        "document_line": move.demand,
    }


def _corrections(moves: Sequence[Movement], on: date) -> list[Correction]:
    found = []
    for move in moves:
        place = move.to_location if move.from_location is None else move.from_location
        if move.worth is None or place is None:
            continue
        if move.worth.at_once:
            found.append(Correction(move.product, place, on, move.worth.at_once))
        if move.worth.late:
            found.append(Correction(move.product, place, move.worth.late_on or on, move.worth.late))
        if move.arriving and move.arriving.late and move.to_location:
            day = move.arriving.late_on or on
            found.append(Correction(move.product, move.to_location, day, move.arriving.late))
    return found


# What answers the stock account: equity for what was there before us, the supplier for what we bought.
ANSWER = {
    ReceiptReason.OPENING: accounting.PostingPurpose.OPENING_BALANCE,
    ReceiptReason.PURCHASE: accounting.PostingPurpose.GOODS_RECEIVED,
    ReceiptReason.DEPOSITED: accounting.PostingPurpose.GOODS_RECEIVED,
}


async def book_receipt(
    act: Act,
    *,
    receipt: UUID,
    reason: ReceiptReason,
    description: str,
    on: date,
    worth: Decimal,
    supplies: Decimal,
    supplier: UUID | None,
    post_late: bool = False,
) -> None:
    """Book what came in (or, below zero, went back): goods into stock, supplies into their expense."""
    if worth == 0 and supplies == 0:
        return
    accounts = await accounting.posting_accounts(act)
    other, back = accounts[ANSWER[reason]], worth + supplies < 0
    here, there = (accounting.credit, accounting.debit) if back else (accounting.debit, accounting.credit)
    lines = [there(other, abs(worth + supplies), act.currency, party=supplier)]
    if supplies:
        lines.insert(0, here(accounts[accounting.PostingPurpose.SUPPLIES], abs(supplies), act.currency))
    if worth:
        lines.insert(0, here(accounts[accounting.PostingPurpose.STOCK], abs(worth), act.currency))
    await accounting.post_entry(
        act=act,
        on=on,
        description=description,
        lines=lines[::-1] if back else lines,
        origin=f"stock_receipt:{receipt}",
        cause=receipt,
        post_late=post_late,
    )


async def book_movement(
    act: Act,
    *,
    kind: str,
    purpose: accounting.PostingPurpose,
    document: UUID,
    description: str,
    on: date,
    inward: Decimal,
    party: UUID | None = None,
    department: UUID | None = None,
    post_late: bool = False,
) -> None:
    """Book what a document changed in stock value: `inward` is positive when value came in.

    Stock stands against the account of `purpose` (cost of sales, opening balance, shrinkage, payables),
    which is kept by party and department where the document names them.
    """
    if inward == 0:
        return
    accounts = await accounting.posting_accounts(act)
    stock, other = accounts[accounting.PostingPurpose.STOCK], accounts[purpose]
    came_in, amount = inward > 0, abs(inward)
    here, there = (accounting.debit, accounting.credit) if came_in else (accounting.credit, accounting.debit)
    lines = [
        here(stock, amount, act.currency),
        there(other, amount, act.currency, party=party, department=department),
    ]
    await accounting.post_entry(
        act=act,
        on=on,
        description=description,
        lines=lines if came_in else lines[::-1],
        origin=f"{kind}:{document}",
        cause=document,
        post_late=post_late,
    )
