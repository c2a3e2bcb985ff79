"""Change an expense line: what was misread on a receipt is put right while the claim is a draft."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.files import Stored
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules.expenses import tables
from modules.expenses.checking import check_claim
from modules.expenses.claiming import add_up, claimant_of, locked_claim
from modules.expenses.lining import Given, line_of
from modules.expenses.refusals import CardLineDiffers
from modules.expenses.states import EXPENSE_CLAIM, ClaimState
from modules.payables import LedgerOnlyReason

LINE = "SELECT * FROM expenses.expense_line WHERE id = $1 AND company = $2"


async def change_expense_line(
    *,
    act: Act,
    line: UUID,
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
) -> UUID:
    """Write a line of one's own draft anew; answers the claim. Its receipt stays unless another comes.

    Refuses whatever a new line would be refused for, and another amount than the card paid.
    """
    claim = await act.tx.value(
        "SELECT expense_claim FROM expenses.expense_line WHERE id = $1 AND company = $2", line, act.company
    )
    if claim is None:
        raise NotFound("ExpenseLine", line, field="line")
    head = await locked_claim(act, claim, own=True)
    EXPENSE_CLAIM.after("change_expense_claim", ClaimState(head["state"]))
    before = await act.tx.row(LINE, line, act.company)
    if before is None:
        raise NotFound("ExpenseLine", line, field="line")
    who = await claimant_of(act, head["person"], spent_on)
    given = Given(
        kind=kind, spent_on=spent_on, amount=amount, shop=shop, tax_code=tax_code, t_number=t_number,
        ledger_only=ledger_only, receipt=receipt, from_place=from_place, to_place=to_place, ways=ways,
        until=until, distance=distance, reason=reason, card_line=before["card_line"],
        department=department or before["department"],
    )  # fmt: skip
    row = await line_of(act, head, who, given)
    if before["card_line"] is not None and row["amount"] != before["amount"]:
        raise CardLineDiffers(row["amount"], before["amount"])
    if receipt is None:
        row |= {"receipt": before["receipt"], "receipt_sha256": before["receipt_sha256"]}
    await act.tx.update(tables.ExpenseLine, [row | {"id": line, "line_no": before["line_no"]}])
    await add_up(act, head)
    await check_claim(act, claim, who)
    return claim
