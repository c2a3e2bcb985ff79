"""Draft an entry: it is written down for somebody to look at, and not in the books yet."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting.drafting import write_draft
from modules.accounting.lines import EntryLine


async def draft_entry(*, act: Act, on: date, description: str, lines: list[EntryLine]) -> UUID:
    """Keep the lines as they are; whether they balance is asked when the draft is posted."""
    return await write_draft(act, on=on, description=description, lines=lines)
