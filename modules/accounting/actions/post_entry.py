"""Post an entry: it is in the books from now on, and only its reverse can answer it."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.accounting.lines import EntryLine
from modules.accounting.posting import checked, put_in_books, require_accounts
from modules.accounting.queries import posting_day


async def post_entry(
    *,
    act: Act,
    on: date,
    description: str,
    lines: list[EntryLine],
    origin: str | None = None,
    cause: UUID | None = None,
    post_late: bool = False,
) -> UUID:
    """Write a balanced entry into an open month; posting the same origin again answers with what is there.

    A fact of a closed month is refused, or, with `post_late`, goes to the first open day after it and keeps
    the day it belongs to.
    """
    if not description.strip():
        raise BadInput("description", "EMPTY")
    sound = checked(lines, act.currency)
    day = await posting_day(act, on, post_late=post_late)
    if origin is not None:
        there = await act.tx.value(
            "SELECT id FROM accounting.journal_entry WHERE company = $1 AND origin = $2", act.company, origin
        )
        if there is not None:
            return there
    await require_accounts(act, sound)
    return await put_in_books(
        act, day=day, description=description, lines=sound, origin=origin or f"entry:{new_id()}", cause=cause
    )
