"""Return a payment: the bank sent the money back, or it was booked by mistake; the invoices are open
again.
"""

from datetime import date
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused, TooLong
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_period_shared
from erp.kernel.money import ZERO
from erp.kernel.numbering import next_number
from modules import accounting
from modules.accounting import PostingPurpose, credit, debit
from modules.payables import tables
from modules.payables.booking import swapped
from modules.payables.capturing import TEXT_LIMIT
from modules.payables.paying import difference_lines, open_money, register_payment
from modules.payables.queries import locked_payment


class PaymentReturned(Refused):
    """A payment comes back once."""


async def return_payment(*, act: Act, payment: UUID, reason: str, on: date | None = None) -> UUID:
    """Book the money back into the bank and open what it had paid; the bank's fee stays spent.

    Answers the payment that records the return. Refuses one that came back already, and a day before it.
    """
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    if len(reason) > TEXT_LIMIT:
        raise TooLong("reason", TEXT_LIMIT)
    on = on or act.today
    await lock_period_shared(act, on)
    row = await locked_payment(act, payment)
    if row["returns"] is not None or await act.tx.value(
        "SELECT id FROM payables.payment WHERE returns = $1", payment
    ):
        raise PaymentReturned(number=row["number"])
    if on < row["paid_on"]:
        raise BadInput("on", "BEFORE_PAYMENT", paid_on=row["paid_on"])
    back = row | {
        "id": new_id(),
        "number": await next_number(act, "payment", on),
        "paid_on": on,
        "payment_run": None,
        "fee": ZERO,
        "exchange_difference": -row["exchange_difference"],
        "memo": reason.strip(),
        "returns": payment,
        "recorded_by": act.actor,
        "recorded_at": act.at,
    }
    await act.tx.insert(tables.Payment, [back])
    await _foreign_again(act, payment, back)
    await accounting.release_payables(act, credit=payment, on=on, reason=reason)
    await open_money(act, back, accounting.OpenItemKind.PAYMENT_RETURNED)
    await accounting.settle_payables(act, credit=payment, amounts={back["id"]: row["settled"]}, on=on)
    name = (await masterdata.parties(act.tx, [row["supplier"]]))[row["supplier"]].name
    await register_payment(act, back, name, [payment])
    await _post(act, back, reason.strip())
    return back["id"]


async def _foreign_again(act: Act, payment: UUID, back: dict[str, Any]) -> None:
    """What was paid in another currency is owed in it again."""
    rows = await act.tx.rows("SELECT * FROM payables.foreign_settlement WHERE payment = $1", payment)
    again = [
        dict(row)
        | {
            "id": new_id(),
            "payment": back["id"],
            "settled_on": back["paid_on"],
            "amount": -row["amount"],
            "booked": -row["booked"],
            "paid": -row["paid"],
        }
        for row in rows
    ]
    await act.tx.insert(tables.ForeignSettlement, again)


async def _post(act: Act, back: dict[str, Any], reason: str) -> None:
    accounts, currency, settled = await accounting.posting_accounts(act), act.currency, back["settled"]
    bank = await act.tx.value(
        "SELECT account FROM accounting.bank_account WHERE id = $1", back["bank_account"]
    )
    # A loss goes back to the losses, and a gain to the gains.
    difference = swapped(difference_lines(accounts, -back["exchange_difference"], currency))
    owed = credit(accounts[PostingPurpose.PAYABLE], settled, currency, party=back["supplier"])
    await accounting.post_entry(
        act=act,
        on=back["paid_on"],
        description=f"{back['number']} {reason}",
        lines=[debit(bank, settled - back["exchange_difference"], currency), owed, *difference],
        origin=f"payment:{back['id']}",
        cause=back["id"],
    )
