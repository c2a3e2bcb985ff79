"""Pay tax withheld: what is unpaid of a month, or of a half-year, goes from the bank to the tax office."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.accounting import tables
from modules.accounting.lines import credit, debit
from modules.accounting.posting import book_entry
from modules.accounting.queries import posting_accounts
from modules.accounting.reports.withheld_tax import WITHHELD_TAX
from modules.accounting.states import PostingPurpose

SPAN = (
    WITHHELD_TAX.replace(":company", "$1").replace(":from", "$2").replace(":today", "$3").replace(":to", "$2")
)
BANK = """
    SELECT account FROM accounting.bank_account
    WHERE company = $1 AND is_active AND (id = $2 OR ($2::uuid IS NULL AND is_default)) LIMIT 1
"""


class NothingWithheld(Refused):
    """Nothing is unpaid of this month."""

    def __init__(self, from_day: date, to_day: date) -> None:
        super().__init__(from_day=from_day, to_day=to_day)


async def pay_withheld_tax(*, act: Act, month: date, on: date, bank_account: UUID | None = None) -> UUID:
    """Post the payment of all that is unpaid of the span the day lies in."""
    await lock_name(act, "withholding_payment", act.company)
    span = await act.tx.row(SPAN, act.company, month, act.today)
    assert span is not None
    if span["unpaid"] <= 0:
        raise NothingWithheld(span["from_day"], span["to_day"])
    bank = await act.tx.value(BANK, act.company, bank_account)
    if bank is None:
        raise NotFound("BankAccount", bank_account, field="bank_account")
    payment, amount = new_id(), span["unpaid"]
    entry = await book_entry(
        act,
        on=on,
        description=f"源泉所得税の納付 {span['from_day']}～{span['to_day']}",
        lines=[
            debit((await posting_accounts(act))[PostingPurpose.WITHHELD_TAX], amount),
            credit(bank, amount),
        ],
        cause=payment,
    )
    row = {
        "id": payment,
        "company": act.company,
        "from_day": span["from_day"],
        "to_day": span["to_day"],
        "due_on": span["due_on"],
        "paid_on": on,
        "amount": amount,
        "entry": entry,
        "undone_by": None,
    }
    await act.tx.insert(tables.WithholdingPayment, [row])
    return payment
