"""What came and is not billed (未請求仕入): each change of that account is a row here, beside its entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.purchasing import tables
from modules.purchasing.states import AccrualKind

OPEN = """
    SELECT order_line, sum(quantity) AS quantity, sum(amount) AS amount FROM purchasing.goods_accrual
    WHERE order_line = ANY($1::uuid[]) GROUP BY order_line
"""


@dataclass(frozen=True, slots=True)
class Change:
    """So much of an order line, and what it changes of what we owe without a bill."""

    order_line: UUID
    purchase_order: UUID
    quantity: Decimal
    amount: Decimal


async def open_accruals(act: Act, lines: Sequence[UUID]) -> dict[UUID, tuple[Decimal, Decimal]]:
    """Quantity and amount that wait for a bill, by order line."""
    rows = await act.tx.rows(OPEN, sorted(set(lines)))
    return {row["order_line"]: (row["quantity"], row["amount"]) for row in rows}


async def write_accruals(
    act: Act,
    changes: Sequence[Change],
    *,
    kind: AccrualKind,
    supplier: UUID,
    document: UUID,
    on: date,
) -> None:
    """Rows of one document; one statement."""
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "company": act.company,
            "supplier": supplier,
            "purchase_order": change.purchase_order,
            "order_line": change.order_line,
            "kind": kind.value,
            "document": document,
            "occurred_on": on,
            "recorded_at": act.at,
            "quantity": change.quantity,
            "amount": change.amount,
        }
        for change in changes
        if change.quantity or change.amount
    ]
    await act.tx.insert(tables.GoodsAccrual, rows)
