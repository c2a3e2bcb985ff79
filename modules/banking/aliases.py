"""Taking a name out of use that stood for a customer."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.locking import lock_rows
from modules.banking import tables


async def forget(act: Act, alias: UUID, reason: str) -> bool:
    """Whether there was such a name in use."""
    rows = await lock_rows(act, tables.PayerAlias, [alias])
    if not rows or rows[0]["company"] != act.company or not rows[0]["is_active"]:
        return False
    await act.tx.update(
        tables.PayerAlias,
        [{"id": alias, "is_active": False, "unlearnt_at": act.at, "reason": reason}],
    )
    return True
