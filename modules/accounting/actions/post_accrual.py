"""Post an accrual: an entry that is taken back by itself, by default on the first day of the next month."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.accounting.accruing import reverse_later
from modules.accounting.lines import EntryLine
from modules.accounting.posting import book_entry
from modules.accounting.rules.recurrence import month_on


async def post_accrual(
    *,
    act: Act,
    on: date,
    description: str,
    lines: list[EntryLine],
    reverse_on: date | None = None,
    reverse_at_once: bool = False,
    department: UUID | None = None,
) -> UUID:
    """Post the entry and say when it is taken back: when that day has come, or at once dated that day."""
    back_on = reverse_on or month_on(on.replace(day=1), 1, 1)
    if back_on <= on:
        raise BadInput("reverseOn", "NOT_AFTER", on=on)
    entry = await book_entry(act, on=on, description=description, lines=lines, department=department)
    return await reverse_later(act, entry, back_on, at_once=reverse_at_once)
