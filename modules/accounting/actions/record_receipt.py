"""Record a receipt: money of a customer came in, and pays what it is set against; the rest is an advance."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.money import ZERO, Money
from modules.accounting.receiving import Incoming, receive
from modules.accounting.settling import ReceiptMatch
from modules.accounting.states import FeeTreatment

NO_FEE = Money(ZERO)


async def record_receipt(
    *,
    act: Act,
    customer: UUID,
    received_on: date,
    amount: Money,
    bank_account: UUID | None = None,
    fee: Money = NO_FEE,
    fee_as: FeeTreatment = FeeTreatment.BANK_FEE,
    matches: list[ReceiptMatch] | None = None,
    memo: str | None = None,
    origin: str | None = None,
) -> UUID:
    """Book money into the bank; `fee` is what a bank kept of it and we bear: it pays debts all the same.

    What is set against no invoice stays open as an advance. Recording the same origin again answers with the
    receipt that is there.
    """
    return await receive(
        act,
        Incoming(
            customer=customer,
            received_on=received_on,
            amount=amount,
            bank_account=bank_account,
            fee=fee,
            fee_as=fee_as,
            matches=matches or [],
            memo=memo,
            origin=origin,
        ),
    )
