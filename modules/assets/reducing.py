"""An asset is worth less while it stays: what goes of its cost and of what was taken off it, and the loss."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules import accounting
from modules.accounting import EntryLine, PostingPurpose, credit, debit
from modules.assets import tables
from modules.assets.keeping import asset_in_use, own_account
from modules.assets.leaving import take_off_until
from modules.assets.refusals import NotReducible
from modules.assets.rules.reduction import Gone
from modules.assets.states import (
    FIXED_ASSET,
    AssetState,
    DepreciationBooking,
    DepreciationMethod,
    ReductionKind,
)

LOSS = {
    ReductionKind.PART_RETIRED: PostingPurpose.ASSET_RETIREMENT_LOSS,
    ReductionKind.IMPAIRED: PostingPurpose.IMPAIRMENT_LOSS,
}


async def held_asset(act: Act, asset: UUID, verb: str) -> Any:
    """An asset in use whose worth may be reduced; what is spread over three years or expensed may not."""
    row = await asset_in_use(act, asset)
    FIXED_ASSET.after(verb, AssetState(row["state"]))
    if row["method"] in (DepreciationMethod.LUMP_SUM.value, DepreciationMethod.EXPENSED.value):
        raise NotReducible(row["number"])
    return row


async def depreciated(act: Act, row: Any, on: date) -> tuple[list[EntryLine], Decimal, Decimal]:
    """The lines until this month, the book value then, and all that was taken off in these books by then."""
    lines, book = await take_off_until(act, row, on)
    return lines, book, row["cost"] - row["depreciated_before"] - book


async def reduce(
    act: Act, row: Any, kind: ReductionKind, on: date, lines: list[EntryLine], gone: Gone, reason: str
) -> UUID:
    """Post what goes, with the depreciation until then, and keep it."""
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    accounts = await accounting.posting_accounts(act)
    account, department = own_account(row, accounts), row["department"]
    own = list(lines)
    if gone.book:
        own.append(debit(accounts[LOSS[kind]], gone.book, department=department))
    if row["booking"] == DepreciationBooking.DIRECT.value:
        own += [credit(account, gone.book, department=department)] if gone.book else []
    else:
        gathered = gone.before + gone.taken
        if gathered:
            gathering = accounts[PostingPurpose.ACCUMULATED_DEPRECIATION]
            own.append(debit(gathering, gathered, department=department))
        own.append(credit(account, gone.cost, department=department))
    made = new_id()
    entry = await accounting.post_entry(
        act=act,
        on=on,
        description=f"{row['number']} {row['name']} {reason.strip()}"[:200],
        lines=own,
        origin=f"asset_reduction:{made}",
        cause=row["id"],
    )
    await act.tx.insert(
        tables.AssetReduction,
        [
            {
                "id": made,
                "company": act.company,
                "asset": row["id"],
                "kind": kind.value,
                "reduced_on": on,
                "cost": gone.cost,
                "before": gone.before,
                "taken": gone.taken,
                "reason": reason.strip(),
                "entry": entry,
                "recorded_by": act.actor,
                "recorded_at": act.at,
            }
        ],
    )
    asset: UUID = row["id"]
    return asset
