"""Approve a salary run: another person than who proposed it says that this money may go out."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.payables import tables
from modules.payables.queries import locked
from modules.payables.refusals import ApprovedByProposer
from modules.payables.states import SALARY_RUN, SalaryRunState


async def approve_salary_run(*, act: Act, run: UUID) -> UUID:
    """Say yes to a proposal; refuses who proposed it."""
    head = await locked(act, tables.SalaryRun, run, field="run")
    state = SALARY_RUN.after("approve", SalaryRunState(head["state"]))
    if head["proposed_by"] == act.actor:
        raise ApprovedByProposer()
    changed = {"id": run, "state": state.value, "approved_by": act.actor, "approved_at": act.at}
    await act.tx.update(tables.SalaryRun, [changed])
    return run
