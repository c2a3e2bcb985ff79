"""Add an expense line: one receipt, one ride, one trip."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import TooLong
from erp.kernel.files import Stored
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules.expenses import tables
from modules.expenses.card_lines import require_card_line
from modules.expenses.checking import check_claim
from modules.expenses.claiming import add_up, claimant_of, locked_claim
from modules.expenses.lining import LINE_LIMIT, Given, line_of
from modules.expenses.states import EXPENSE_CLAIM, ClaimState
from modules.payables import LedgerOnlyReason


async def add_expense_line(
    *,
    act: Act,
    claim: UUID,
    kind: UUID,
    spent_on: date,
    amount: Money | None = None,
    shop: str | None = None,
    tax_code: UUID | None = None,
    t_number: str | None = None,
    ledger_only: LedgerOnlyReason | None = None,
    receipt: Stored | None = None,
    from_place: str | None = None,
    to_place: str | None = None,
    ways: int | None = None,
    until: date | None = None,
    distance: Quantity | None = None,
    reason: str | None = None,
    department: UUID | None = None,
    card_line: UUID | None = None,
) -> UUID:
    """Add to one's own draft; a fare is given one way, allowances and mileage follow from the rates.

    Refuses `RECEIPT_CLAIMED` when the same file is in another claim, `LEDGER_ONLY_TOO_LARGE` where the law
    wants an invoice, and a payment by card that is claimed already.
    """
    head = await locked_claim(act, claim, own=True)
    EXPENSE_CLAIM.after("change_expense_claim", ClaimState(head["state"]))
    last = await act.tx.value(
        "SELECT coalesce(max(line_no), 0) FROM expenses.expense_line WHERE expense_claim = $1", claim
    )
    if last >= LINE_LIMIT:
        raise TooLong("lines", LINE_LIMIT)
    who = await claimant_of(act, head["person"], spent_on)
    given = Given(
        kind=kind, spent_on=spent_on, amount=amount, shop=shop, tax_code=tax_code, t_number=t_number,
        ledger_only=ledger_only, receipt=receipt, from_place=from_place, to_place=to_place, ways=ways,
        until=until, distance=distance, reason=reason, department=department, card_line=card_line,
    )  # fmt: skip
    row = await line_of(act, head, who, given)
    if card_line is not None:
        await require_card_line(act, card_line, who, row["amount"])
    await act.tx.insert(tables.ExpenseLine, [row | {"line_no": last + 1}])
    await add_up(act, head)
    await check_claim(act, claim, who)
    return claim
