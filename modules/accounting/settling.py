"""Setting credits against debts (消込): the one path on which the remainder of an open item moves.

The rows are locked in key order before anything is read, and each change says in the same statement that it
may not go below nothing or above the whole; the CHECK on the table says it once more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.digits import TooManyDecimals
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows
from erp.kernel.money import ZERO, Money, quantize
from erp.kernel.outbox import record
from modules.accounting import tables
from modules.accounting.events import ReceivableReopened, ReceivableSettled
from modules.accounting.states import OpenItemKind


class OverMatched(Refused):
    """More is set against the document than is open of it."""

    def __init__(self, number: str, wanted: Decimal, open: Decimal, *, field: str | None = None) -> None:
        super().__init__(field=field, number=number, wanted=wanted, open=open)


class OtherCustomer(Refused):
    """The money of one customer is not set against the debt of another."""

    def __init__(self, number: str, *, field: str | None = None) -> None:
        super().__init__(field=field, number=number)


class MatchedTooEarly(Refused):
    """A document is matched on its own day or later."""

    def __init__(self, number: str, opened_on: date, *, field: str | None = None) -> None:
        super().__init__(field=field, number=number, opened_on=opened_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptMatch:
    """So much is set against this invoice; without an amount, as much as is open and there is."""

    invoice: UUID
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An open item as it was when its lock was taken; `party` is who stands for the customer today."""

    id: UUID
    document: UUID
    number: str
    party: UUID
    kind: OpenItemKind
    amount: Decimal
    open_amount: Decimal
    opened_on: date
    origin: str | None = None


ITEMS = """
    SELECT i.id, coalesce(p.merged_into, p.id) AS party, v.origin
    FROM accounting.open_item i
    JOIN masterdata.party p ON p.id = i.party
    LEFT JOIN accounting.invoice v ON v.id = i.document
    WHERE i.company = $1 AND (i.document = ANY($2::uuid[]) OR i.id = ANY($3::uuid[]))
"""

Pair = tuple[Item, Decimal]


async def locked_items(
    act: Act, documents: Iterable[UUID], *, items: Iterable[UUID] = ()
) -> dict[UUID, Item]:
    """The open items of these documents, or these items themselves, held until the end; by document."""
    found = await act.tx.rows(ITEMS, act.company, list(documents), list(items))
    # Only what never changes is taken from the first look; the amounts are those under the lock.
    fixed = {row["id"]: row for row in found}
    rows = await lock_rows(act, tables.OpenItem, fixed)
    return {
        row["document"]: Item(
            id=row["id"],
            document=row["document"],
            number=row["number"],
            party=fixed[row["id"]]["party"],
            kind=OpenItemKind(row["kind"]),
            amount=row["amount"],
            open_amount=row["open_amount"],
            opened_on=row["opened_on"],
            origin=fixed[row["id"]]["origin"],
        )
        for row in rows
    }


def require_coins(field: str, amount: Decimal, currency: str) -> None:
    """Money that changes hands is counted in whole coins; half a yen is refused, never rounded."""
    try:
        quantize(amount, currency)
    except TooManyDecimals as error:
        raise BadInput(field, error.reason, given=amount, currency=currency) from None


def pairs_of(
    matches: Sequence[ReceiptMatch],
    items: dict[UUID, Item],
    *,
    customer: UUID,
    available: Decimal,
    currency: str,
    on: date,
) -> list[Pair]:
    """Which item gets how much; refuses strangers, what is not open, and more than there is."""
    pairs: list[Pair] = []
    left = available
    seen: set[UUID] = set()
    for at, match in enumerate(matches):
        item = items.get(match.invoice)
        if item is None or item.kind is not OpenItemKind.RECEIVABLE:
            raise NotFound("Invoice", match.invoice, field=f"matches.{at}.invoice")
        if item.party != customer:
            raise OtherCustomer(item.number, field=f"matches.{at}.invoice")
        if on < item.opened_on:
            # On every day the open items add up to their account, so nothing pays a debt before there is one.
            raise MatchedTooEarly(item.number, item.opened_on, field=f"matches.{at}.invoice")
        if match.invoice in seen:
            raise BadInput(f"matches.{at}.invoice", "TWICE", number=item.number)
        seen.add(match.invoice)
        amount = min(item.open_amount, left) if match.amount is None else match.amount
        if amount < 0 or (match.amount is not None and amount == 0):
            raise BadInput(f"matches.{at}.amount", "AMOUNT_NOT_POSITIVE", given=amount)
        require_coins(f"matches.{at}.amount", amount, currency)
        if amount > item.open_amount:
            raise OverMatched(item.number, amount, item.open_amount, field=f"matches.{at}.amount")
        if amount > left:
            raise BadInput(f"matches.{at}.amount", "MORE_THAN_THERE_IS", given=amount, left=left)
        left -= amount
        if amount:
            pairs.append((item, amount))
    return pairs


async def settle(act: Act, *, credit: Item, pairs: Sequence[Pair], on: date) -> Decimal:
    """Set a credit against locked receivables; answers how much in all. Tells what is settled now."""
    if not pairs:
        return ZERO
    whole = sum((amount for _, amount in pairs), ZERO)
    await _move(act, [(item.id, -amount) for item, amount in pairs] + [(credit.id, -whole)])
    await act.tx.insert(
        tables.Matching,
        [_row(act, receivable=item.id, credit=credit.id, amount=amount, on=on) for item, amount in pairs],
    )
    for item, amount in pairs:
        if amount == item.open_amount and item.origin:
            told = ReceivableSettled(invoice=item.document, customer=item.party, origin=item.origin)
            await record(act, told, subject=item.document)
    return whole


async def unsettle(
    act: Act, *, receivable: Item, credit: Item, amount: Decimal, on: date, matching: UUID, reason: str
) -> UUID:
    """Take one matching back: both items are open again by that much."""
    await _move(act, [(receivable.id, amount), (credit.id, amount)])
    row = _row(
        act, receivable=receivable.id, credit=credit.id, amount=amount, on=on, undoes=matching, reason=reason
    )
    await act.tx.insert(tables.Matching, [row])
    if receivable.open_amount == 0 and receivable.origin:
        reopened = ReceivableReopened(
            invoice=receivable.document, customer=receivable.party, origin=receivable.origin
        )
        await record(act, reopened, subject=receivable.document)
    return row["id"]


async def _move(act: Act, changes: list[tuple[UUID, Decimal]]) -> None:
    moved = await act.tx.run(
        """UPDATE accounting.open_item AS i SET open_amount = i.open_amount + t.change
           FROM unnest($1::uuid[], $2::numeric[]) AS t(id, change)
           WHERE i.id = t.id AND i.open_amount + t.change BETWEEN 0 AND i.amount""",
        [item for item, _ in changes],
        [change for _, change in changes],
    )
    if moved != len(changes):
        raise BadInput("matches", "NOT_OPEN_ANY_MORE")


def _row(
    act: Act,
    *,
    receivable: UUID,
    credit: UUID,
    amount: Decimal,
    on: date,
    undoes: UUID | None = None,
    reason: str | None = None,
) -> dict:
    return {
        "id": new_id(),
        "company": act.company,
        "receivable": receivable,
        "credit": credit,
        "amount": amount,
        "currency": act.currency,
        "matched_on": on,
        "matched_at": act.at,
        "undoes": undoes,
        "reason": reason,
    }
