"""Propose a payment run: each supplier's transfer stands as it would be sent, and waits for another
person.
"""

from typing import Any
from uuid import UUID

from erp import approval, masterdata
from erp.access import require_other_person
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO
from modules.payables import tables
from modules.payables.approvals import PAYMENT_RUN as KIND
from modules.payables.queries import locked_run
from modules.payables.refusals import NoSupplierAccount, NoTransferAccount
from modules.payables.running import RunLine, by_supplier, lines_of
from modules.payables.states import PAYMENT_RUN, FeeBearer, PaymentRunState

RULE = "supplier_and_payment"
ACCOUNTS = """
    SELECT coalesce(p.merged_into, p.id) AS supplier, a.id, a.decided_by FROM payables.supplier_account a
    JOIN masterdata.party p ON p.id = a.supplier
    WHERE a.company = $1 AND a.state = 'CONFIRMED' AND coalesce(p.merged_into, p.id) = ANY($2::uuid[])
"""
TERMS = """
    SELECT supplier FROM payables.supplier_term
    WHERE company = $1 AND supplier = ANY($2::uuid[]) AND fee_bearer = $3 AND NOT is_covered
"""


async def propose_payment_run(*, act: Act, run: UUID, reason: str | None = None) -> UUID:
    """Freeze the list: whoever approves it sees what will be sent to which account.

    Refuses an empty list, suppliers without a confirmed account, and an account of ours the bank's numbers of
    which are not known. Protected suppliers get all they are owed. Whom the matrix names is asked at once.
    Where the duty rule says so, who confirmed one of the accounts does not propose, or gives a `reason`.
    """
    head = await locked_run(act, run)
    state = PAYMENT_RUN.after("propose", PaymentRunState(head["state"]))
    found = by_supplier(await lines_of(act, run))
    if not found:
        raise BadInput("lines", "EMPTY")
    sender = await act.tx.row(
        "SELECT fee FROM payables.transfer_account WHERE company = $1 AND bank_account = $2",
        act.company,
        head["bank_account"],
    )
    if sender is None:
        raise NoTransferAccount()
    suppliers = sorted(found)
    known = await act.tx.rows(ACCOUNTS, act.company, suppliers)
    accounts = {row["supplier"]: row["id"] for row in known}
    if any(row["decided_by"] == act.actor for row in known):
        await require_other_person(act, act.actor, RULE, document=run, kind="payment_run", reason=reason)
    bearers = {
        row["supplier"] for row in await act.tx.rows(TERMS, act.company, suppliers, FeeBearer.SUPPLIER.value)
    }
    await _require_accounts(act, found, accounts)
    rows = [
        _transfer(
            act,
            run,
            at,
            supplier,
            lines,
            accounts.get(supplier),
            sender["fee"] if supplier in bearers else ZERO,
        )
        for at, (supplier, lines) in enumerate(found.items(), 1)
    ]
    await act.tx.run("DELETE FROM payables.payment_run_transfer WHERE payment_run = $1", run)
    await act.tx.insert(tables.PaymentRunTransfer, rows)
    changed = {"id": run, "state": state.value, "proposed_by": act.actor, "proposed_at": act.at}
    await act.tx.update(tables.PaymentRun, [changed])
    await approval.submit(act, KIND, run)
    return run


async def _require_accounts(act: Act, found: dict[UUID, list[RunLine]], accounts: dict[UUID, UUID]) -> None:
    paid = [each for each, lines in found.items() if sum((line.signed for line in lines), ZERO) > 0]
    missing = [each for each in paid if each not in accounts]
    if missing:
        known = await masterdata.parties(act.tx, missing)
        raise NoSupplierAccount(sorted(known[each].name for each in missing))


def _transfer(
    act: Act, run: UUID, at: int, supplier: UUID, lines: list[RunLine], account: UUID | None, fee: Any
) -> dict[str, Any]:
    """What one supplier gets: what he is owed less what he bears of the fee."""
    owed = sum((line.signed for line in lines), ZERO)
    withheld = min(fee, owed)
    return {
        "id": new_id(),
        "company": act.company,
        "payment_run": run,
        "line_no": at,
        "supplier": supplier,
        "supplier_account": account,
        "owed": owed,
        "fee_withheld": withheld,
        "amount": owed - withheld,
    }
