"""Open items on the suppliers' side (買掛金): what we owe, what was credited, and money that went out.

On every day what is open of `PAYABLE` less what is open of `SUPPLIER_CREDIT` is the balance of the payable
account. A payment takes its part of the payables at once and is itself never open; one that came back is
answered by an item that takes it up again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.money import ZERO
from modules.accounting.invoicing import write_open_item
from modules.accounting.settling import (
    Item,
    MatchedTooEarly,
    OverMatched,
    locked_items,
    require_coins,
    settle,
    unsettle,
)
from modules.accounting.states import OpenItemKind

SUPPLIERS_SIDE = frozenset(
    {
        OpenItemKind.PAYABLE,
        OpenItemKind.SUPPLIER_CREDIT,
        OpenItemKind.PAYMENT,
        OpenItemKind.PAYMENT_RETURNED,
    }
)
MATCHED = """
    SELECT m.id, m.receivable, m.credit, m.amount FROM accounting.matching m
    JOIN accounting.open_item i ON i.id = m.credit
    WHERE i.document = $1 AND m.company = $2 AND m.undoes IS NULL
      AND NOT EXISTS (SELECT FROM accounting.matching u WHERE u.undoes = m.id)
    ORDER BY m.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayableItem:
    """A document of a supplier's, as it comes to stand open."""

    kind: OpenItemKind
    document: UUID
    number: str
    supplier: UUID
    opened_on: date
    due_on: date
    amount: Decimal


async def open_payable(act: Act, item: PayableItem) -> UUID:
    """All of the document is open from its day on."""
    if item.kind not in SUPPLIERS_SIDE:
        raise ValueError(f"{item.kind} is not on the suppliers' side")
    header = {
        "id": item.document,
        "customer": item.supplier,
        "number": item.number,
        "issued_on": item.opened_on,
        "due_on": item.due_on,
    }
    return await write_open_item(act, kind=item.kind, header=header, amount=item.amount)


async def locked_payables(act: Act, documents: Iterable[UUID]) -> dict[UUID, Item]:
    """What is open of these documents of suppliers, held until the end; by document."""
    found = await locked_items(act, documents)
    return {document: item for document, item in found.items() if item.kind in SUPPLIERS_SIDE}


async def settle_payables(act: Act, *, credit: UUID, amounts: Mapping[UUID, Decimal], on: date) -> None:
    """Set a payment or a supplier's credit against what we owe; refuses more than is open of either."""
    items = await locked_payables(act, [credit, *amounts])
    for document in (credit, *amounts):
        if document not in items:
            raise NotFound("OpenItem", document)
        if on < items[document].opened_on:
            raise MatchedTooEarly(items[document].number, items[document].opened_on, field="on")
    pairs = []
    for document, amount in amounts.items():
        item = items[document]
        require_coins("amount", amount, act.currency)
        if amount <= 0 or amount > item.open_amount:
            raise OverMatched(item.number, amount, item.open_amount, field="amount")
        pairs.append((item, amount))
    source, whole = items[credit], sum(amounts.values(), ZERO)
    if whole > source.open_amount:
        raise OverMatched(source.number, whole, source.open_amount, field="amount")
    await settle(act, credit=source, pairs=pairs, on=on)


async def release_payables(act: Act, *, credit: UUID, on: date, reason: str) -> dict[UUID, Decimal]:
    """Take back all that a payment or a credit is set against; answers how much of which document is open
    again.
    """
    rows: list[Any] = list(await act.tx.rows(MATCHED, credit, act.company))
    held = await locked_items(act, [], items=[row[side] for row in rows for side in ("receivable", "credit")])
    released: dict[UUID, Decimal] = {}
    for row in rows:
        by_id = {item.id: item for item in held.values()}
        debt = by_id[row["receivable"]]
        await unsettle(
            act,
            receivable=debt,
            credit=by_id[row["credit"]],
            amount=row["amount"],
            on=on,
            matching=row["id"],
            reason=reason,
        )
        released[debt.document] = released.get(debt.document, ZERO) + row["amount"]
    return released
