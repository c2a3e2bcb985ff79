"""Discard a draft: it was not meant."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting import tables
from modules.accounting.drafting import locked_draft
from modules.accounting.routine_states import ENTRY_DRAFT, EntryDraftState


async def discard_entry_draft(*, act: Act, draft: UUID) -> UUID:
    """It stays readable and never comes into the books."""
    row = await locked_draft(act, draft)
    state = ENTRY_DRAFT.after("discard_entry_draft", EntryDraftState(row["state"]))
    await act.tx.update(tables.EntryDraft, [{"id": draft, "state": state.value}])
    return draft
