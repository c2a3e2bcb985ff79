"""Ask for many closing bills as one file: which they are is settled now, the file follows."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, TooLong
from erp.kernel.keys import new_id
from modules.billing import tables
from modules.billing.refusals import NoBillsToPrint

MOST = 5000
_CHOSEN = f"""
    SELECT b.id FROM billing.closing_bill b JOIN masterdata.party p ON p.id = b.customer
     WHERE b.company = $1 AND b.state = 'ISSUED'
       AND ($2::uuid IS NULL OR b.id IN (SELECT c.bill FROM billing.closing_run_customer c WHERE c.run = $2))
       AND ($3::date IS NULL OR b.closing_on >= $3) AND ($4::date IS NULL OR b.closing_on <= $4)
       AND ($5::uuid IS NULL OR p.id = $5 OR p.merged_into = $5)
     ORDER BY p.number, b.closing_on LIMIT {MOST + 1}
"""


async def print_closing_bills(
    *,
    act: Act,
    run: UUID | None = None,
    closing_on_from: date | None = None,
    closing_on_to: date | None = None,
    customer: UUID | None = None,
) -> UUID:
    """Put the bills of a run, or those that fit, into one archive and one PDF, customer by customer.

    Each is its one rendering; one that has none gets it on the way. Refuses none, and more than 5,000.
    """
    if run is not None and not await act.tx.value(
        "SELECT true FROM billing.closing_run WHERE id = $1 AND company = $2", run, act.company
    ):
        raise NotFound("ClosingRun", run, field="run")
    rows = await act.tx.rows(_CHOSEN, act.company, run, closing_on_from, closing_on_to, customer)
    if not rows:
        raise NoBillsToPrint()
    if len(rows) > MOST:
        raise TooLong("bills", MOST, given=len(rows))
    batch = new_id()
    own = {"company": act.company, "batch": batch, "attempts": 0}
    head = {
        "id": batch,
        "company": act.company,
        "run": run,
        "total": len(rows),
        "done": 0,
        "requested_by": act.actor,
        "requested_at": act.at,
    }
    await act.tx.insert(tables.BillPrint, [head])
    await act.tx.insert(
        tables.BillPrintItem,
        [own | {"id": new_id(), "bill": row["id"], "place": place} for place, row in enumerate(rows, 1)],
    )
    return batch
