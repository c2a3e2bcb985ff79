"""A credit note in another currency against invoices in it: what their rates make is a gain or a loss."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO
from modules import accounting
from modules.accounting import OpenItemKind, PostingPurpose, credit, debit
from modules.payables import tables
from modules.payables.rules.exchange import share_of

ENTRIES = """
    SELECT e.id, e.origin, i.kind, i.amount FROM accounting.journal_entry e
    JOIN accounting.open_item i ON i.document = e.id
    WHERE e.company = $1 AND e.cause = $2 AND e.origin LIKE 'credit_offset:%'
      AND NOT EXISTS (SELECT FROM accounting.journal_entry u
                      WHERE u.company = e.company AND u.origin = 'undo:' || e.origin)
"""
SETTLED = """
    SELECT supplier_invoice, sum(amount) AS amount, sum(booked) AS booked, sum(paid) AS paid
    FROM payables.foreign_settlement WHERE credit_note = $1 GROUP BY supplier_invoice HAVING sum(amount) <> 0
"""


@dataclass(frozen=True, slots=True)
class Offset:
    """So much of an invoice, what that was booked at, and what the credit for it was booked at."""

    invoice: UUID
    amount: Decimal
    owed: Decimal
    credited: Decimal


def offsets_of(
    act: Act,
    note: Mapping[str, Any],
    known: Mapping[UUID, Mapping[str, Any]],
    wanted: Sequence[tuple[UUID, Decimal | None]],
) -> list[Offset]:
    """What is set against what, in the currency of the note; refuses more than is open of either."""
    left, booked = note["foreign_open"], note["booked_open"]
    found: list[Offset] = []
    for at, (invoice, given) in enumerate(wanted):
        row = known.get(invoice)
        if row is None or row["currency"] != note["currency"]:
            own = {"number": note["number"], "currency": note["currency"]}
            raise BadInput(f"matches.{at}.invoice", "OTHER_CURRENCY", **own)
        if any(each.invoice == invoice for each in found):
            raise BadInput(f"matches.{at}.invoice", "TWICE", number=row["number"])
        amount = min(row["foreign_open"], left) if given is None else given
        accounting.require_coins(f"matches.{at}.amount", amount, note["currency"])
        if not 0 < amount <= min(row["foreign_open"], left):
            there = min(row["foreign_open"], left)
            raise BadInput(f"matches.{at}.amount", "MORE_THAN_THERE_IS", given=amount, left=there)
        owed = share_of(amount, row["foreign_open"], row["booked_open"], act.currency)
        credited = share_of(amount, left, booked, act.currency)
        found.append(Offset(invoice, amount, owed, credited))
        left, booked = left - amount, booked - credited
    return found


async def set_against(act: Act, note: Mapping[str, Any], offsets: Sequence[Offset], on: date) -> None:
    """Both sides are settled in their currency; in ours the difference of the two rates settles the rest."""
    both = {each.invoice: min(each.owed, each.credited) for each in offsets}
    amounts = {invoice: amount for invoice, amount in both.items() if amount}
    if amounts:
        await accounting.settle_payables(act, credit=note["id"], amounts=amounts, on=on)
    gains = {each.invoice: each.owed - each.credited for each in offsets if each.owed > each.credited}
    if gains:
        entry = await _book(act, note, sum(gains.values(), ZERO), on, OpenItemKind.SUPPLIER_CREDIT)
        await accounting.settle_payables(act, credit=entry, amounts=gains, on=on)
    loss = sum((max(each.credited - each.owed, ZERO) for each in offsets), ZERO)
    if loss:
        entry = await _book(act, note, loss, on, OpenItemKind.PAYABLE)
        await accounting.settle_payables(act, credit=note["id"], amounts={entry: loss}, on=on)
    whole = Offset(
        note["id"],
        sum((each.amount for each in offsets), ZERO),
        sum((each.credited for each in offsets), ZERO),
        sum((each.owed for each in offsets), ZERO),
    )
    await _write(act, note["id"], [*offsets, whole], on)


async def take_apart(act: Act, note: UUID, on: date, reason: str) -> bool:
    """Open again what a foreign credit note had settled, and answer its gains and losses."""
    rows = await act.tx.rows(SETTLED, note)
    undone = [Offset(row["supplier_invoice"], -row["amount"], -row["booked"], -row["paid"]) for row in rows]
    for entry in await act.tx.rows(ENTRIES, act.company, note):
        kind = OpenItemKind(entry["kind"])
        if kind is OpenItemKind.SUPPLIER_CREDIT:
            await accounting.release_payables(act, credit=entry["id"], on=on, reason=reason)
        other = OpenItemKind.PAYABLE if kind is OpenItemKind.SUPPLIER_CREDIT else OpenItemKind.SUPPLIER_CREDIT
        head = await act.tx.row("SELECT * FROM payables.supplier_invoice WHERE id = $1", note)
        assert head is not None
        answer = await _book(act, head, entry["amount"], on, other, undoes=entry["origin"])
        gain = kind is OpenItemKind.SUPPLIER_CREDIT
        source, debt = (entry["id"], answer) if gain else (answer, entry["id"])
        await accounting.settle_payables(act, credit=source, amounts={debt: entry["amount"]}, on=on)
    await _write(act, note, undone, on)
    return bool(undone)


async def _book(
    act: Act,
    note: Mapping[str, Any],
    amount: Decimal,
    on: date,
    kind: OpenItemKind,
    *,
    undoes: str | None = None,
) -> UUID:
    """The entry of a gain or a loss, with the item by which it settles; an answer uses the same account."""
    accounts = await accounting.posting_accounts(act)
    lowers = kind is OpenItemKind.SUPPLIER_CREDIT
    is_gain = lowers != bool(undoes)
    account = accounts[PostingPurpose.EXCHANGE_GAIN if is_gain else PostingPurpose.EXCHANGE_LOSS]
    owed, other = (debit, credit) if lowers else (credit, debit)
    entry = await accounting.post_entry(
        act=act,
        on=on,
        description=note["number"],
        lines=[
            owed(accounts[PostingPurpose.PAYABLE], amount, act.currency, party=note["supplier"]),
            other(account, amount, act.currency),
        ],
        origin=f"undo:{undoes}" if undoes else f"credit_offset:{new_id()}",
        cause=note["id"],
    )
    await accounting.open_payable(
        act,
        accounting.PayableItem(
            kind=kind,
            document=entry,
            number=note["number"],
            supplier=note["supplier"],
            opened_on=on,
            due_on=on,
            amount=amount,
        ),
    )
    return entry


async def _write(act: Act, note: UUID, offsets: Sequence[Offset], on: date) -> None:
    await act.tx.insert(
        tables.ForeignSettlement,
        [
            {
                "id": new_id(),
                "company": act.company,
                "payment": None,
                "credit_note": note,
                "supplier_invoice": each.invoice,
                "settled_on": on,
                "amount": each.amount,
                "booked": each.owed,
                "paid": each.credited,
            }
            for each in offsets
        ],
    )
