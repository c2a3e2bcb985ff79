"""End a plan: from a day on nothing more is expected of it."""

from datetime import date, timedelta
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from modules.accounting import tables


async def end_cash_plan(*, act: Act, cash_plan: UUID, on: date | None = None) -> UUID:
    """The plan's last day; a plan that has not begun ends on its first."""
    on = on or act.today - timedelta(days=1)
    rows = await act.tx.rows(
        "SELECT starts_on, ends_on FROM accounting.cash_plan WHERE id = $1 AND company = $2 FOR UPDATE",
        cash_plan, act.company,
    )  # fmt: skip
    if not rows:
        raise NotFound("CashPlan", cash_plan, field="cash_plan")
    if rows[0]["ends_on"] is not None and rows[0]["ends_on"] < on:
        raise BadInput("on", "ENDED_BEFORE", ends_on=rows[0]["ends_on"])
    await act.tx.update(tables.CashPlan, [{"id": cash_plan, "ends_on": max(on, rows[0]["starts_on"])}])
    return cash_plan
