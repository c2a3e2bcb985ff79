"""Change a draft of an entry."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting.drafting import change_lines, locked_draft
from modules.accounting.lines import EntryLine
from modules.accounting.routine_states import ENTRY_DRAFT, EntryDraftState


async def change_entry_draft(
    *, act: Act, draft: UUID, on: date, description: str, lines: list[EntryLine]
) -> UUID:
    """Other words and lines for a draft that is not posted yet."""
    row = await locked_draft(act, draft)
    ENTRY_DRAFT.after("change_entry_draft", EntryDraftState(row["state"]))
    await change_lines(act, draft, on=on, description=description, lines=lines)
    return draft
