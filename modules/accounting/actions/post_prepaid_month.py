"""Post the share of one month of a prepaid expense by hand."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from modules.accounting.accruing import locked_prepaid, make_expense


class MonthPosted(Refused):
    """The share of this month is an expense already."""

    def __init__(self, on: date) -> None:
        super().__init__(on=on)


async def post_prepaid_month(
    *, act: Act, month: UUID, on: date | None = None, post_late: bool = False
) -> UUID:
    """Post it on the last day of its month, on another day, or on the first open day after a closed month."""
    prepaid = await act.tx.value("SELECT prepaid FROM accounting.prepaid_month WHERE id = $1", month)
    if prepaid is None:
        raise NotFound("PrepaidMonth", month, field="month")
    row = await locked_prepaid(act, prepaid)
    share = await act.tx.row("SELECT * FROM accounting.prepaid_month WHERE id = $1", month)
    assert share is not None
    if share["entry"] is not None:
        raise MonthPosted(share["effective_on"])
    await make_expense(act, row, share, on=on, post_late=post_late)
    return prepaid
