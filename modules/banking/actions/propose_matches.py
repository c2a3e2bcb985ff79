"""Propose matches: look again at every line that waits, because invoices or names have changed since."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.banking.proposals import refresh
from modules.banking.running import write_run


async def propose_matches(*, act: Act) -> UUID:
    """Make the proposals anew; nothing is posted, and what a person decided stays."""
    return await write_run(act, proposed=await refresh(act))
