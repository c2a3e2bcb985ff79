"""Switch a posting rule: out of use or in use again, asked or without asking."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from modules.banking import tables


async def switch_posting_rule(*, act: Act, rule: UUID, is_active: bool, is_automatic: bool = False) -> UUID:
    """What was booked by it stays; only what comes from now on is different."""
    rows = await lock_rows(act, tables.PostingRule, [rule])
    if not rows or rows[0]["company"] != act.company:
        raise NotFound("PostingRule", rule, field="rule")
    await act.tx.update(
        tables.PostingRule, [{"id": rule, "is_active": is_active, "is_automatic": is_automatic}]
    )
    return rule
