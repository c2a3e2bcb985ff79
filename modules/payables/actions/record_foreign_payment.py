"""Record a foreign payment: a supplier was paid in the currency of his invoices."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.locking import lock_period_shared
from erp.kernel.money import ZERO, Money
from modules import accounting
from modules.payables.capturing import TEXT_LIMIT
from modules.payables.foreign import foreign_open, known_currency, sound_rate
from modules.payables.paying import InForeign, Outgoing, pay
from modules.payables.refusals import OtherSupplier
from modules.payables.rules.exchange import PaidPart, paid_part
from modules.payables.running import bank_account_of
from modules.payables.suppliers import supplier_of

MATCH_LIMIT = 500
NO_FEE = Money(ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignPart:
    """So much of this invoice in its currency; without an amount, all that is open of it."""

    invoice: UUID
    amount: Decimal | None = None


async def record_foreign_payment(
    *,
    act: Act,
    supplier: UUID,
    paid_on: date,
    currency: str,
    invoices: list[ForeignPart],
    exchange_rate: Decimal | None = None,
    bank_account: UUID | None = None,
    fee: Money = NO_FEE,
    memo: str | None = None,
) -> UUID:
    """Book money that left the bank at the rate it took (or that of the day), and the gain or loss by it.

    The invoices are settled at what they were booked at; the difference to what was paid is an exchange gain
    or loss. `fee` is in the company's currency. Refuses invoices of another currency or supplier, more than
    is open, and a day without a rate.
    """
    if not invoices:
        raise BadInput("invoices", "EMPTY")
    if len(invoices) > MATCH_LIMIT:
        raise TooLong("invoices", MATCH_LIMIT, given=len(invoices))
    if len(memo or "") > TEXT_LIMIT:
        raise TooLong("memo", TEXT_LIMIT)
    if fee < 0:
        raise BadInput("fee", "NEGATIVE", given=fee)
    accounting.require_coins("fee", fee, act.currency)
    code = known_currency("currency", currency.strip().upper())
    await lock_period_shared(act, paid_on)
    owner = await supplier_of(act, supplier)
    if exchange_rate is None:
        rate = await masterdata.exchange_rate(act.tx, code, act.currency, paid_on)
    else:
        rate = sound_rate("exchangeRate", exchange_rate)
    parts = await _parts(act, owner.party.id, code, rate, invoices)
    settled = {invoice: part.booked for invoice, (_, part) in parts.items()}
    foreign = InForeign(code, rate, parts)
    given = Outgoing(
        supplier=owner.party.id,
        supplier_name=owner.party.name,
        paid_on=paid_on,
        bank_account=await bank_account_of(act, bank_account),
        invoices=settled,
        amount=sum((part.paid for _, part in parts.values()), ZERO),
        fee=fee,
        memo=memo,
        foreign=foreign,
    )
    return await pay(act, given)


async def _parts(
    act: Act, supplier: UUID, currency: str, rate: Decimal, invoices: list[ForeignPart]
) -> dict[UUID, tuple[Decimal, PaidPart]]:
    items = await accounting.locked_payables(act, [each.invoice for each in invoices])
    found = await foreign_open(act, items)
    parts: dict[UUID, tuple[Decimal, PaidPart]] = {}
    for at, each in enumerate(invoices):
        field = f"invoices.{at}.invoice"
        item, open_now = items.get(each.invoice), found.get(each.invoice)
        if item is None or open_now is None or item.kind is not accounting.OpenItemKind.PAYABLE:
            raise NotFound("SupplierInvoice", each.invoice, field=field)
        if item.party != supplier:
            raise OtherSupplier(item.number, field=field)
        if open_now["currency"] != currency:
            raise BadInput(field, "OTHER_CURRENCY", number=item.number, currency=open_now["currency"])
        if each.invoice in parts:
            raise BadInput(field, "TWICE", number=item.number)
        left = open_now["foreign_open"]
        amount = left if each.amount is None else each.amount
        accounting.require_coins(f"invoices.{at}.amount", amount, currency)
        if not 0 < amount <= left:
            raise BadInput(f"invoices.{at}.amount", "MORE_THAN_THERE_IS", given=amount, left=left)
        part = paid_part(amount, left, open_now["booked_open"], rate, act.currency)
        if part.booked <= 0:
            raise BadInput(f"invoices.{at}.amount", "AMOUNT_NOT_POSITIVE", given=amount)
        parts[each.invoice] = (amount, part)
    return parts
