"""Money given beforehand: whether something of it is left for this claimant."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.expenses.claiming import OPEN_ADVANCE, Who
from modules.expenses.refusals import AdvanceNotOpen


async def require_open(act: Act, advance: UUID, who: Who) -> None:
    """Refuse somebody else's advance, and one of which nothing is left."""
    owner = await act.tx.value(
        "SELECT claimant FROM expenses.cash_advance WHERE id = $1 AND company = $2 AND returns IS NULL",
        advance,
        act.company,
    )
    if owner != who.id or await act.tx.value(OPEN_ADVANCE, advance, None) <= 0:
        raise AdvanceNotOpen()
