"""Claim card lines: payments by card become lines of one's own claim."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from erp.kernel.money import Money
from modules.expenses import tables
from modules.expenses.card_lines import open_card_line
from modules.expenses.checking import check_claim
from modules.expenses.claiming import add_up, claimant_of, locked_claim
from modules.expenses.lining import LINE_LIMIT, Given, line_of
from modules.expenses.states import EXPENSE_CLAIM, ClaimState


async def claim_card_lines(
    *, act: Act, claim: UUID, card_lines: list[UUID], kind: UUID, reason: str | None = None
) -> UUID:
    """Add payments to one's own draft as lines of one kind; the card company is owed, not the claimant.

    What a shop gave back takes off expense, tax and debt. Refuses payments that are in a claim already, and
    those of somebody else's card.
    """
    head = await locked_claim(act, claim, own=True)
    EXPENSE_CLAIM.after("change_expense_claim", ClaimState(head["state"]))
    if not card_lines:
        raise BadInput("cardLines", "EMPTY")
    if len(set(card_lines)) != len(card_lines):
        raise BadInput("cardLines", "TWICE")
    last = await act.tx.value(
        "SELECT coalesce(max(line_no), 0) FROM expenses.expense_line WHERE expense_claim = $1", claim
    )
    if last + len(card_lines) > LINE_LIMIT:
        raise TooLong("cardLines", LINE_LIMIT)
    rows = []
    for at, each in enumerate(card_lines, last + 1):
        who = await claimant_of(act, head["person"], act.today)
        paid = await open_card_line(act, each, who)
        given = Given(
            kind=kind,
            spent_on=paid["used_on"],
            amount=Money(paid["amount"]),
            shop=paid["shop"],
            reason=reason,
            card_line=each,
        )
        rows.append(await line_of(act, head, who, given) | {"line_no": at})
    await act.tx.insert(tables.ExpenseLine, rows)
    await add_up(act, head)
    await check_claim(act, claim, await claimant_of(act, head["person"], act.today))
    return claim
