"""Retire an asset: it is thrown away or out of use for good, and what is left of it is lost."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules import accounting
from modules.accounting import PostingPurpose, debit
from modules.assets.keeping import asset_in_use
from modules.assets.leaving import end, off_the_books, post, take_off_until
from modules.assets.states import FIXED_ASSET, AssetState


async def retire_asset(*, act: Act, asset: UUID, on: date, reason: str) -> UUID:
    """Depreciate until this month and write off the rest; what is spread over three years goes on."""
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    row = await asset_in_use(act, asset)
    state = FIXED_ASSET.after("retire_asset", AssetState(row["state"]))
    lines, book = await take_off_until(act, row, on)
    if book:
        loss = (await accounting.posting_accounts(act))[PostingPurpose.ASSET_RETIREMENT_LOSS]
        lines.append(debit(loss, book, department=row["department"]))
    lines += await off_the_books(act, row, book)
    await post(act, row, on, lines)
    await end(act, row, state, on, reason.strip())
    return asset
