"""Release a plan that the brake holds: a second person has looked at it."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.refusals import ReasonNeeded, ReleasedByMaker
from modules.identity.states import IDENTITY_PLAN, PlanState


async def release_plan(*, act: Act, plan: UUID, reason: str) -> UUID:
    """Let it be applied although it stops more than the limit, with a name and a reason under it.

    Refuses `RELEASED_BY_MAKER`, a plan that is not held, and what the matrix of authority says.
    """
    rows = await lock_rows(act, tables.IdentityPlan, [plan])
    if not rows:
        raise NotFound("identity_plan", plan, field="plan")
    if rows[0]["made_by"] == act.actor:
        raise ReleasedByMaker(field="plan")
    if not reason.strip():
        raise ReasonNeeded(field="reason")
    state = IDENTITY_PLAN.after("release_plan", PlanState(rows[0]["state"]))
    await approval.passed(act, "identity_plan", plan)
    change = {"state": state.value, "released_by": act.actor, "released_at": act.at}
    await act.tx.update(tables.IdentityPlan, [{"id": plan} | change | {"release_reason": reason.strip()}])
    return plan
