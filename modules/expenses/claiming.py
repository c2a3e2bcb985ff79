"""Whose claim it is, and a claim held until the end of the transaction."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.register import register_document
from modules.expenses import tables
from modules.expenses.refusals import NotAClaimant, NotYourClaim

CLAIMANT = """
    SELECT c.id, c.party, p.name FROM expenses.claimant c JOIN masterdata.party p ON p.id = c.party
    WHERE c.company = $1 AND c.person = $2 AND c.is_active
"""
TERM = """
    SELECT grade, department FROM expenses.claimant_term
    WHERE claimant = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Who:
    """A claimant as of a day."""

    id: UUID
    person: UUID
    party: UUID
    name: str
    grade: UUID | None
    department: UUID | None


async def claimant_of(act: Act, person: UUID, on: date) -> Who:
    """The claimant a person is; refuses who is none."""
    row = await act.tx.row(CLAIMANT, act.company, person)
    if row is None:
        raise NotAClaimant()
    term = await act.tx.row(TERM, row["id"], on)
    return Who(
        row["id"],
        person,
        row["party"],
        row["name"],
        term["grade"] if term else None,
        term["department"] if term else None,
    )


async def locked_claim(act: Act, claim: UUID, *, own: bool = False) -> dict[str, Any]:
    """A claim of this company; with `own` only of whoever acts. A stranger's draft is nobody's business."""
    rows = await locking.lock_rows(act, tables.ExpenseClaim, [claim])
    if not rows or rows[0]["company"] != act.company:
        raise NotFound("ExpenseClaim", claim, field="claim")
    if own and rows[0]["person"] != act.actor:
        raise NotYourClaim(rows[0]["number"])
    return dict(rows[0])


async def lines_of(act: Act, claim: UUID) -> list[dict[str, Any]]:
    """The lines of a claim in their order, with what their kinds are called."""
    rows = await act.tx.rows(
        """SELECT l.*, k.name_ja AS kind_name, k.nature, d.account AS card_account
           FROM expenses.expense_line l JOIN expenses.expense_kind k ON k.id = l.expense_kind
           LEFT JOIN expenses.card_line c ON c.id = l.card_line
           LEFT JOIN expenses.company_card d ON d.id = c.card
           WHERE l.expense_claim = $1 ORDER BY l.line_no""",
        claim,
    )
    return [dict(row) for row in rows]


async def add_up(act: Act, claim: dict[str, Any]) -> None:
    """What the lines of a draft come to, and what of it goes to the claimant; told to the register."""
    row = await act.tx.row(
        """SELECT coalesce(sum(amount), 0) AS total,
                  coalesce(sum(amount) FILTER (WHERE card_line IS NULL), 0) AS own
           FROM expenses.expense_line WHERE expense_claim = $1""",
        claim["id"],
    )
    assert row is not None
    used = await advance_part(act, claim, row["own"])
    await act.tx.update(
        tables.ExpenseClaim,
        [
            {
                "id": claim["id"],
                "total": row["total"],
                "advance_used": used,
                "payable": row["own"] - used,
            }
        ],
    )
    await register_claim(act, claim, row["total"])


OPEN_ADVANCE = """
    SELECT a.amount
           - coalesce((SELECT sum(r.amount) FROM expenses.cash_advance r WHERE r.returns = a.id), 0)
           - coalesce((SELECT sum(c.advance_used) FROM expenses.expense_claim c
                       WHERE c.advance = a.id AND c.id IS DISTINCT FROM $2::uuid
                         AND c.state <> 'CANCELLED'), 0) AS left
    FROM expenses.cash_advance a WHERE a.id = $1
"""


async def advance_part(act: Act, claim: dict[str, Any], own: Decimal) -> Decimal:
    """How much of what he spent himself was given to him beforehand."""
    if claim["advance"] is None:
        return Decimal(0)
    await locking.lock_name(act, "cash_advance", claim["advance"])
    left: Decimal = await act.tx.value(OPEN_ADVANCE, claim["advance"], claim["id"])
    return min(max(left, Decimal(0)), own)


async def register_claim(act: Act, claim: dict[str, Any], total: Decimal) -> None:
    """The claim's line in the register of documents."""
    await register_document(
        act,
        kind="expense_claim",
        id=claim["id"],
        number=claim["number"],
        on=claim["posted_on"] or act.today,
        title=claim["title"],
        amount=total,
        causes=[claim["advance"]] if claim["advance"] else [],
    )
