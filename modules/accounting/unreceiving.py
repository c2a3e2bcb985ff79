"""Taking a receipt back as a whole: its matchings first, then the money, each by its reverse."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from modules.accounting.actions.return_receipt import return_receipt
from modules.accounting.actions.undo_matching import undo_matching

MATCHED = """
    SELECT m.id, r.kind FROM accounting.matching m
    JOIN accounting.open_item i ON i.id = m.credit JOIN accounting.open_item r ON r.id = m.receivable
    WHERE i.document = $1 AND i.company = $2 AND m.undoes IS NULL
      AND NOT EXISTS (SELECT FROM accounting.matching u WHERE u.undoes = m.id)
    ORDER BY m.id DESC
"""


class ReceiptReturned(Refused):
    """A part of the receipt went back to the customer; the rest cannot be taken back as a whole."""

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


async def take_back(act: Act, *, receipt: UUID, on: date, reason: str) -> UUID:
    """Undo every matching of a receipt and let all of it go back; answers the receipt that says so."""
    number = await act.tx.value(
        "SELECT number FROM accounting.receipt WHERE id = $1 AND company = $2 AND returns IS NULL",
        receipt,
        act.company,
    )
    if number is None:
        raise NotFound("Receipt", receipt, field="receipt")
    matchings = await act.tx.rows(MATCHED, receipt, act.company)
    if any(row["kind"] == "RETURNED" for row in matchings):
        raise ReceiptReturned(number)
    for row in matchings:
        await undo_matching(act=act, matching=row["id"], reason=reason, on=on)
    return await return_receipt(act=act, receipt=receipt, reason=reason, on=on)
