"""What accounting does by the clock: sums follow the lines, so that reports stay fast in long books."""

from erp.kernel.database import Database
from erp.kernel.jobs import Job
from modules.accounting.invoice_batches import work_on_batches
from modules.accounting.rendering import render_due
from modules.accounting.routine_jobs import ROUTINE_JOBS


async def roll_up(database: Database) -> int:
    """Add to the sums what was posted since, company by company; answers how many lines that were.

    Nothing depends on when this runs: a report reads what is not in the sums yet from the lines themselves.
    """
    companies = await database.rows("SELECT id FROM masterdata.company ORDER BY id")
    added = 0
    for company in companies:
        added += await database.read("SELECT accounting.roll_up($1)", company["id"], company=company["id"])
    return added


JOBS = (
    Job("roll_up", 60, roll_up),
    Job("render_invoices", 5, render_due),
    Job("print_batches", 5, work_on_batches),
    *ROUTINE_JOBS,
)
