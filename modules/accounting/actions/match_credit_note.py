"""Match a credit note: what we owe the customer is set against what he owes us. No account changes by it."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from modules.accounting.queries import posting_day
from modules.accounting.settling import MatchedTooEarly, ReceiptMatch, locked_items, pairs_of, settle
from modules.accounting.states import OpenItemKind


async def match_credit_note(
    *, act: Act, credit_note: UUID, matches: list[ReceiptMatch], on: date | None = None
) -> UUID:
    """Set what is left of a credit note against invoices of the same customer."""
    if not matches:
        raise BadInput("matches", "EMPTY")
    on = on or act.today
    await posting_day(act, on)
    items = await locked_items(act, [credit_note, *(match.invoice for match in matches)])
    item = items.get(credit_note)
    if item is None or item.kind is not OpenItemKind.CREDIT:
        raise NotFound("Invoice", credit_note, field="creditNote")
    if on < item.opened_on:
        raise MatchedTooEarly(item.number, item.opened_on, field="on")
    pairs = pairs_of(
        matches, items, customer=item.party, available=item.open_amount, currency=act.currency, on=on
    )
    if not pairs:
        raise BadInput("matches", "NOTHING_OPEN")
    await settle(act, credit=item, pairs=pairs, on=on)
    return credit_note
