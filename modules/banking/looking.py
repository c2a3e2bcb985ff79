"""Looking again by the clock: what is open changes, and the proposals for waiting lines follow.

Many invoices of one evening are one look, not one each. What is proposed is proposed only; whether something
is accepted without asking is decided when its statement comes in.
"""

from datetime import datetime, timedelta
from uuid import UUID

from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from erp.kernel.delivering import service_asking
from modules.banking.proposals import refresh
from modules.banking.running import write_run

# After these something else may be open, or in the books.
CHANGING = (
    "accounting.InvoiceIssued",
    "accounting.CreditNoteIssued",
    "accounting.InvoiceCancelled",
    "accounting.PaymentReceived",
    "accounting.ReceivableSettled",
    "accounting.ReceivableReopened",
    "accounting.EntryPosted",
)
# A fact is dated by the beginning of its transaction and seen at the end of it.
LATE = timedelta(seconds=15)
WAITING = """
    SELECT (SELECT max(r.made_at) FROM banking.match_run r WHERE r.company = $1) AS looked_at
    WHERE EXISTS (SELECT FROM banking.statement_line l
                  WHERE l.company = $1 AND l.state IN ('OPEN', 'SUSPENDED'))
"""
# Keys of events grow with time: whoever looks from one on reads only what is new.
CHANGED = """
    SELECT EXISTS (SELECT FROM kernel.event e
                   WHERE e.id > $2 AND e.company = $1 AND e.kind = ANY($3::text[]) AND e.recorded_at > $4)
"""


async def look_again(database: Database) -> int:
    """Make the proposals anew in every company where something changed since; answers in how many."""
    looked = 0
    for company in await database.rows("SELECT id FROM masterdata.company WHERE is_active ORDER BY id"):
        asking = await service_asking(database, company["id"])
        if await _changed(database, asking):
            async with database.transaction(asking=asking, verb="propose_matches") as tx:
                act = Act(tx=tx, asking=asking, verb="propose_matches")
                await write_run(act, proposed=await refresh(act), automatic=True)
            looked += 1
    return looked


async def _changed(database: Database, asking: Asking) -> bool:
    rows = await database.rows(WAITING, asking.company, company=asking.company)
    if not rows:
        return False
    since = rows[0]["looked_at"]
    if since is None:
        return True
    found = await database.rows(
        CHANGED, asking.company, first_key(since - LATE), CHANGING, since - LATE, company=asking.company
    )
    return bool(found[0]["exists"])


def first_key(at: datetime) -> UUID:
    """No key made after that moment is smaller."""
    return UUID(int=int(at.timestamp() * 1000) << 80)
