"""Discard a plan: nothing more of it is done."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.states import IDENTITY_PLAN, PlanState


async def discard_plan(*, act: Act, plan: UUID) -> UUID:
    """Put it away; the difference itself stays and is in the next plan. Refuses one that has ended."""
    rows = await lock_rows(act, tables.IdentityPlan, [plan])
    if not rows:
        raise NotFound("identity_plan", plan, field="plan")
    state = IDENTITY_PLAN.after("discard_plan", PlanState(rows[0]["state"]))
    ended = {"state": state.value, "ended_by": act.actor, "ended_at": act.at}
    await act.tx.update(tables.IdentityPlan, [{"id": plan} | ended])
    return plan
