"""End a rule: from the next day on it gives nothing."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from modules.identity import tables


async def end_access_rule(*, act: Act, rule: UUID, on: date | None = None) -> UUID:
    """Let it count for the last time on this day; what people lose by it is seen in the next plan.

    Refuses a day before its first and one after its last.
    """
    rows = await lock_rows(act, tables.AccessRule, [rule])
    if not rows:
        raise NotFound("access_rule", rule, field="rule")
    on = on or act.today
    if on < rows[0]["valid_from"]:
        raise BadInput("on", "BEFORE_ITS_BEGINNING")
    if rows[0]["valid_to"] is not None and on > rows[0]["valid_to"]:
        raise BadInput("on", "AFTER_ITS_END")
    await act.tx.update(tables.AccessRule, [{"id": rule, "valid_to": on}])
    return rule
