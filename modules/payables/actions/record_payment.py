"""Record a payment: money went to a supplier by another way than a run, such as cash or a direct debit."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.locking import lock_period_shared
from erp.kernel.money import ZERO, Money
from modules import accounting
from modules.payables.capturing import TEXT_LIMIT
from modules.payables.foreign import require_own_currency
from modules.payables.paying import InvoicePart, Outgoing, pay
from modules.payables.queries import run_with
from modules.payables.refusals import InPaymentRun, OtherSupplier
from modules.payables.running import bank_account_of
from modules.payables.suppliers import supplier_of

MATCH_LIMIT = 500
NO_FEE = Money(ZERO)


async def record_payment(
    *,
    act: Act,
    supplier: UUID,
    paid_on: date,
    invoices: list[InvoicePart],
    bank_account: UUID | None = None,
    fee: Money = NO_FEE,
    memo: str | None = None,
) -> UUID:
    """Book money that left the bank for these invoices; `fee` is what the bank took besides, tax included.

    Refuses invoices of somebody else, more than is open, and what a run under way is going to pay.
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
    await lock_period_shared(act, paid_on)
    owner = await supplier_of(act, supplier)
    parts = await _parts(act, owner.party.id, invoices)
    given = Outgoing(
        supplier=owner.party.id,
        supplier_name=owner.party.name,
        paid_on=paid_on,
        bank_account=await bank_account_of(act, bank_account),
        invoices=parts,
        amount=sum(parts.values(), ZERO),
        fee=fee,
        memo=memo,
    )
    return await pay(act, given)


async def _parts(act: Act, supplier: UUID, invoices: list[InvoicePart]) -> dict[UUID, Decimal]:
    items = await accounting.locked_payables(act, [each.invoice for each in invoices])
    await require_own_currency(act, [each.invoice for each in invoices], field="invoices")
    parts: dict[UUID, Decimal] = {}
    for at, each in enumerate(invoices):
        item = items.get(each.invoice)
        if item is None or item.kind is not accounting.OpenItemKind.PAYABLE:
            raise NotFound("SupplierInvoice", each.invoice, field=f"invoices.{at}.invoice")
        if item.party != supplier:
            raise OtherSupplier(item.number, field=f"invoices.{at}.invoice")
        if each.invoice in parts:
            raise BadInput(f"invoices.{at}.invoice", "TWICE", number=item.number)
        busy = await run_with(act, each.invoice)
        if busy:
            raise InPaymentRun(busy["number"], busy["run"])
        parts[each.invoice] = item.open_amount if each.amount is None else each.amount
    return parts
