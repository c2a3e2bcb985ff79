"""Cancel a closing bill: its invoice is taken back on its own day, and what it billed can be billed anew."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules import accounting
from modules.billing.bills import held_bill, release
from modules.billing.refusals import BillPaid, LaterBillThere
from modules.billing.states import CLOSING_BILL, ClosingBillState
from modules.billing.supplies import hold_payer

LATER = """
    SELECT number FROM billing.closing_bill
     WHERE company = $1 AND customer = $2 AND state = 'ISSUED' AND closing_on > $3 ORDER BY closing_on LIMIT 1
"""
# Money that was set against what the bill asks for since it was made, and is not taken back.
PAID = """
    SELECT true FROM billing.closing_bill_document d
      JOIN accounting.open_item i ON i.document = d.document
      JOIN accounting.matching m ON m.receivable = i.id
     WHERE d.bill = $1 AND m.matched_at > $2 AND m.undoes IS NULL
       AND NOT EXISTS (SELECT FROM accounting.matching u WHERE u.undoes = m.id) LIMIT 1
"""


async def cancel_closing_bill(*, act: Act, bill: UUID, reason: str) -> UUID:
    """Take a bill back while nothing was paid on it and none follows from it; answers the bill.

    Refuses `BILL_PAID`, `LATER_BILL_THERE`, a closed month, and a bill that was cancelled before.
    """
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    row = await held_bill(act, bill, hold=hold_payer)
    CLOSING_BILL.after("cancel_closing_bill", ClosingBillState(row["state"]))
    later = await act.tx.value(LATER, act.company, row["customer"], row["closing_on"])
    if later is not None:
        raise LaterBillThere(later)
    if await act.tx.value(PAID, bill, row["issued_at"]):
        raise BillPaid(row["number"])
    if row["invoice"] is not None:
        on: date = row["closing_on"]
        await accounting.cancel_invoice(act=act, invoice=row["invoice"], on=on, reason=reason)
    await release(act, bill, reason)
    return bill
