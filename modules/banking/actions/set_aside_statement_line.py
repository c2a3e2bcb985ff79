"""Set aside a statement line: nobody knows yet whose it is, so it waits in the suspense account (仮受金)."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting import PostingPurpose
from modules.banking.booking import Booked, book_line
from modules.banking.matching import locked_line
from modules.banking.states import Direction, MatchKind


async def set_aside_statement_line(*, act: Act, line: UUID, note: str | None = None) -> UUID:
    """Book a line on its own day against the suspense account; it is identified later."""
    held = await locked_line(act, line, "set_aside_statement_line")
    coming = held.direction is Direction.IN
    purpose = PostingPurpose.SUSPENSE_RECEIPT if coming else PostingPurpose.SUSPENSE_PAYMENT
    await book_line(act, held, Booked(kind=MatchKind.SUSPENSE, purpose=purpose, note=note))
    return line
