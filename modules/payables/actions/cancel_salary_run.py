"""Cancel a salary run: nothing of it was sent, or the bank was told to stop."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from modules.payables import tables
from modules.payables.capturing import TEXT_LIMIT
from modules.payables.queries import locked
from modules.payables.states import SALARY_RUN, SalaryRunState


async def cancel_salary_run(*, act: Act, run: UUID, reason: str) -> UUID:
    """Give a run up, with a reason; a file that was made stays with it."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    if len(reason) > TEXT_LIMIT:
        raise TooLong("reason", TEXT_LIMIT)
    head = await locked(act, tables.SalaryRun, run, field="run")
    state = SALARY_RUN.after("cancel", SalaryRunState(head["state"]))
    await act.tx.update(
        tables.SalaryRun, [{"id": run, "state": state.value, "cancel_reason": reason.strip()}]
    )
    return run
