"""Undo a salary posting: the bank did not pay after all, or on another day."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.locking import lock_period_shared
from modules import accounting
from modules.payables import tables
from modules.payables.queries import locked
from modules.payables.states import SALARY_RUN, SalaryRunState


async def undo_salary_posting(*, act: Act, run: UUID, reason: str, on: date | None = None) -> UUID:
    """Answer the entry by its reverse, on its own day or `on`; the run can be posted again."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    head = await locked(act, tables.SalaryRun, run, field="run")
    state = SALARY_RUN.after("undo_posting", SalaryRunState(head["state"]))
    day = on or head["paid_on"]
    if day < head["paid_on"]:
        raise BadInput("on", "BEFORE_PAYMENT", paid_on=head["paid_on"])
    await lock_period_shared(act, day)
    await accounting.mirror_entry(
        act, entry=head["entry"], on=day, reason=reason.strip(), origin=f"undo:salary:{head['entry']}"
    )
    # One that was paid without a file is approved as before; a file is never made twice.
    before = state if head["file"] else SalaryRunState.APPROVED
    await act.tx.update(
        tables.SalaryRun, [{"id": run, "state": before.value, "paid_on": None, "entry": None}]
    )
    return run
