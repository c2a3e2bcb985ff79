"""Pay expense claims: by transfer a payment run pays them, otherwise they go on a month's payroll."""

from datetime import date
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.money import Money
from modules import accounting, payables
from modules.accounting import PostingPurpose
from modules.expenses import tables
from modules.expenses.claiming import claimant_of
from modules.expenses.paying import locked_claims
from modules.expenses.states import EXPENSE_CLAIM, ClaimState, PayWith
from modules.payables import LedgerOnlyReason, SupplierInvoiceLineDraft


async def pay_expense_claims(
    *, act: Act, claims: list[UUID], due_on: date | None = None, payroll_month: date | None = None
) -> UUID:
    """Arrange that posted claims are paid, each the way it asks for; answers the first of them.

    A transfer waits for a payment run that pays what is due until `due_on`; a month is needed for claims that
    are paid with the payroll. Nothing is left to pay where a card or an advance bore all of it.
    """
    found = await locked_claims(act, claims)
    for head in found:
        state = EXPENSE_CLAIM.after("pay_expense_claims", ClaimState(head["state"]))
        changed: dict[str, Any] = {"id": head["id"], "state": state.value}
        if not head["payable"]:
            changed |= {"state": ClaimState.PAYING.value, "paid_on": head["posted_on"]}
        elif head["pay_with"] == PayWith.PAYROLL.value:
            if payroll_month is None:
                raise BadInput("payrollMonth", "REQUIRED")
            changed["payroll_month"] = payroll_month.replace(day=1)
        else:
            changed["supplier_invoice"] = await _hand_over(act, head, due_on or act.today)
        await act.tx.update(tables.ExpenseClaim, [changed])
    return found[0]["id"]


async def _hand_over(act: Act, head: dict[str, Any], due_on: date) -> UUID:
    """What is owed to the claimant moves to the payables, where runs, accounts and approvals are."""
    who = await claimant_of(act, head["person"], act.today)
    accounts = await accounting.posting_accounts(act)
    codes = await masterdata.tax_codes(act.tx, ["O"])
    on = max(act.today, head["posted_on"])
    if due_on < on:
        raise BadInput("dueOn", "BEFORE_INVOICE", issued_on=on)
    line = SupplierInvoiceLineDraft(
        account=accounts[PostingPurpose.EMPLOYEE_PAYABLE],
        amount=Money(head["payable"]),
        tax_code=codes["O"],
        description=f"{head['number']} {head['title']}"[:200],
    )
    invoice = await payables.draft_supplier_invoice(
        act=act,
        supplier=who.party,
        invoiced_on=on,
        lines=[line],
        supplier_number=head["number"],
        due_on=due_on,
        withholds=False,
        ledger_only=LedgerOnlyReason.EMPLOYEE_TRAVEL,
        note=head["title"],
        origin=f"expense_claim:{head['id']}:{act.at.isoformat()}",
    )
    return await payables.post_supplier_invoice(act=act, invoice=invoice)
