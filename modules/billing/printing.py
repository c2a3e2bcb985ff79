"""Closing bills as one file: the batches of billing."""

from uuid import UUID

from erp.kernel.database import Database
from modules import accounting
from modules.billing import rendering

MOST_TRIES = 5
_MISSING = f"""
SELECT t.bill AS document FROM billing.bill_print_item t
  JOIN billing.closing_bill b ON b.id = t.bill AND b.state = 'ISSUED'
  LEFT JOIN billing.closing_bill_rendering r ON r.bill = t.bill
 WHERE t.batch = $1 AND r.id IS NULL AND t.attempts < {MOST_TRIES} ORDER BY t.place LIMIT $2
"""
_FAILED = "UPDATE billing.bill_print_item SET attempts = attempts + 1 WHERE bill = ANY($1::uuid[])"


async def make(database: Database, company: UUID, bills: list[UUID]) -> int:
    """Print these; what cannot be printed is counted, and left alone after some tries."""
    made, failed = await rendering.render(database, company, bills)
    if failed:
        await database.run(_FAILED, failed, company=company)
    return made


BILLS = accounting.Papers(
    batch="billing.bill_print",
    item="billing.bill_print_item",
    rendering="billing.closing_bill_rendering",
    document="bill",
    missing=_MISSING,
    make=make,
    name="closing-bills",
    verb="print_closing_bills",
    permission=rendering.READ,
)


async def print_bills(database: Database) -> int:
    """Go on with batches of bills that wait; answers how many were finished."""
    return await accounting.work_on(database, BILLS)
