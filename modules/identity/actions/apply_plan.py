"""Apply a plan, or lines of it: what it says becomes the newest order."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.applying import apply_items
from modules.identity.refusals import PlanHeld, PlanStale
from modules.identity.states import IDENTITY_PLAN, PlanState


async def apply_plan(*, act: Act, plan: UUID, items: list[UUID] | None = None) -> UUID:
    """Order all lines, or those that are named; lines that another order has overtaken are left out.

    Refuses `PLAN_HELD` while the brake holds it, `PLAN_STALE` where nothing of it is true any more, and what
    the matrix of authority says.
    """
    rows = await lock_rows(act, tables.IdentityPlan, [plan])
    if not rows:
        raise NotFound("identity_plan", plan, field="plan")
    state = PlanState(rows[0]["state"])
    if state is PlanState.HELD:
        raise PlanHeld(field="plan", reason=rows[0]["brake"])
    after = IDENTITY_PLAN.after("apply_plan", state)
    await approval.passed(act, "identity_plan", plan)
    before = await act.tx.value(
        "SELECT count(*) FROM identity.plan_item WHERE identity_plan = $1 AND applied", plan
    )
    result = await apply_items(act, plan, items)
    if result["done"] == before:
        raise PlanStale(field="plan")
    if items is None or result["done"] == result["lines"]:
        ended = {"state": after.value, "ended_by": act.actor, "ended_at": act.at}
        await act.tx.update(tables.IdentityPlan, [{"id": plan} | ended])
    return plan
