"""Post a salary run: the bank has paid the salaries, and they are owed no more."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.locking import lock_period_shared
from modules import accounting
from modules.accounting import PostingPurpose, credit, debit
from modules.payables import tables
from modules.payables.queries import locked
from modules.payables.states import SALARY_RUN, SalaryRunState

BANK = "SELECT account FROM accounting.bank_account WHERE id = $1 AND company = $2"


async def post_salary_run(*, act: Act, run: UUID, paid_on: date | None = None) -> UUID:
    """Book salaries payable against the bank on the day the money left, by default the payday.

    What the salaries cost is booked from the payroll; this takes what is owed of them. Refuses a run that
    nobody has approved and a month that is closed.
    """
    head = await locked(act, tables.SalaryRun, run, field="run")
    state = SALARY_RUN.after("post", SalaryRunState(head["state"]))
    on = paid_on or head["pay_on"]
    await lock_period_shared(act, on)
    accounts = await accounting.posting_accounts(act)
    bank = await act.tx.value(BANK, head["bank_account"], act.company)
    attempt = await act.tx.value(
        "SELECT count(*) FROM accounting.journal_entry WHERE company = $1 AND cause = $2", act.company, run
    )
    entry = await accounting.post_entry(
        act=act,
        on=on,
        description=head["number"],
        lines=[
            debit(accounts[PostingPurpose.SALARY_PAYABLE], head["total"], act.currency),
            credit(bank, head["total"], act.currency),
        ],
        origin=f"salary_run:{run}:{attempt}",
        cause=run,
    )
    await act.tx.update(tables.SalaryRun, [{"id": run, "state": state.value, "paid_on": on, "entry": entry}])
    return run
