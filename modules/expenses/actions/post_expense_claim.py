"""Post an expense claim: the expense, the tax that counts and what is owed to whom are in the books."""

from datetime import date
from typing import Any
from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.filing import file_document
from erp.kernel.locking import lock_period_shared
from erp.kernel.outbox import record
from erp.kernel.papers import EvidenceChannel, EvidenceDirection, EvidenceKind
from modules import accounting
from modules.expenses import tables
from modules.expenses.booking import deducted, entry_lines, keep_deductions, registered_again
from modules.expenses.claiming import claimant_of, lines_of, locked_claim, register_claim
from modules.expenses.events import ExpenseClaimPosted
from modules.expenses.states import EXPENSE_CLAIM, ClaimState


async def post_expense_claim(*, act: Act, claim: UUID, on: date | None = None) -> UUID:
    """Put a submitted claim into the books, today or on a day; tells `ExpenseClaimPosted`.

    Numbers on receipts are looked up once more for their days; how much of the tax counts is kept with each
    line. Each receipt becomes evidence for the claim. Refuses a month that is closed, and a claim that waits
    for a yes.
    """
    on = on or act.today
    await lock_period_shared(act, on)
    head = await locked_claim(act, claim)
    state = EXPENSE_CLAIM.after("post_expense_claim", ClaimState(head["state"]))
    await approval.passed(act, "expense_claim", claim)
    who = await claimant_of(act, head["person"], on)
    lines = await lines_of(act, claim)
    await registered_again(act, lines)
    found = await deducted(act, lines)
    await keep_deductions(act, found)
    entry = await entry_lines(act, head, found, who.party)
    changed = {"state": state.value, "posted_on": on, "posted_by": act.actor, "posted_at": act.at}
    await act.tx.update(tables.ExpenseClaim, [{"id": claim} | changed])
    await accounting.post_entry(
        act=act,
        on=on,
        description=f"{head['number']} {who.name} {head['title']}",
        lines=entry,
        origin=f"expense_claim:{claim}",
        cause=claim,
    )
    await register_claim(act, head | changed, head["total"])
    await _file(act, claim, lines)
    await record(act, ExpenseClaimPosted(expense_claim=claim, posted_on=on), subject=claim)
    return claim


async def _file(act: Act, claim: UUID, lines: list[dict[str, Any]]) -> None:
    """Each paper once, with what all its lines come to."""
    papers: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        if line["receipt"] is not None:
            papers.setdefault(line["receipt_sha256"], []).append(line)
    for together in papers.values():
        first = together[0]
        await file_document(
            act,
            file=first["receipt"],
            document=claim,
            kind=EvidenceKind.RECEIPT,
            direction=EvidenceDirection.RECEIVED,
            channel=EvidenceChannel.PAPER_SCAN,
            on=first["spent_on"],
            amount=sum(line["amount"] for line in together),
            currency=act.currency,
            party_name=first["shop"] or first["kind_name"],
        )
