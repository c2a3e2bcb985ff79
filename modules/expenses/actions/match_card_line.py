"""Match a card line: what is claimed already was paid with this card, so nobody is owed it twice."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from modules.expenses import tables
from modules.expenses.card_lines import require_card_line
from modules.expenses.checking import check_claim
from modules.expenses.claiming import add_up, claimant_of, locked_claim
from modules.expenses.refusals import CardLineClaimed
from modules.expenses.states import EXPENSE_CLAIM, ClaimState


async def match_card_line(*, act: Act, line: UUID, card_line: UUID) -> UUID:
    """Tie a line of one's own draft to the payment by card it is the receipt of, of the same amount."""
    row = await act.tx.row(
        "SELECT expense_claim, amount, card_line FROM expenses.expense_line WHERE id = $1 AND company = $2",
        line,
        act.company,
    )
    if row is None:
        raise NotFound("ExpenseLine", line, field="line")
    head = await locked_claim(act, row["expense_claim"], own=True)
    EXPENSE_CLAIM.after("change_expense_claim", ClaimState(head["state"]))
    if row["card_line"] is not None:
        raise CardLineClaimed(head["number"])
    who = await claimant_of(act, head["person"], act.today)
    await require_card_line(act, card_line, who, row["amount"])
    await act.tx.update(tables.ExpenseLine, [{"id": line, "card_line": card_line}])
    await add_up(act, head)
    await check_claim(act, head["id"], who)
    return head["id"]
