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


async def bills_for(tx: Transaction, *, caused_by: UUID) -> list[BilledLine]:
    """The lines of every invoice a document caused, after all credit notes: also those nothing is left of."""
    rows = await tx.rows(
        """SELECT l.invoice, l.origin_line, l.quantity - coalesce(
                      (SELECT sum(c.quantity) FROM accounting.invoice_line c WHERE c.credits_line = l.id), 0
                  ) AS quantity
           FROM kernel.document_link k
           JOIN accounting.invoice i ON i.id = k.effect AND i.kind = 'INVOICE'
           JOIN accounting.invoice_line l ON l.invoice = i.id
           WHERE k.cause = $1 AND l.origin_line IS NOT NULL ORDER BY l.invoice, l.line_no""",
        caused_by,
    )
    return [BilledLine(row["invoice"], row["origin_line"], row["quantity"]) for row in rows]


async def lines_of(tx: Transaction, invoice: UUID) -> list[BilledLine]:
    """What an invoice was for when it was issued, whatever was credited since."""
    rows = await tx.rows(
        """SELECT invoice, origin_line, quantity FROM accounting.invoice_line
           WHERE invoice = $1 AND origin_line IS NOT NULL ORDER BY line_no""",
        invoice,
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
