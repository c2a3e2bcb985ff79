"""Receiving money of a customer (入金): what came in pays what it is set against; the rest is an advance.

The one path for receipts that a person records and for those that a line of a bank statement brings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO
from erp.kernel.numbering import next_number
from erp.kernel.outbox import record
from erp.kernel.register import register_document
from modules.accounting import tables
from modules.accounting.events import PaymentReceived
from modules.accounting.fees import fee_lines
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
from modules.accounting.states import FeeTreatment, OpenItemKind, PostingPurpose

MATCH_LIMIT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """Money of a customer: how much, and all that pays debts beside it."""

    customer: UUID
    received_on: date
    amount: Decimal
    fee: Decimal = ZERO
    fee_as: FeeTreatment = FeeTreatment.BANK_FEE
    difference: Decimal = ZERO
    difference_account: UUID | None = None
    bank_account: UUID | None = None
    taken_from: UUID | None = None
    matches: list[ReceiptMatch] = field(default_factory=list)
    memo: str | None = None
    origin: str | None = None

    @property
    def whole(self) -> Decimal:
        """What debts are paid with."""
        return self.amount + self.fee + self.difference


async def receive(act: Act, money: Incoming) -> UUID:
    """Write the receipt, settle what it is for, post it; the same origin again answers what is there."""
    _require_sound(money, act.currency)
    day = await posting_day(act, money.received_on)
    there = await _recorded_for(act, money.origin)
    if there is not None:
        return there
    party = await _paying(act, money.customer)
    bank = await _bank_account(act, money.bank_account)
    items = await locked_items(act, [match.invoice for match in money.matches]) if money.matches else {}
    pairs = pairs_of(
        money.matches,
        items,
        customer=party.id,
        available=money.whole,
        currency=act.currency,
        on=money.received_on,
    )
    receipt = new_id()
    row = {
        "id": receipt,
        "company": act.company,
        "number": await next_number(act, "receipt", money.received_on),
        "customer": party.id,
        "received_on": money.received_on,
        "bank_account": bank["id"],
        "amount": money.amount,
        "fee": money.fee,
        "currency": act.currency,
        "memo": money.memo,
        "origin": money.origin or f"receipt:{receipt}",
        "recorded_at": act.at,
        "returns": None,
        "fee_as": money.fee_as.value,
        "taken_from": money.taken_from,
        "difference": money.difference,
        "difference_account": money.difference_account,
    }
    await act.tx.insert(tables.Receipt, [row])
    await _settle(act, row, party.name, money.whole, pairs)
    await _post(act, day, row, money, bank["account"], pairs)
    return receipt


async def _paying(act: Act, customer: UUID) -> masterdata.PartyRow:
    party = (await masterdata.parties(act.tx, [customer]))[customer]
    if not party.is_customer:
        raise NotACustomer(party.number)
    return party


def _require_sound(money: Incoming, currency: str) -> None:
    if money.amount <= 0:
        raise BadInput("amount", "AMOUNT_NOT_POSITIVE", given=money.amount)
    if money.fee < 0:
        raise BadInput("fee", "NEGATIVE", given=money.fee)
    for part, given in (("amount", money.amount), ("fee", money.fee), ("difference", money.difference)):
        require_coins(part, given, currency)
    if money.difference and money.difference_account is None:
        raise BadInput("differenceAccount", "EMPTY")
    if money.whole <= 0:
        raise BadInput("difference", "AMOUNT_NOT_POSITIVE", given=money.whole)
    if len(money.matches) > MATCH_LIMIT:
        raise TooLong("matches", MATCH_LIMIT, given=len(money.matches))


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


async def _settle(act: Act, row: dict[str, Any], name: str, whole: Decimal, pairs: list[Pair]) -> None:
    """All of it is open at first; what it is set against takes its part. Tells `PaymentReceived`."""
    receipt, customer, on = row["id"], row["customer"], row["received_on"]
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


async def _post(
    act: Act, day: PostingDay, row: dict[str, Any], money: Incoming, bank: UUID, pairs: list[Pair]
) -> None:
    """Bank, fee and difference against receivables and, for what is set against none, advances received."""
    accounts, currency, customer = await posting_accounts(act), act.currency, row["customer"]
    lines = [debit(money.taken_from or bank, money.amount, currency)]
    if money.fee:
        lines += await fee_lines(act, money.fee, money.fee_as, [item.document for item, _ in pairs], customer)
    if money.difference and money.difference_account:
        side = debit if money.difference > 0 else credit
        lines.append(side(money.difference_account, abs(money.difference), currency, party=customer))
    lines += [
        credit(accounts[PostingPurpose.RECEIVABLE], part, currency, party=customer, memo=item.number)
        for item, part in pairs
    ]
    rest = money.whole - sum((part for _, part in pairs), ZERO)
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
