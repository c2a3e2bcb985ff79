"""Retire a part of an asset: some of several alike, or a piece of one; the rest stays in use."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.money import Money
from modules.assets.keeping import in_coins
from modules.assets.reducing import depreciated, held_asset, reduce
from modules.assets.rules.reduction import part_gone
from modules.assets.states import ReductionKind


async def retire_asset_part(*, act: Act, asset: UUID, on: date, cost: Money, reason: str) -> UUID:
    """Depreciate until this month, then take off the part by its share of the cost; its book value is a loss.

    What is left is depreciated as before, by its own cost. Refuses all of it, and what is spread over three
    years or was an expense at once.
    """
    part = in_coins(act, cost, "cost")
    row = await held_asset(act, asset, "retire_asset_part")
    if not 0 < part < row["cost"]:
        raise BadInput("cost", "NOT_A_PART", given=part, whole=row["cost"])
    lines, _, taken = await depreciated(act, row, on)
    gone = part_gone(part, cost=row["cost"], before=row["depreciated_before"], taken=taken)
    return await reduce(act, row, ReductionKind.PART_RETIRED, on, lines, gone, reason)
