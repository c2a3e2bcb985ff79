"""Return a receipt: the bank took the money back, it came by mistake, or was never there."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules.accounting import tables
from modules.accounting.invoicing import write_open_item
from modules.accounting.posting import put_in_books
from modules.accounting.queries import PostingDay, posting_accounts, posting_day
from modules.accounting.reversing import lines_of_entry
from modules.accounting.rules.ledger import credit, debit, reverse, without_zeros
from modules.accounting.settling import (
    Item,
    MatchedTooEarly,
    OverMatched,
    locked_items,
    require_coins,
    settle,
)
from modules.accounting.states import FeeTreatment, OpenItemKind, PostingPurpose

RECEIPT = """
    SELECT r.amount, r.fee, r.fee_as, r.difference, r.difference_account, r.taken_from, r.bank_account,
           coalesce(r.taken_from, b.account) AS bank, p.name AS customer_name,
           (SELECT e.id FROM accounting.journal_entry e
            WHERE e.company = r.company AND e.origin = 'receipt:' || r.id) AS entry
    FROM accounting.receipt r JOIN accounting.bank_account b ON b.id = r.bank_account
    JOIN masterdata.party p ON p.id = r.customer
    WHERE r.id = $1 AND r.company = $2
"""


async def return_receipt(
    *, act: Act, receipt: UUID, reason: str, amount: Money | None = None, on: date | None = None
) -> UUID:
    """Book money out of the bank again, at most what pays no invoice; without an amount, all of that.

    What was set against invoices is freed by undoing the matching first.
    """
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    on = on or act.today
    day = await posting_day(act, on)
    advance = (await locked_items(act, [receipt])).get(receipt)
    if advance is None or advance.kind is not OpenItemKind.ADVANCE:
        raise NotFound("Receipt", receipt, field="receipt")
    if on < advance.opened_on:
        raise MatchedTooEarly(advance.number, advance.opened_on, field="on")
    back = advance.open_amount if amount is None else amount
    if back <= 0:
        raise BadInput("amount", "AMOUNT_NOT_POSITIVE", given=back)
    require_coins("amount", back, act.currency)
    if back > advance.open_amount:
        raise OverMatched(advance.number, back, advance.open_amount, field="amount")
    came = await act.tx.row(RECEIPT, receipt, act.company)
    assert came is not None
    whole = back == came["amount"] + came["fee"] + came["difference"]
    # The bank never had the fee; it only comes back when more does than ever came in.
    fee = came["fee"] if whole else max(Decimal(0), back - came["amount"])
    if fee and not whole and came["fee_as"] != FeeTreatment.BANK_FEE.value:
        raise OverMatched(advance.number, back, came["amount"], field="amount")
    row = _row(act, receipt, advance.party, dict(came), on, reason)
    row |= {"fee": fee, "difference": came["difference"] if whole else Decimal(0)}
    row |= {"amount": back - row["fee"] - row["difference"], "number": await next_number(act, "receipt", on)}
    await act.tx.insert(tables.Receipt, [row])
    await _settle(act, row, advance, back)
    await register_document(
        act,
        kind="receipt",
        id=row["id"],
        number=row["number"],
        on=on,
        title=came["customer_name"],
        party=advance.party,
        amount=row["amount"],
        causes=[receipt],
    )
    await _post(act, day, row, dict(came), back, whole=whole)
    return row["id"]


def _row(
    act: Act, receipt: UUID, customer: UUID, came: dict[str, Any], on: date, reason: str
) -> dict[str, Any]:
    back = new_id()
    return {
        "id": back,
        "company": act.company,
        "customer": customer,
        "received_on": on,
        "bank_account": came["bank_account"],
        "currency": act.currency,
        "memo": reason,
        "origin": f"receipt:{back}",
        "recorded_at": act.at,
        "returns": receipt,
        "fee_as": came["fee_as"],
        "taken_from": came["taken_from"],
        "difference_account": came["difference_account"],
    }


async def _settle(act: Act, row: dict[str, Any], advance: Item, back: Decimal) -> None:
    on = row["received_on"]
    header = row | {"issued_on": on, "due_on": on}
    item = await write_open_item(act, kind=OpenItemKind.RETURNED, header=header, amount=back)
    returned = Item(item, row["id"], row["number"], advance.party, OpenItemKind.RETURNED, back, back, on)
    await settle(act, credit=advance, pairs=[(returned, back)], on=on)


async def _post(
    act: Act, day: PostingDay, row: dict[str, Any], came: dict[str, Any], back: Decimal, *, whole: bool
) -> None:
    accounts, currency = await posting_accounts(act), act.currency
    advance = accounts[PostingPurpose.ADVANCE_RECEIVED]
    lines = [debit(advance, back, currency, party=row["customer"])]
    if whole and came["entry"]:
        # All of it goes back: whatever came in beside the debts it paid goes out, with its tax.
        debts = {advance, accounts[PostingPurpose.RECEIVABLE]}
        written = await lines_of_entry(act, came["entry"])
        lines += reverse(line for line in written if line.account not in debts)
    else:
        lines.append(credit(came["bank"], row["amount"], currency))
        if row["fee"]:
            lines.append(credit(accounts[PostingPurpose.BANK_FEE], row["fee"], currency))
    await put_in_books(
        act,
        day=day,
        description=f"{row['number']} {row['memo']}",
        lines=without_zeros(lines),
        origin=f"receipt:{row['id']}",
        cause=row["id"],
    )
