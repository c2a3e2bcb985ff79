"""What the books begin with: a balanced list of accounts, and what customers still owe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused, TooLong
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import ZERO, Money
from erp.kernel.register import register_document
from modules.accounting import tables
from modules.accounting.invoicing import write_open_item
from modules.accounting.lines import EntryLine, debit
from modules.accounting.posting import book_entry
from modules.accounting.queries import posting_accounts
from modules.accounting.states import EntryKind, OpenItemKind, PostingPurpose

MOST_ROWS = 5000


class OpeningThere(Refused):
    """The books have their opening balances; undo them in order to enter others."""

    def __init__(self, starts_on: date) -> None:
        super().__init__(starts_on=starts_on)


class ReceivableByItems(Refused):
    """What customers owe is entered invoice by invoice, so that it can be matched."""

    def __init__(self, line: int) -> None:
        super().__init__(field=f"lines.{line}.account")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningItemDraft:
    """A customer's invoice of the time before that he still has to pay, with what is open of it."""

    party: UUID
    number: str
    issued_on: date
    due_on: date
    amount: Money


async def write_opening(
    act: Act, starts_on: date, lines: Sequence[EntryLine], items: Sequence[OpeningItemDraft]
) -> UUID:
    """The opening entry, and an open item for each invoice."""
    await lock_name(act, "opening_balance", act.company)
    there = await act.tx.value(
        "SELECT starts_on FROM accounting.opening_balance WHERE company = $1 AND undone_by IS NULL",
        act.company,
    )
    if there is not None:
        raise OpeningThere(there)
    receivable = (await posting_accounts(act))[PostingPurpose.RECEIVABLE]
    _require_sound(lines, items, receivable)
    await masterdata.parties(act.tx, [item.party for item in items])
    opening = new_id()
    entry = await book_entry(
        act,
        on=starts_on,
        description="期首残高",
        lines=[*lines, *_owed(receivable, items)],
        cause=opening,
        kind=EntryKind.OPENING,
    )
    row = {
        "id": opening,
        "company": act.company,
        "starts_on": starts_on,
        "entry": entry,
        "entered_by": act.actor,
        "entered_at": act.at,
        "undone_by": None,
        "reason": None,
    }
    await act.tx.insert(tables.OpeningBalance, [row])
    for item in items:
        await write_item(act, opening, starts_on, vars_of(item))
    return opening


def vars_of(item: OpeningItemDraft) -> dict[str, Any]:
    """The item as its row."""
    return {
        "party": item.party,
        "number": item.number.strip(),
        "issued_on": item.issued_on,
        "due_on": item.due_on,
        "amount": item.amount,
    }


async def write_item(
    act: Act, opening: UUID, on: date, item: dict[str, Any], *, is_reverse: bool = False
) -> UUID:
    """One invoice of the time before with its open item; a reverse stands on the other side."""
    key = new_id()
    own = {"id": key, "company": act.company, "opening": opening, "is_reverse": is_reverse}
    await act.tx.insert(tables.OpeningItem, [own | item])
    await register_document(
        act,
        kind="opening_item",
        id=key,
        number=item["number"],
        on=on,
        title="期首残高",
        party=item["party"],
        amount=item["amount"],
    )
    header = {
        "id": key,
        "customer": item["party"],
        "number": item["number"],
        "issued_on": on,
        "due_on": item["due_on"],
    }
    kind = OpenItemKind.CREDIT if is_reverse else OpenItemKind.RECEIVABLE
    await write_open_item(act, kind=kind, header=header, amount=item["amount"])
    return key


def _owed(receivable: UUID, items: Sequence[OpeningItemDraft]) -> list[EntryLine]:
    sums: dict[UUID, Decimal] = {}
    for item in items:
        sums[item.party] = sums.get(item.party, ZERO) + item.amount
    return [debit(receivable, amount, party=party) for party, amount in sums.items()]


def _require_sound(lines: Sequence[EntryLine], items: Sequence[OpeningItemDraft], receivable: UUID) -> None:
    if len(lines) + len(items) > MOST_ROWS:
        raise TooLong("lines", MOST_ROWS, given=len(lines) + len(items))
    for at, line in enumerate(lines):
        if line.account == receivable:
            raise ReceivableByItems(at)
    for at, item in enumerate(items):
        if item.amount <= 0:
            raise BadInput(f"items.{at}.amount", "AMOUNT_NOT_POSITIVE", given=item.amount)
        if not item.number.strip():
            raise BadInput(f"items.{at}.number", "EMPTY")
        if item.due_on < item.issued_on:
            raise BadInput(f"items.{at}.dueOn", "BEFORE_INVOICE", issued_on=item.issued_on)
