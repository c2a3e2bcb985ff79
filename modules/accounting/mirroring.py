"""An entry that a document posted is answered by its mirror when the document's own verb takes it back."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from modules.accounting.posting import put_in_books
from modules.accounting.queries import posting_day
from modules.accounting.reversing import lines_of_entry
from modules.accounting.rules.ledger import reverse


async def mirror_entry(act: Act, *, entry: UUID, on: date, reason: str, origin: str) -> UUID:
    """Post the entry with its sides swapped, for the same cause; only for whoever posted it."""
    day = await posting_day(act, on)
    cause = await act.tx.value(
        "SELECT cause FROM accounting.journal_entry WHERE id = $1 AND company = $2", entry, act.company
    )
    if cause is None:
        raise NotFound("JournalEntry", entry, field="entry")
    lines = reverse(await lines_of_entry(act, entry))
    return await put_in_books(act, day=day, description=reason, lines=lines, origin=origin, cause=cause)
