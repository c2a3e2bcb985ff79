"""Questions about orders; the row locks are taken in `erp.kernel.locking`."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.errors import NotFound
from modules.ordering import tables


async def locked_order(act: Act, order: UUID) -> dict[str, Any]:
    """An order, locked until the end of the transaction: whoever wants to change it comes after us."""
    rows = await locking.lock_rows(act, tables.SalesOrder, [order])
    if not rows:
        raise NotFound("SalesOrder", order)
    return dict(rows[0])


async def locked_quotation(act: Act, quotation: UUID) -> dict[str, Any]:
    """A quotation, locked until the end of the transaction."""
    rows = await locking.lock_rows(act, tables.Quotation, [quotation])
    if not rows:
        raise NotFound("Quotation", quotation)
    return dict(rows[0])


async def order_lines(tx: Transaction, order: UUID) -> list[dict[str, Any]]:
    """The lines of an order as they stand in it, each with whether its product is kept in stock."""
    rows = await tx.rows(
        """SELECT l.*, p.is_stocked FROM ordering.sales_order_line l
           JOIN masterdata.product p ON p.id = l.product WHERE l.sales_order = $1 ORDER BY l.line_no""",
        order,
    )
    return [dict(row) for row in rows]


async def quotation_lines(tx: Transaction, quotation: UUID) -> list[dict[str, Any]]:
    """The lines of a quotation as they stand in it."""
    rows = await tx.rows(
        "SELECT * FROM ordering.quotation_line WHERE quotation = $1 ORDER BY line_no", quotation
    )
    return [dict(row) for row in rows]


async def count(act: Act, column: str, by_line: dict[UUID, Decimal]) -> None:
    """Add to what was shipped, returned or billed of each line; one statement."""
    if column not in ("shipped", "returned", "billed"):
        raise LookupError(column)
    await act.tx.run(
        f"""UPDATE ordering.sales_order_line AS l SET {column} = l.{column} + t.quantity
            FROM unnest($1::uuid[], $2::numeric[]) AS t(id, quantity) WHERE l.id = t.id""",
        list(by_line),
        list(by_line.values()),
    )


async def set_state(act: Act, table: str, id: UUID, state: str) -> None:
    """Move an order or a quotation to another state."""
    if table not in ("sales_order", "quotation"):
        raise LookupError(table)
    await act.tx.run(f"UPDATE ordering.{table} SET state = $2 WHERE id = $1", id, state)


async def open_orders_of(tx: Transaction, customer: UUID, *, without: UUID) -> Decimal:
    """What a customer has ordered and we have not billed yet, tax included, one order left out.

    What left already and waits for the bill of a closing day is not billed either.
    """
    return await tx.value(
        """SELECT coalesce(sum(o.total * (1 - part.billed)), 0)
                  + coalesce((SELECT sum(s.total) FROM billing.supply s
                              WHERE s.customer = $1 AND s.bill IS NULL), 0)
           FROM ordering.sales_order o
           JOIN LATERAL (SELECT CASE WHEN sum(l.amount) = 0 THEN 0
                                ELSE sum(l.amount * l.billed / l.quantity) / sum(l.amount) END AS billed
                         FROM ordering.sales_order_line l WHERE l.sales_order = o.id) part ON true
           WHERE o.customer = $1 AND o.state = 'CONFIRMED' AND o.id <> $2""",
        customer,
        without,
    )


async def orders_of_invoice(tx: Transaction, invoice: UUID) -> Sequence[UUID]:
    """The orders an invoice was issued for."""
    rows = await tx.rows(
        """SELECT o.id FROM kernel.document_link k JOIN ordering.sales_order o ON o.id = k.cause
           WHERE k.effect = $1 ORDER BY o.id""",
        invoice,
    )
    return [row["id"] for row in rows]
