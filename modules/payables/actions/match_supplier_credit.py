"""Match a supplier's credit: what he credited us is set against what we owe him."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_period_shared
from erp.kernel.money import ZERO
from modules import accounting
from modules.payables.foreign import require_own_currency
from modules.payables.paying import InvoicePart
from modules.payables.refusals import OtherSupplier

MATCH_LIMIT = 500


async def match_supplier_credit(
    *, act: Act, credit_note: UUID, matches: list[InvoicePart], on: date | None = None
) -> UUID:
    """Set a credit note against invoices of the same supplier; nothing is posted, both stand in one account.

    Refuses more than is open of either side, and invoices of somebody else.
    """
    if not matches:
        raise BadInput("matches", "EMPTY")
    on = on or act.today
    await lock_period_shared(act, on)
    items = await accounting.locked_payables(act, [credit_note, *(each.invoice for each in matches)])
    source = items.get(credit_note)
    if source is None or source.kind is not accounting.OpenItemKind.SUPPLIER_CREDIT:
        raise NotFound("SupplierInvoice", credit_note, field="creditNote")
    left = source.open_amount
    await require_own_currency(act, [each.invoice for each in matches], field="matches")
    amounts: dict[UUID, Decimal] = {}
    for at, each in enumerate(matches[:MATCH_LIMIT]):
        item = items.get(each.invoice)
        if item is None or item.kind is not accounting.OpenItemKind.PAYABLE:
            raise NotFound("SupplierInvoice", each.invoice, field=f"matches.{at}.invoice")
        if item.party not in await masterdata.aliases_of(act.tx, source.party):
            raise OtherSupplier(item.number, field=f"matches.{at}.invoice")
        if each.invoice in amounts:
            raise BadInput(f"matches.{at}.invoice", "TWICE", number=item.number)
        amount = min(item.open_amount, left) if each.amount is None else each.amount
        if amount <= 0:
            raise BadInput(f"matches.{at}.amount", "AMOUNT_NOT_POSITIVE", given=amount)
        amounts[each.invoice] = amount
        left = max(ZERO, left - amount)
    await accounting.settle_payables(act, credit=credit_note, amounts=amounts, on=on)
    return credit_note
