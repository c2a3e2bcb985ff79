"""Draft an expense claim: an empty sheet to which receipts are added as they come."""

from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO
from erp.kernel.numbering import next_number
from modules.expenses import tables
from modules.expenses.advances import require_open
from modules.expenses.claiming import claimant_of, register_claim
from modules.expenses.lining import TEXT_LIMIT
from modules.expenses.states import ClaimState, PayWith


async def draft_expense_claim(
    *,
    act: Act,
    title: str,
    pay_with: PayWith = PayWith.TRANSFER,
    department: UUID | None = None,
    advance: UUID | None = None,
    note: str | None = None,
) -> UUID:
    """Begin one's own claim; with `advance` what was given beforehand is taken off.

    The department is the claimant's of today unless another is named. Refuses a person for whom nobody has
    said where the money goes.
    """
    if not title.strip():
        raise BadInput("title", "EMPTY")
    if len(title) > TEXT_LIMIT:
        raise TooLong("title", TEXT_LIMIT)
    who = await claimant_of(act, act.actor, act.today)
    if department is not None:
        await masterdata.require_department(act.tx, department, act.today)
    if advance is not None:
        await require_open(act, advance, who)
    claim = new_id()
    row = {
        "id": claim,
        "company": act.company,
        "number": await next_number(act, "expense_claim", act.today),
        "state": ClaimState.DRAFT.value,
        "claimant": who.id,
        "person": act.actor,
        "title": title.strip(),
        "department": department or who.department,
        "currency": act.currency,
        "total": ZERO,
        "payable": ZERO,
        "pay_with": pay_with.value,
        "advance": advance,
        "advance_used": ZERO,
        "note": (note or "").strip() or None,
        "drafted_by": act.actor,
        "drafted_at": act.at,
    }
    await act.tx.insert(tables.ExpenseClaim, [row])
    await register_claim(act, row | {"posted_on": None}, ZERO)
    return claim
