"""Questions about orders; the row locks are taken in `erp.kernel.locking`."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.errors import NotFound
from modules.purchasing import tables

COUNTS = ("received", "rejected", "accepted", "returned", "billed", "allowance", "allowance_billed")


async def locked_orders(act: Act, orders: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """Orders, locked until the end of the transaction, in key order."""
    wanted = set(orders)
    rows = {row["id"]: dict(row) for row in await locking.lock_rows(act, tables.PurchaseOrder, wanted)}
    for each in wanted:
        if each not in rows or rows[each]["company"] != act.company:
            raise NotFound("PurchaseOrder", each, field="order")
    return rows


async def locked_order(act: Act, order: UUID) -> dict[str, Any]:
    """An order, locked: whoever wants to change it comes after us."""
    return (await locked_orders(act, [order]))[order]


async def lines_of(tx: Transaction, orders: Iterable[UUID]) -> list[dict[str, Any]]:
    """The lines of orders as they stand in them, each with whether its product lies in stock."""
    rows = await tx.rows(
        """SELECT l.*, p.is_stocked, u.decimals
           FROM purchasing.purchase_order_line l
           JOIN masterdata.product p ON p.id = l.product JOIN masterdata.unit u ON u.id = l.unit
           WHERE l.purchase_order = ANY($1::uuid[]) ORDER BY l.purchase_order, l.line_no""",
        sorted(set(orders)),
    )
    return [dict(row) for row in rows]


async def count(act: Act, counts: Mapping[str, Mapping[UUID, Decimal]]) -> None:
    """Add to what came, was refused, accepted, sent back or billed of each line; one statement."""
    lines = sorted({line for by_line in counts.values() for line in by_line})
    if not lines:
        return
    if not set(counts) <= set(COUNTS):
        raise LookupError(str(set(counts) - set(COUNTS)))
    by_name = [[counts.get(name, {}).get(line, Decimal(0)) for line in lines] for name in COUNTS]
    await act.tx.run(
        """UPDATE purchasing.purchase_order_line AS l
           SET received = l.received + t.received, rejected = l.rejected + t.rejected,
               accepted = l.accepted + t.accepted, returned = l.returned + t.returned,
               billed = l.billed + t.billed, allowance = l.allowance + t.allowance,
               allowance_billed = l.allowance_billed + t.allowance_billed
           FROM unnest($1::uuid[], $2::numeric[], $3::numeric[], $4::numeric[], $5::numeric[], $6::numeric[],
                       $7::numeric[], $8::numeric[])
                AS t(id, received, rejected, accepted, returned, billed, allowance, allowance_billed)
           WHERE l.id = t.id""",
        lines,
        *by_name,
    )


async def set_state(act: Act, order: UUID, state: str) -> None:
    """Move an order to another state."""
    await act.tx.run("UPDATE purchasing.purchase_order SET state = $2 WHERE id = $1", order, state)


async def name_of_party(tx: Transaction, party: UUID) -> str:
    """As people know it."""
    return str(await tx.value("SELECT name FROM masterdata.party WHERE id = $1", party))
