"""What was billed for somebody else's lines and documents: for modules above that bill through us."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class BilledLine:
    """So much of a line was billed by an invoice and is not credited again."""

    invoice: UUID
    origin_line: UUID
    quantity: Decimal


async def billed_lines(tx: Transaction, origin_lines: Iterable[UUID]) -> list[BilledLine]:
    """What is billed for these lines after all credit notes, the newest invoice first."""
    rows = await tx.rows(
        """SELECT l.invoice, l.origin_line, l.quantity - coalesce(back.quantity, 0) AS quantity
           FROM accounting.invoice_line l
           JOIN accounting.invoice i ON i.id = l.invoice AND i.kind = 'INVOICE'
           LEFT JOIN (SELECT credits_line, sum(quantity) AS quantity FROM accounting.invoice_line
                      WHERE credits_line IS NOT NULL GROUP BY credits_line) back ON back.credits_line = l.id
           WHERE l.origin_line = ANY($1::uuid[]) AND l.quantity > coalesce(back.quantity, 0)
           ORDER BY i.number DESC, l.line_no""",
        sorted(set(origin_lines)),
    )
    return [BilledLine(row["invoice"], row["origin_line"], row["quantity"]) for row in rows]


async def still_owed(tx: Transaction, *, caused_by: UUID) -> Decimal:
    """What is still open of all invoices a document caused."""
    return await tx.value(
        """SELECT coalesce(sum(o.open_amount), 0) FROM kernel.document_link k
           JOIN accounting.open_item o ON o.document = k.effect AND o.kind = 'RECEIVABLE'
           WHERE k.cause = $1""",
        caused_by,
    )


async def issued_on(tx: Transaction, invoice: UUID) -> date:
    """The day of an invoice."""
    return await tx.value("SELECT issued_on FROM accounting.invoice WHERE id = $1", invoice)
