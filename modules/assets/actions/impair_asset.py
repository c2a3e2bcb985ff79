"""Impair an asset: what can be recovered of it is less than its book value (減損)."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.money import Money
from modules.assets.keeping import in_coins
from modules.assets.reducing import depreciated, held_asset, reduce
from modules.assets.rules.reduction import worth_gone
from modules.assets.states import ReductionKind


async def impair_asset(*, act: Act, asset: UUID, on: date, recoverable: Money, reason: str) -> UUID:
    """Depreciate until this month, then write the book value down to what can be recovered.

    What is left is depreciated over the rest of its life. Refuses an amount that is no loss, and what is
    spread over three years or was an expense at once.
    """
    worth = in_coins(act, recoverable, "recoverable")
    row = await held_asset(act, asset, "impair_asset")
    lines, book, taken = await depreciated(act, row, on)
    if not 1 <= worth < book:
        raise BadInput("recoverable", "NOT_A_LOSS", given=worth, book=book)
    gone = worth_gone(book - worth, cost=row["cost"], before=row["depreciated_before"], taken=taken)
    return await reduce(act, row, ReductionKind.IMPAIRED, on, lines, gone, reason)
