"""Match a receipt: money that waited as an advance pays invoices."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from modules.accounting.posting import put_in_books
from modules.accounting.queries import posting_accounts, posting_day
from modules.accounting.rules.ledger import credit, debit
from modules.accounting.settling import MatchedTooEarly, ReceiptMatch, locked_items, pairs_of, settle
from modules.accounting.states import OpenItemKind, PostingPurpose


async def match_receipt(
    *, act: Act, receipt: UUID, matches: list[ReceiptMatch], on: date | None = None
) -> UUID:
    """Set what is left of a receipt against invoices; the amount leaves the advances and the receivables."""
    if not matches:
        raise BadInput("matches", "EMPTY")
    on = on or act.today
    day = await posting_day(act, on)
    items = await locked_items(act, [receipt, *(match.invoice for match in matches)])
    advance = items.get(receipt)
    if advance is None or advance.kind is not OpenItemKind.ADVANCE:
        raise NotFound("Receipt", receipt, field="receipt")
    if on < advance.opened_on:
        raise MatchedTooEarly(advance.number, advance.opened_on, field="on")
    pairs = pairs_of(
        matches, items, customer=advance.party, available=advance.open_amount, currency=act.currency, on=on
    )
    if not pairs:
        raise BadInput("matches", "NOTHING_OPEN")
    whole = await settle(act, credit=advance, pairs=pairs, on=on)
    accounts, currency = await posting_accounts(act), act.currency
    lines = [debit(accounts[PostingPurpose.ADVANCE_RECEIVED], whole, currency, party=advance.party)]
    lines += [
        credit(accounts[PostingPurpose.RECEIVABLE], part, currency, party=advance.party, memo=item.number)
        for item, part in pairs
    ]
    await put_in_books(
        act, day=day, description=advance.number, lines=lines, origin=f"matching:{new_id()}", cause=receipt
    )
    return receipt
