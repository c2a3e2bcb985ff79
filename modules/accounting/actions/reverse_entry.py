"""Reverse an entry: the mistake stays visible, and the entry with its sides swapped answers it."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting.reversing import post_reverse


async def reverse_entry(*, act: Act, entry: UUID, on: date, reason: str) -> UUID:
    """Post the reverse of an entry on a day; refuses what was reversed before and what a document posted."""
    return await post_reverse(act, entry, on=on, reason=reason)
