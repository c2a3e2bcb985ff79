"""Post an entry: it is in the books from now on, and only its reverse can answer it."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting.lines import EntryLine
from modules.accounting.posting import book_entry


async def post_entry(
    *,
    act: Act,
    on: date,
    description: str,
    lines: list[EntryLine],
    origin: str | None = None,
    cause: UUID | None = None,
    post_late: bool = False,
    department: UUID | None = None,
) -> UUID:
    """Write a balanced entry into an open month; posting the same origin again answers with what is there.

    An amount with a tax code may be typed with the tax inside or without it: the tax becomes a line of its
    own. Lines that name no department are of the entry's. A fact of a closed month is refused, or, with
    `post_late`, goes to the first open day after it and keeps the day it belongs to.
    """
    return await book_entry(
        act,
        on=on,
        description=description,
        lines=lines,
        origin=origin,
        cause=cause,
        post_late=post_late,
        department=department,
    )
