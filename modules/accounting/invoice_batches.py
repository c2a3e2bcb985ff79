"""Invoices as one file: the batches of accounting."""

from uuid import UUID

from erp.kernel.database import Database
from modules.accounting import batching, rendering

_MISSING = f"""
SELECT t.invoice AS document FROM accounting.print_batch_item t
  LEFT JOIN accounting.invoice_rendering r ON r.invoice = t.invoice
  LEFT JOIN accounting.rendering_request q ON q.invoice = t.invoice
 WHERE t.batch = $1 AND r.id IS NULL AND coalesce(q.attempts, 0) < {rendering.MOST_TRIES}
 ORDER BY t.place LIMIT $2
"""
_ASK = """
INSERT INTO accounting.rendering_request (company, invoice, attempts)
SELECT $1, each, 0 FROM unnest($2::uuid[]) AS each ON CONFLICT (invoice) DO NOTHING
"""


async def make(database: Database, company: UUID, invoices: list[UUID]) -> int:
    """Print these; what somebody else is printing at the moment is left to him."""
    await database.run(_ASK, company, invoices, company=company)
    return await rendering.render_due(database, wanted=invoices, company=company)


INVOICES = batching.Papers(
    batch="accounting.print_batch",
    item="accounting.print_batch_item",
    rendering="accounting.invoice_rendering",
    document="invoice",
    missing=_MISSING,
    make=make,
    name="invoices",
    verb="print_invoices",
    permission=rendering.READ,
)


async def work_on_batches(database: Database) -> int:
    """Go on with batches of invoices that wait; answers how many were finished."""
    return await batching.work_on(database, INVOICES)
