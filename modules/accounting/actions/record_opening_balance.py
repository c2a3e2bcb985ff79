"""Record the opening balances: the books begin with what was there, and with what customers still owe."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting.lines import EntryLine
from modules.accounting.opening import OpeningItemDraft, write_opening


async def record_opening_balance(
    *,
    act: Act,
    starts_on: date,
    lines: list[EntryLine],
    items: list[OpeningItemDraft] | None = None,
) -> UUID:
    """Once, balanced, on the first day; receivables come from the invoices that are still open."""
    return await write_opening(act, starts_on, lines, items or [])
