"""Withdraw a case: who asked takes it back before it is decided."""

from uuid import UUID

from erp.approval.deciding import held_cases
from erp.approval.events import CaseWithdrawn
from erp.approval.refusals import NotAsked
from erp.approval.states import CASE, CaseState
from erp.approval.voiding import CLOSE
from erp.kernel.asking import Act
from erp.kernel.outbox import record

WITHDRAW = "UPDATE approval.approval_case SET state = $2, decided_at = $3 WHERE id = $1"


async def withdraw_case(*, act: Act, case: UUID) -> UUID:
    """Take a request back; whoever was asked is asked no more. Only who asked or submitted it can."""
    (row,) = await held_cases(act, [case], "withdraw_case")
    if act.actor not in (row["requester"], row["submitted_by"]):
        raise NotAsked(number=row["number"])
    state = CASE.after("withdraw_case", CaseState(row["state"]))
    await act.tx.run(WITHDRAW, case, state.value, act.at)
    await act.tx.run(CLOSE, [case])
    told = CaseWithdrawn(document_kind=row["kind"], document=row["document"], case=case)
    await record(act, told, subject=row["document"])
    return case
