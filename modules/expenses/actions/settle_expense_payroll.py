"""Settle the expense claims of a payroll: the month's list was paid together with the salaries."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules import accounting
from modules.accounting import PostingPurpose, credit, debit
from modules.expenses import tables
from modules.expenses.paying import ledger_account, locked_claims
from modules.expenses.states import EXPENSE_CLAIM, ClaimState

WAITING = """
    SELECT c.id, m.party FROM expenses.expense_claim c JOIN expenses.claimant m ON m.id = c.claimant
    WHERE c.company = $1 AND c.payroll_month = $2 AND c.state = 'PAYING' AND c.paid_on IS NULL
    ORDER BY c.number LIMIT 200
"""


async def settle_expense_payroll(
    *, act: Act, month: date, on: date, bank_account: UUID | None = None
) -> UUID:
    """Book the payment of all claims on a month's list in one entry; answers the first claim.

    Refuses a month on whose list nothing waits. More than 200 are settled by calling it again.
    """
    month = month.replace(day=1)
    rows = await act.tx.rows(WAITING, act.company, month)
    if not rows:
        raise BadInput("month", "NOTHING_DUE")
    party = {row["id"]: row["party"] for row in rows}
    found = await locked_claims(act, list(party))
    accounts = await accounting.posting_accounts(act)
    owed = accounts[PostingPurpose.EMPLOYEE_PAYABLE]
    lines = []
    for head in found:
        state = EXPENSE_CLAIM.after("settle_expense_payroll", ClaimState(head["state"]))
        if on < head["posted_on"]:
            raise BadInput("on", "BEFORE_CLAIM", posted_on=head["posted_on"])
        head["now"] = state.value
        memo = head["number"]
        lines.append(debit(owed, head["payable"], act.currency, party=party[head["id"]], memo=memo))
    _, account = await ledger_account(act, bank_account)
    total = sum((head["payable"] for head in found), found[0]["payable"] * 0)
    await accounting.post_entry(
        act=act,
        on=on,
        description=f"経費精算の支払(給与と同時) {month:%Y-%m}",
        lines=[*lines, credit(account, total, act.currency)],
        origin=f"expense_payroll:{found[0]['id']}:{month:%Y-%m}",
        cause=found[0]["id"],
    )
    await act.tx.update(
        tables.ExpenseClaim, [{"id": head["id"], "state": head["now"], "paid_on": on} for head in found]
    )
    return found[0]["id"]
