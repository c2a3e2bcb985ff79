"""Record a receipt: money of a customer came in, and pays what it is set against; the rest is an advance."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO, Money
from erp.kernel.numbering import next_number
from erp.kernel.outbox import record
from erp.kernel.register import register_document
from modules.accounting import tables
from modules.accounting.events import PaymentReceived
from modules.accounting.invoicing import NotACustomer, write_open_item
from modules.accounting.posting import put_in_books
from modules.accounting.queries import PostingDay, posting_accounts, posting_day
from modules.accounting.rules.ledger import credit, debit
from modules.accounting.settling import (
    Item,
    Pair,
    ReceiptMatch,
    locked_items,
    pairs_of,
    require_coins,
    settle,
)
from modules.accounting.states import OpenItemKind, PostingPurpose

MATCH_LIMIT = 500
NO_FEE = Money(ZERO)


async def record_receipt(
    *,
    act: Act,
    customer: UUID,
    received_on: date,
    amount: Money,
    bank_account: UUID | None = None,
    fee: Money = NO_FEE,
    matches: list[ReceiptMatch] | None = None,
    memo: str | None = None,
    origin: str | None = None,
) -> UUID:
    """Book money into the bank; `fee` is what a bank kept of it and we bear: it pays debts all the same.

    What is set against no invoice stays open as an advance. Recording the same origin again answers with the
    receipt that is there.
    """
    matches = matches or []
    _require_sound(amount, fee, matches, act.currency)
    day = await posting_day(act, received_on)
    there = await _recorded_for(act, origin)
    if there is not None:
        return there
    party = await _paying(act, customer)
    bank = await _bank_account(act, bank_account)
    items = await locked_items(act, [match.invoice for match in matches]) if matches else {}
    pairs = pairs_of(
        matches, items, customer=party.id, available=amount + fee, currency=act.currency, on=received_on
    )
    receipt = new_id()
    row = {
        "id": receipt,
        "company": act.company,
        "number": await next_number(act, "receipt", received_on),
        "customer": party.id,
        "received_on": received_on,
        "bank_account": bank["id"],
        "amount": amount,
        "fee": fee,
        "currency": act.currency,
        "memo": memo,
        "origin": origin or f"receipt:{receipt}",
        "recorded_at": act.at,
        "returns": None,
    }
    await act.tx.insert(tables.Receipt, [row])
    await _settle(act, row, party.name, pairs)
    await _post(act, day, row, bank["account"], pairs)
    return receipt


async def _paying(act: Act, customer: UUID) -> masterdata.PartyRow:
    party = (await masterdata.parties(act.tx, [customer]))[customer]
    if not party.is_customer:
        raise NotACustomer(party.number)
    return party


def _require_sound(amount: Decimal, fee: Decimal, matches: list[ReceiptMatch], currency: str) -> None:
    if amount <= 0:
        raise BadInput("amount", "AMOUNT_NOT_POSITIVE", given=amount)
    if fee < 0:
        raise BadInput("fee", "NEGATIVE", given=fee)
    for field, given in (("amount", amount), ("fee", fee)):
        require_coins(field, given, currency)
    if len(matches) > MATCH_LIMIT:
        raise TooLong("matches", MATCH_LIMIT, given=len(matches))


async def _recorded_for(act: Act, origin: str | None) -> UUID | None:
    if origin is None:
        return None
    return await act.tx.value(
        "SELECT id FROM accounting.receipt WHERE company = $1 AND origin = $2", act.company, origin
    )


async def _bank_account(act: Act, bank_account: UUID | None) -> Mapping[str, UUID]:
    found = await act.tx.row(
        """SELECT id, account FROM accounting.bank_account WHERE company = $1 AND is_active
           AND CASE WHEN $2::uuid IS NULL THEN is_default ELSE id = $2 END""",
        act.company,
        bank_account,
    )
    if found is None:
        raise NotFound("BankAccount", bank_account, field="bankAccount")
    return found


async def _settle(act: Act, row: dict[str, Any], name: str, pairs: list[Pair]) -> None:
    """All of it is open at first; what it is set against takes its part. Tells `PaymentReceived`."""
    receipt, customer, on = row["id"], row["customer"], row["received_on"]
    whole = row["amount"] + row["fee"]
    header = row | {"issued_on": on, "due_on": on}
    advance = await write_open_item(act, kind=OpenItemKind.ADVANCE, header=header, amount=whole)
    item = Item(advance, receipt, row["number"], customer, OpenItemKind.ADVANCE, whole, whole, on)
    await settle(act, credit=item, pairs=pairs, on=on)
    paid = tuple(each.document for each, _ in pairs)
    await register_document(
        act,
        kind="receipt",
        id=receipt,
        number=row["number"],
        on=on,
        title=name,
        party=customer,
        amount=row["amount"],
        causes=paid,
    )
    told = PaymentReceived(receipt=receipt, customer=customer, received_on=on, invoices=paid)
    await record(act, told, subject=receipt)


async def _post(act: Act, day: PostingDay, row: dict[str, Any], bank: UUID, pairs: list[Pair]) -> None:
    """Bank and fee against receivables and, for what is set against none, advances received."""
    accounts, currency, customer = await posting_accounts(act), act.currency, row["customer"]
    lines = [debit(bank, row["amount"], currency)]
    if row["fee"]:
        lines.append(debit(accounts[PostingPurpose.BANK_FEE], row["fee"], currency))
    lines += [
        credit(accounts[PostingPurpose.RECEIVABLE], part, currency, party=customer, memo=item.number)
        for item, part in pairs
    ]
    rest = row["amount"] + row["fee"] - sum((part for _, part in pairs), ZERO)
    if rest:
        lines.append(credit(accounts[PostingPurpose.ADVANCE_RECEIVED], rest, currency, party=customer))
    await put_in_books(
        act,
        day=day,
        description=row["number"],
        lines=lines,
        origin=f"receipt:{row['id']}",
        cause=row["id"],
    )
