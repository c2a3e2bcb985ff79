"""End a rule of the authority matrix on a day; cases that run keep the route they started with."""

from datetime import date
from uuid import UUID

from erp.approval import tables
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows


async def end_authority_rule(*, act: Act, rule: UUID, on: date) -> UUID:
    """Say the last day of a rule. Refuses a day that lies before its first, or in the past."""
    found = await lock_rows(act, tables.AuthorityRule, [rule])
    if not found:
        raise NotFound("authority_rule", rule, field="rule")
    (row,) = found
    if on < row["valid_from"] or on < act.today:
        raise BadInput("on", "ENDS_TOO_EARLY")
    if row["valid_to"] is not None and row["valid_to"] <= on:
        raise BadInput("on", "ENDS_EARLIER", day=row["valid_to"])
    await act.tx.update(tables.AuthorityRule, [{"id": rule, "valid_to": on}])
    return rule
