"""Record a receipt: money of a customer came in, and pays what it is set against; the rest is an advance."""

from datetime import date
from decimal import Decimal
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
from modules.accounting.rules.ledger import Line, credit, debit, without_zeros
from modules.accounting.settling import Item, Pair, ReceiptMatch, locked_items, pairs_of, settle
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
    _require_sound(amount, fee, matches)
    day = await posting_day(act, received_on)
    if origin is not None:
        there = await act.tx.value(
            "SELECT id FROM accounting.receipt WHERE company = $1 AND origin = $2", act.company, origin
        )
        if there is not None:
            return there
    party = (await masterdata.parties(act.tx, [customer]))[customer]
    if not party.is_customer:
        raise NotACustomer(party.number)
    bank = await _bank_account(act, bank_account)
    items = await locked_items(act, [match.invoice for match in matches]) if matches else {}
    pairs = pairs_of(matches, items, customer=party.id, available=amount + fee, on=received_on)

    receipt = new_id()
    number = await next_number(act, "receipt", received_on)
    await act.tx.insert(
        tables.Receipt,
        [
            {
                "id": receipt,
                "company": act.company,
                "number": number,
                "customer": party.id,
                "received_on": received_on,
                "bank_account": bank["id"],
                "amount": amount,
                "fee": fee,
                "currency": act.currency,
                "memo": memo,
                "origin": origin or f"receipt:{receipt}",
                "recorded_at": act.at,
            }
        ],
    )
    header = {
        "id": receipt,
        "number": number,
        "customer": party.id,
        "issued_on": received_on,
        "due_on": received_on,
    }
    advance = await write_open_item(act, kind=OpenItemKind.ADVANCE, header=header, amount=amount + fee)
    item = Item(
        advance, receipt, number, party.id, OpenItemKind.ADVANCE, amount + fee, amount + fee, received_on
    )
    await settle(act, credit=item, pairs=pairs, on=received_on)
    await register_document(
        act,
        kind="receipt",
        id=receipt,
        number=number,
        on=received_on,
        title=party.name,
        party=party.id,
        amount=amount,
        causes=[item.document for item, _ in pairs],
    )
    lines = await _lines(act, bank["account"], party.id, amount, fee, pairs)
    await _post(act, day, number, receipt, lines)
    told = PaymentReceived(
        receipt=receipt,
        customer=party.id,
        received_on=received_on,
        invoices=tuple(item.document for item, _ in pairs),
    )
    await record(act, told, subject=receipt)
    return receipt


def _require_sound(amount: Decimal, fee: Decimal, matches: list[ReceiptMatch]) -> None:
    if amount <= 0:
        raise BadInput("amount", "AMOUNT_NOT_POSITIVE", given=amount)
    if fee < 0:
        raise BadInput("fee", "NEGATIVE", given=fee)
    if len(matches) > MATCH_LIMIT:
        raise TooLong("matches", MATCH_LIMIT, given=len(matches))


async def _bank_account(act: Act, bank_account: UUID | None):
    found = await act.tx.row(
        """SELECT id, account FROM accounting.bank_account WHERE company = $1 AND is_active
           AND CASE WHEN $2::uuid IS NULL THEN is_default ELSE id = $2 END""",
        act.company,
        bank_account,
    )
    if found is None:
        raise NotFound("BankAccount", bank_account, field="bank_account")
    return found


async def _lines(
    act: Act, bank: UUID, customer: UUID, amount: Decimal, fee: Decimal, pairs: list[Pair]
) -> tuple[Line, ...]:
    accounts, currency = await posting_accounts(act), act.currency
    lines = [debit(bank, amount, currency)]
    if fee:
        lines.append(debit(accounts[PostingPurpose.BANK_FEE], fee, currency))
    lines += [
        credit(accounts[PostingPurpose.RECEIVABLE], part, currency, party=customer, memo=item.number)
        for item, part in pairs
    ]
    rest = amount + fee - sum((part for _, part in pairs), ZERO)
    if rest:
        lines.append(credit(accounts[PostingPurpose.ADVANCE_RECEIVED], rest, currency, party=customer))
    return without_zeros(lines)


async def _post(act: Act, day: PostingDay, number: str, receipt: UUID, lines: tuple[Line, ...]) -> None:
    await put_in_books(
        act, day=day, description=number, lines=lines, origin=f"receipt:{receipt}", cause=receipt
    )
