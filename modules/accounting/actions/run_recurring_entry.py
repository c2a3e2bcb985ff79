"""Run a recurring entry now: what has fallen due and is not made yet is made."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting.recurring import catch_up, locked_recurring


async def run_recurring_entry(*, act: Act, recurring: UUID) -> UUID:
    """Catch up to today; again makes nothing twice."""
    await catch_up(act, await locked_recurring(act, recurring))
    return recurring
