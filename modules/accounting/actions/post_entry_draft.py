"""Post a draft: what was written down is in the books from now on."""

from uuid import UUID

from erp import approval
from erp.access import require_other_person
from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from modules.accounting import tables
from modules.accounting.drafting import lines_of_draft, locked_draft
from modules.accounting.posting import book_entry
from modules.accounting.routine_states import ENTRY_DRAFT, EntryDraftState

RULE = "entry_draft_and_posting"


class DraftedByYourself(Refused):
    """Whoever wrote a draft does not post it, as this company has decided."""


async def post_entry_draft(
    *, act: Act, draft: UUID, post_late: bool = False, reason: str | None = None
) -> UUID:
    """Write the draft's lines into the books, once; a second person does it where the company wants that."""
    row = await locked_draft(act, draft)
    state = ENTRY_DRAFT.after("post_entry_draft", EntryDraftState(row["state"]))
    second = await act.tx.value(
        "SELECT drafts_need_second_person FROM accounting.ledger_setting WHERE company = $1", act.company
    )
    if second and row["drafted_by"] == act.actor:
        raise DraftedByYourself()
    await require_other_person(
        act, row["drafted_by"], RULE, document=draft, kind="entry_draft", reason=reason
    )
    await approval.passed(act, "entry_draft", draft)
    entry = await book_entry(
        act,
        on=row["effective_on"],
        description=row["description"],
        lines=await lines_of_draft(act, draft),
        origin=f"entry_draft:{draft}",
        post_late=post_late,
        template_version=row["template_version"],
    )
    await act.tx.update(tables.EntryDraft, [{"id": draft, "state": state.value, "entry": entry}])
    return draft
