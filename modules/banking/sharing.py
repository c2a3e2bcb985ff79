"""Whose money a line is: one customer's, or that of several for whom one of them pays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import ZERO, Money
from modules import accounting
from modules.accounting import ReceiptMatch
from modules.banking import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose money a line is, and what it pays; with `for_others` also what other customers owe."""

    customer: UUID
    matches: list[ReceiptMatch]
    fee: Decimal = ZERO
    difference: Decimal = ZERO
    difference_account: UUID | None = None
    on: date | None = None
    score: int | None = None
    reasons: Sequence[str] = ()
    note: str | None = None
    automatic: bool = False
    for_others: bool = False


@dataclass(slots=True)
class Share:
    """One customer's part of the money: fee and difference stand with the payer where he has a part."""

    customer: UUID
    amount: Decimal
    matches: list[ReceiptMatch] = field(default_factory=list)
    fee: Decimal = ZERO
    difference: Decimal = ZERO


async def shares_of(act: Act, amount: Decimal, wanted: Wanted) -> list[Share]:
    """The parts, the payer's own first; they come to the amount, and what pays no invoice stays his."""
    alone = Share(wanted.customer, amount, wanted.matches, wanted.fee, wanted.difference)
    if not wanted.for_others or not wanted.matches:
        return [alone]
    items = await accounting.locked_items(act, [match.invoice for match in wanted.matches])
    owners = await _owners(act, wanted.customer)
    whole = amount + wanted.fee + wanted.difference
    left, found = whole, dict[UUID, Share]()
    for at, match in enumerate(wanted.matches):
        item = items.get(match.invoice)
        if item is None:
            raise NotFound("Invoice", match.invoice, field=f"matches.{at}.invoice")
        part = min(item.open_amount, max(left, ZERO)) if match.amount is None else match.amount
        if part <= 0:
            raise BadInput(f"matches.{at}.amount", "AMOUNT_NOT_POSITIVE", given=part)
        left -= part
        if left < 0:
            raise BadInput(f"matches.{at}.amount", "MORE_THAN_THERE_IS", given=part, left=left + part)
        owner = wanted.customer if item.party in owners else item.party
        share = found.setdefault(owner, Share(owner, ZERO))
        share.amount += part
        share.matches.append(ReceiptMatch(invoice=match.invoice, amount=Money(part)))
    if left or not found:
        found.setdefault(wanted.customer, Share(wanted.customer, ZERO)).amount += left
    shares = sorted(found.values(), key=lambda share: share.customer != wanted.customer)
    first = shares[0]
    first.fee, first.difference = wanted.fee, wanted.difference
    first.amount -= wanted.fee + wanted.difference
    return shares


async def _owners(act: Act, customer: UUID) -> set[UUID]:
    """The payer under every name that was merged into him."""
    return {
        row["id"]
        for row in await act.tx.rows(
            "SELECT id FROM masterdata.party WHERE id = $1 OR merged_into = $1", customer
        )
    }


async def keep_shares(act: Act, match: UUID, payer: UUID, shares: Sequence[tuple[Share, UUID]]) -> None:
    """Write down who got which receipt, and learn for whom this payer pays."""
    rows = [
        {
            "id": new_id(),
            "company": act.company,
            "statement_match": match,
            "line_no": line_no,
            "customer": share.customer,
            "receipt": receipt,
            "amount": share.amount,
        }
        for line_no, (share, receipt) in enumerate(shares, 1)
    ]
    await act.tx.insert(tables.MatchShare, rows)
    for share, _ in shares:
        if share.customer != payer:
            await agree(act, payer, share.customer)


async def agree(act: Act, payer: UUID, customer: UUID) -> UUID:
    """From now on the payer is thought of for what this customer owes; answers what is kept of it."""
    await lock_name(act, "paid_for", act.company, payer)
    there: UUID | None = await act.tx.value(
        """SELECT id FROM banking.paid_for
           WHERE company = $1 AND payer = $2 AND customer = $3 AND is_active""",
        act.company,
        payer,
        customer,
    )
    if there is not None:
        return there
    made = new_id()
    row = {
        "id": made,
        "company": act.company,
        "payer": payer,
        "customer": customer,
        "agreed_by": act.actor,
        "agreed_at": act.at,
        "is_active": True,
        "ended_at": None,
        "reason": None,
    }
    await act.tx.insert(tables.PaidFor, [row])
    return made


async def receipts_of(act: Act, match: UUID, document: UUID) -> list[UUID]:
    """Every receipt of a step, the latest first, so that they are taken back in the other order."""
    rows = await act.tx.rows(
        "SELECT receipt FROM banking.match_share WHERE statement_match = $1 ORDER BY line_no DESC", match
    )
    return [row["receipt"] for row in rows] or [document]
