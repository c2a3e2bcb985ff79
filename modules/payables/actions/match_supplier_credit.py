"""Match a supplier's credit: what he credited us is set against what we owe him."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.locking import lock_period_shared
from erp.kernel.money import ZERO
from modules import accounting
from modules.payables.foreign import foreign_open, require_own_currency
from modules.payables.offsetting import offsets_of, set_against
from modules.payables.paying import InvoicePart
from modules.payables.refusals import OtherSupplier

MATCH_LIMIT = 500


async def match_supplier_credit(
    *, act: Act, credit_note: UUID, matches: list[InvoicePart], on: date | None = None
) -> UUID:
    """Set a credit note against invoices of the same supplier; nothing is posted, both stand in one account.

    A note in another currency is set against invoices in it, by amounts in it, and the difference of their
    rates is posted. Refuses more than is open of either side, and invoices of somebody else.
    """
    if not matches:
        raise BadInput("matches", "EMPTY")
    on = on or act.today
    await lock_period_shared(act, on)
    items = await accounting.locked_payables(act, [credit_note, *(each.invoice for each in matches)])
    source = items.get(credit_note)
    if source is None or source.kind is not accounting.OpenItemKind.SUPPLIER_CREDIT:
        raise NotFound("SupplierInvoice", credit_note, field="creditNote")
    if len(matches) > MATCH_LIMIT:
        raise TooLong("matches", MATCH_LIMIT, given=len(matches))
    await _require_his(act, source, items, matches)
    foreign = await foreign_open(act, items)
    if credit_note in foreign:
        wanted = [(each.invoice, each.amount) for each in matches]
        offsets = offsets_of(act, foreign[credit_note], foreign, wanted)
        await set_against(act, foreign[credit_note], offsets, on)
        return credit_note
    left = source.open_amount
    await require_own_currency(act, [each.invoice for each in matches], field="matches")
    amounts: dict[UUID, Decimal] = {}
    for at, each in enumerate(matches):
        item = items[each.invoice]
        if each.invoice in amounts:
            raise BadInput(f"matches.{at}.invoice", "TWICE", number=item.number)
        amount = min(item.open_amount, left) if each.amount is None else each.amount
        if amount <= 0:
            raise BadInput(f"matches.{at}.amount", "AMOUNT_NOT_POSITIVE", given=amount)
        amounts[each.invoice] = amount
        left = max(ZERO, left - amount)
    await accounting.settle_payables(act, credit=credit_note, amounts=amounts, on=on)
    return credit_note


async def _require_his(
    act: Act, source: Any, items: Mapping[UUID, Any], matches: Sequence[InvoicePart]
) -> None:
    own = await masterdata.aliases_of(act.tx, source.party)
    for at, each in enumerate(matches):
        item = items.get(each.invoice)
        if item is None or item.kind is not accounting.OpenItemKind.PAYABLE:
            raise NotFound("SupplierInvoice", each.invoice, field=f"matches.{at}.invoice")
        if item.party not in own:
            raise OtherSupplier(item.number, field=f"matches.{at}.invoice")
