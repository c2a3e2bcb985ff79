"""Money came in for a closing bill: it pays what is open of the statement, the oldest first."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.money import ZERO, Money
from modules import accounting

# What the statement asks for: everything open of this customer up to its day, also what was carried forward.
OPEN = """
    SELECT i.document FROM accounting.open_item i
     WHERE i.company = $1 AND i.kind = 'RECEIVABLE' AND i.open_amount > 0 AND i.opened_on <= $3
       AND i.party IN (SELECT p.id FROM masterdata.party p WHERE p.id = $2 OR p.merged_into = $2)
     ORDER BY i.due_on, i.number LIMIT 500
"""


async def record_bill_receipt(
    *,
    act: Act,
    bill: UUID,
    received_on: date,
    amount: Money,
    bank_account: UUID | None = None,
    fee: Money = Money(ZERO),  # noqa: B008  # a number, not a list somebody could change
    memo: str | None = None,
) -> UUID:
    """Book the money and set it against the statement; more than it asks for waits as an advance."""
    row = await act.tx.row(
        "SELECT customer, closing_on, number FROM billing.closing_bill WHERE id = $1 AND company = $2",
        bill,
        act.company,
    )
    if row is None:
        raise NotFound("ClosingBill", bill, field="bill")
    found = await act.tx.rows(OPEN, act.company, row["customer"], row["closing_on"])
    await accounting.record_receipt(
        act=act,
        customer=row["customer"],
        received_on=received_on,
        amount=amount,
        bank_account=bank_account,
        fee=fee,
        matches=[accounting.ReceiptMatch(invoice=each["document"]) for each in found],
        memo=memo or row["number"],
    )
    return bill
