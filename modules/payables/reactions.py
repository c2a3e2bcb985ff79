"""What happens to a proposed account when its case ends; told twice it happens once."""

from typing import Any
from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.outbox import when
from modules.payables import tables
from modules.payables.approvals import SUPPLIER_ACCOUNT as KIND
from modules.payables.confirming import turn_down, use_account
from modules.payables.queries import locked
from modules.payables.states import SUPPLIER_ACCOUNT, SupplierAccountState

LAST = """
    SELECT c.number, d.decided_by, d.note FROM approval.approval_case c
    JOIN approval.decision d ON d.approval_case = c.id
    WHERE c.id = $1 ORDER BY d.decided_at DESC, d.id DESC LIMIT 1
"""


async def _asked_about(act: Act, kind: str, account: UUID, verb: str) -> dict[str, Any] | None:
    if kind != KIND:
        return None
    row = await locked(act, tables.SupplierAccount, account, field="account")
    return row if SUPPLIER_ACCOUNT.allows(verb, SupplierAccountState(row["state"])) else None


async def _said(act: Act, case: UUID) -> tuple[UUID, str]:
    """Who had the last word, and what it was."""
    last: Any = await act.tx.row(LAST, case)
    return last["decided_by"], " ".join(filter(None, (last["number"], last["note"])))


@when(approval.CaseApproved)
async def use_approved_account(*, act: Act, event: approval.CaseApproved) -> None:
    """Everybody said yes: money may go there."""
    row = await _asked_about(act, event.document_kind, event.document, "confirm")
    if row is not None:
        who, words = await _said(act, event.case)
        await use_account(act, row, decided_by=who, call_back=words)


@when(approval.CaseRejected)
async def turn_down_account(*, act: Act, event: approval.CaseRejected) -> None:
    """Somebody said no for good: the account in use stays in use."""
    row = await _asked_about(act, event.document_kind, event.document, "reject")
    if row is not None:
        who, words = await _said(act, event.case)
        await turn_down(act, row, decided_by=who, reason=words)
