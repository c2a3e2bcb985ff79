"""A payment by card, before somebody says what it was for."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_name
from modules.expenses.claiming import Who
from modules.expenses.refusals import CardLineClaimed, CardLineDiffers

CARD_LINE = """
    SELECT l.id, l.used_on, l.shop, l.amount, d.holder, (
        SELECT c.number FROM expenses.expense_line e JOIN expenses.expense_claim c ON c.id = e.expense_claim
        WHERE e.card_line = l.id AND c.state <> 'CANCELLED' LIMIT 1) AS claimed_in
    FROM expenses.card_line l JOIN expenses.company_card d ON d.id = l.card
    WHERE l.id = $1 AND l.company = $2
"""


async def open_card_line(act: Act, card_line: UUID, who: Who) -> dict[str, Any]:
    """A payment nobody claimed yet, made with a card of this claimant or with one that everybody uses."""
    await lock_name(act, "card_line", card_line)
    row = await act.tx.row(CARD_LINE, card_line, act.company)
    if row is None or row["holder"] not in (None, who.id):
        raise NotFound("CardLine", card_line, field="cardLine")
    if row["claimed_in"]:
        raise CardLineClaimed(row["claimed_in"])
    return dict(row)


async def require_card_line(act: Act, card_line: UUID, who: Who, amount: Decimal) -> None:
    """Refuse a payment that is claimed already, somebody else's, or of another amount."""
    row = await open_card_line(act, card_line, who)
    if row["amount"] != amount:
        raise CardLineDiffers(amount, row["amount"])
