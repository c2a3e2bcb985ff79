"""Post a statement line: interest, charges, rent, salaries, a transfer between our own accounts."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.banking.booking import Booked, PostedPart, book_line
from modules.banking.matching import locked_line
from modules.banking.states import MatchKind


async def post_statement_line(
    *, act: Act, line: UUID, parts: list[PostedPart], description: str | None = None
) -> UUID:
    """Book a line on its own day to accounts; a part without an amount takes what the others leave.

    With a tax code the tax in the amount is booked apart. From the suspense account it goes where it belongs.
    """
    held = await locked_line(act, line, "post_statement_line")
    await book_line(act, held, Booked(kind=MatchKind.POSTED, parts=parts, note=description))
    return line
