"""Undo a statement match: what was done with a line is taken back, and the line waits again."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.banking.matching import locked_line
from modules.banking.undoing_match import undo_last


async def undo_statement_match(
    *, act: Act, line: UUID, reason: str, forget_payer: bool = False, on: date | None = None
) -> UUID:
    """Take the last step back by its reverse, on the day it was booked, or `on` where that month is closed.

    A line that was identified waits in the suspense account again. With `forget_payer` the name is not taken
    for this customer any more.
    """
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    held = await locked_line(act, line, "undo_statement_match")
    await undo_last(act, held, reason, on=on, forget=forget_payer)
    return line
