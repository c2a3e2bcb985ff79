"""Close a day for all customers: a run that goes on by itself, one customer after the other."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import TooLong
from erp.kernel.keys import new_id
from erp.kernel.outbox import record
from modules.billing import tables
from modules.billing.closing_terms import CLOSING_PAYERS
from modules.billing.events import ClosingAsked
from modules.billing.refusals import NoCustomersToClose, NotClosedYet
from modules.billing.states import ClosingResult

MOST_AT_ONCE = 20_000


async def close_customers(*, act: Act, closing_on: date, customers: list[UUID] | None = None) -> UUID:
    """Ask for the bills of everybody whose period ends on that day, or of those named; answers the run.

    The worker makes them, each in a transaction of its own; who has his bill already keeps it.
    """
    if closing_on > act.today:
        raise NotClosedYet(closing_on)
    if customers is not None and len(customers) > MOST_AT_ONCE:
        raise TooLong("customers", MOST_AT_ONCE, given=len(customers))
    rows = await act.tx.rows(CLOSING_PAYERS, act.company, closing_on, customers)
    if not rows:
        raise NoCustomersToClose(closing_on)
    run = new_id()
    await act.tx.insert(
        tables.ClosingRun,
        [
            {
                "id": run,
                "company": act.company,
                "closing_on": closing_on,
                "started_by": act.actor,
                "started_at": act.at,
            }
        ],
    )
    asked = [
        {
            "id": new_id(),
            "company": act.company,
            "run": run,
            "customer": row["id"],
            "result": ClosingResult.PENDING.value,
            "bill": None,
            "reason": None,
            "message": None,
        }
        for row in rows
    ]
    await act.tx.insert(tables.ClosingRunCustomer, asked)
    for each in asked:
        # A lane for each customer: whatever is wrong with one holds back nobody else.
        told = ClosingAsked(run=run, entry=each["id"], customer=each["customer"], closing_on=closing_on)
        await record(act, told, subject=each["customer"])
    return run
