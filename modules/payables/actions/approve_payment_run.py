"""Approve a payment run: another person than who proposed it says that this money may go out."""

from uuid import UUID

from erp import approval
from erp.access import require_other_person
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.payables import tables
from modules.payables.approvals import PAYMENT_RUN as KIND
from modules.payables.queries import locked_run
from modules.payables.refusals import ApprovedByProposer, ApprovedTwice
from modules.payables.states import PAYMENT_RUN, PaymentRunState
from modules.payables.suppliers import setting_of

RULE = "supplier_invoice_and_payment"
POSTERS = """
    SELECT DISTINCT i.posted_by FROM payables.payment_run_line l
    JOIN payables.supplier_invoice i ON i.id = l.supplier_invoice WHERE l.payment_run = $1
"""


async def approve_payment_run(*, act: Act, run: UUID, reason: str | None = None) -> UUID:
    """Say yes to a proposal; from the company's own amount on two people have to.

    Refuses who proposed it, who approved it already, and, where the duty rule says so, who posted one of its
    invoices; a rule that has it reviewed takes a `reason`. Where the
    matrix speaks of payments, its route has to have said yes before the last of these does.
    """
    head = await locked_run(act, run)
    state = PAYMENT_RUN.after("approve", PaymentRunState(head["state"]))
    if head["proposed_by"] == act.actor:
        raise ApprovedByProposer()
    for row in await act.tx.rows(POSTERS, run):
        await require_other_person(
            act, row["posted_by"], RULE, document=run, kind="payment_run", reason=reason
        )
    approvals = await act.tx.rows(
        "SELECT approved_by FROM payables.payment_approval WHERE payment_run = $1 AND proposed_at = $2",
        run,
        head["proposed_at"],
    )
    if any(row["approved_by"] == act.actor for row in approvals):
        raise ApprovedTwice()
    await act.tx.insert(
        tables.PaymentApproval,
        [
            {
                "id": new_id(),
                "company": act.company,
                "payment_run": run,
                "proposed_at": head["proposed_at"],
                "approved_by": act.actor,
                "approved_at": act.at,
            }
        ],
    )
    limit = (await setting_of(act)).second_approval_from
    needed = 2 if limit is not None and head["total"] >= limit else 1
    if len(approvals) + 1 >= needed:
        await approval.passed(act, KIND, run)
        await act.tx.update(tables.PaymentRun, [{"id": run, "state": state.value}])
    return run
