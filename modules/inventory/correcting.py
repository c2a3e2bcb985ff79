"""What a move corrects besides its own figure: value without goods, and its entry against cost of sales."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules import accounting
from modules.inventory.states import StockMoveKind


@dataclass(frozen=True, slots=True)
class Correction:
    """A gain (or loss) of the goods of a product in the warehouse of a place, on a day."""

    product: UUID
    location: UUID
    on: date
    gain: Decimal


async def booked_corrections(
    act: Act, document: UUID, corrections: Sequence[Correction]
) -> tuple[list[dict[str, Any]], dict[date, Decimal]]:
    """One move of value for each product, on an open day each; and what they come to by that day."""
    rows: list[dict[str, Any]] = []
    gains: dict[date, Decimal] = {}
    for each in corrections:
        day = (await accounting.posting_day(act, each.on, post_late=True)).on
        rows.append(value_move(act, document, each, day))
        gains[day] = gains.get(day, Decimal(0)) + each.gain
    return rows, gains


async def post_corrections(
    act: Act, document: UUID, gains: Mapping[date, Decimal], *, description: str, department: UUID | None
) -> None:
    """One entry for each day on which goods gained or lost in worth."""
    for day, gain in gains.items():
        if gain:
            await _post(act, document, day, gain, description, department)


def value_move(act: Act, document: UUID, correction: Correction, day: date) -> dict[str, Any]:
    """A move of value without goods."""
    gains = correction.gain > 0
    return {
        "id": new_id(),
        "company": act.company,
        "kind": StockMoveKind.VALUATION.value,
        "product": correction.product,
        "from_location": None if gains else correction.location,
        "to_location": correction.location if gains else None,
        "lot": "",
        "owner": None,
        "quantity": Decimal(0),
        "value": abs(correction.gain),
        "occurred_on": day,
        "recorded_at": act.at,
        "document": document,
        "document_line": None,
        "booked_on": day,
    }


async def _post(
    act: Act, document: UUID, day: date, gain: Decimal, description: str, department: UUID | None
) -> None:
    accounts = await accounting.posting_accounts(act)
    stock = accounts[accounting.PostingPurpose.STOCK]
    cost = accounts[accounting.PostingPurpose.COST_OF_SALES]
    left, right = (stock, cost) if gain > 0 else (cost, stock)
    sides = {stock: None, cost: department}
    await accounting.post_entry(
        act=act,
        on=day,
        description=description,
        lines=[
            accounting.debit(left, abs(gain), act.currency, department=sides[left]),
            accounting.credit(right, abs(gain), act.currency, department=sides[right]),
        ],
        origin=f"valuation:{document}:{day}",
        cause=document,
    )
