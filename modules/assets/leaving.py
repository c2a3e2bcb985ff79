"""An asset leaves the books: what was due of it is taken off, and what is left of it goes."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules import accounting
from modules.accounting import EntryLine, PostingPurpose, credit, debit
from modules.assets import tables
from modules.assets.keeping import entry_lines, fallen_due, own_account, write_taken
from modules.assets.refusals import BeforeInUse
from modules.assets.rules.depreciation import month_end
from modules.assets.states import AssetState, DepreciationBooking, DepreciationMethod

ZERO = Decimal(0)


async def take_off_until(act: Act, row: Any, on: date) -> tuple[list[EntryLine], Decimal]:
    """The depreciation until the month an asset leaves in, and its book value then.

    What is spread over three years goes on being spread: it has no book value to lose.
    """
    since = max(row["in_use_from"], (row["taken_through"] or row["in_use_from"]).replace(day=1))
    if on < since:
        raise BeforeInUse(row["number"], since)
    if row["method"] == DepreciationMethod.LUMP_SUM.value:
        return [], ZERO
    taken = await fallen_due(act, month_end(on), row["id"])
    await write_taken(act, None, month_end(on), taken)
    book = row["cost"] - row["depreciated_before"] - row["taken"] - sum((each.amount for each in taken), ZERO)
    if row["method"] == DepreciationMethod.EXPENSED.value:
        book = ZERO
    return (await entry_lines(act, taken)) if taken else [], book


async def off_the_books(act: Act, row: Any, book: Decimal) -> list[EntryLine]:
    """Cost and what was taken off it go; the book value is what the other side is for."""
    if row["method"] in (DepreciationMethod.LUMP_SUM.value, DepreciationMethod.EXPENSED.value):
        return []
    accounts = await accounting.posting_accounts(act)
    account, department = own_account(row, accounts), row["department"]
    if row["booking"] == DepreciationBooking.DIRECT.value:
        return [credit(account, book, department=department)] if book else []
    gathered = row["cost"] - book
    lines = [credit(account, row["cost"], department=department)]
    if gathered:
        gathering = accounts[PostingPurpose.ACCUMULATED_DEPRECIATION]
        lines.insert(0, debit(gathering, gathered, department=department))
    return lines


async def end(
    act: Act, row: Any, state: AssetState, on: date, reason: str, proceeds: Decimal | None = None
) -> None:
    """The asset is gone, since when and why."""
    await act.tx.update(
        tables.FixedAsset,
        [{"id": row["id"], "state": state.value, "ended_on": on, "proceeds": proceeds, "reason": reason}],
    )


async def post(act: Act, row: Any, on: date, lines: list[EntryLine]) -> UUID | None:
    """One entry for the leaving of an asset, if anything is to be posted."""
    if not lines:
        return None
    return await accounting.post_entry(
        act=act,
        on=on,
        description=f"{row['number']} {row['name']}",
        lines=lines,
        origin=f"fixed_asset_ended:{row['id']}",
        cause=row["id"],
    )
