"""Assets with what was taken off them so far, and the lines of depreciation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name, lock_rows
from erp.kernel.money import BadFigure, quantize
from modules import accounting
from modules.accounting import EntryLine, PostingPurpose, credit, debit
from modules.assets import tables
from modules.assets.rules.depreciation import Terms, due, schedule
from modules.assets.states import DepreciationBooking, DepreciationMethod

ZERO = Decimal(0)
# What is on the lines of runs that stand, and on those written when an asset left.
TAKEN = """(SELECT coalesce(sum(l.amount), 0) FROM assets.depreciation_line l
            LEFT JOIN assets.depreciation_run r ON r.id = l.run
            WHERE l.asset = {t}.id AND (l.run IS NULL OR r.state = 'POSTED'))"""
# What went while the asset stayed: a part of it, or of its worth.
GONE = """
    LEFT JOIN LATERAL (
        SELECT coalesce(sum(g.cost), 0) AS gone_cost, coalesce(sum(g.before), 0) AS gone_before,
               coalesce(sum(g.taken), 0) AS gone_taken
        FROM assets.asset_reduction g WHERE g.asset = f.id) g ON true
"""
IN_USE = f"""
    SELECT f.*, c.account, {TAKEN.format(t="f")} AS taken, g.*
    FROM assets.fixed_asset f JOIN assets.asset_class c ON c.id = f.asset_class{GONE}
    WHERE f.company = $1 AND f.in_use_from <= $2 AND f.method IN ('STRAIGHT_LINE', 'DECLINING', 'LUMP_SUM')
      AND (f.state = 'IN_USE' OR f.method = 'LUMP_SUM') AND ($3::uuid IS NULL OR f.id = $3)
    ORDER BY f.number
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """So much of an asset falls due now; `book_value` is what is left of it then."""

    asset: UUID
    amount: Decimal
    book_value: Decimal
    account: UUID
    department: UUID | None


def in_coins(act: Act, amount: Decimal, field: str) -> Decimal:
    """An amount that has coins for all of it; a finer one is refused."""
    try:
        return quantize(amount, act.currency)
    except BadFigure as finer:
        raise BadInput(field, finer.reason, given=amount) from None


def terms_of(row: Any) -> Terms:
    """How an asset is depreciated."""
    return Terms(
        DepreciationMethod(row["method"]),
        row["cost"],
        row["life"],
        row["depreciation_rate"],
        row["revised_rate"],
        row["guarantee_rate"],
        row["depreciated_before"],
        row["depreciated_until"],
    )


async def start_month_of(act: Act) -> int:
    """The month in which the company's fiscal year begins."""
    return (await masterdata.company_row(act.tx, act.company)).fiscal_year_start_month


async def lock_depreciation(act: Act) -> None:
    """Whoever takes depreciation off a company's assets does so alone."""
    await lock_name(act, "depreciation", act.company)


async def fallen_due(act: Act, through: date, asset: UUID | None = None) -> list[Taken]:
    """What of each asset has fallen due by the end of a month and was not taken off yet."""
    start_month = await start_month_of(act)
    accounts = await accounting.posting_accounts(act)
    found = []
    for found_row in await act.tx.rows(IN_USE, act.company, through, asset):
        row = left_of(found_row)
        terms = terms_of(row)
        amount = due(schedule(terms, row["in_use_from"], start_month), through) - row["taken"]
        if amount > 0:
            left = row["cost"] - row["depreciated_before"] - row["taken"] - amount
            direct = row["booking"] == DepreciationBooking.DIRECT.value
            account = (
                own_account(row, accounts) if direct else accounts[PostingPurpose.ACCUMULATED_DEPRECIATION]
            )
            found.append(Taken(row["id"], amount, left, account, row["department"]))
    return found


def left_of(row: Any) -> dict[str, Any]:
    """The asset as what is left of it: cost, and what was taken off that."""
    left = dict(row)
    left["cost"] -= left["gone_cost"]
    left["depreciated_before"] -= left["gone_before"]
    if "taken" in left:
        left["taken"] -= left["gone_taken"]
    return left


def own_account(row: Any, accounts: Any) -> UUID:
    """The account an asset stands in: that of its class, or of all assets spread over three years."""
    if row["method"] == DepreciationMethod.LUMP_SUM.value:
        return accounts[PostingPurpose.LUMP_SUM_ASSETS]
    return row["account"]


async def entry_lines(act: Act, taken: Iterable[Taken]) -> list[EntryLine]:
    """Depreciation by department against the accounts it is taken off, each summed up."""
    accounts = await accounting.posting_accounts(act)
    left: dict[UUID | None, Decimal] = {}
    right: dict[tuple[UUID, UUID | None], Decimal] = {}
    for each in taken:
        left[each.department] = left.get(each.department, ZERO) + each.amount
        place = (each.account, each.department)
        right[place] = right.get(place, ZERO) + each.amount
    expense = accounts[PostingPurpose.DEPRECIATION]
    return [
        *(debit(expense, amount, department=department) for department, amount in left.items()),
        *(credit(account, amount, department=department) for (account, department), amount in right.items()),
    ]


async def write_taken(act: Act, run: UUID | None, through: date, taken: Iterable[Taken]) -> None:
    """The lines of a run, or of an asset that leaves."""
    await act.tx.insert(
        tables.DepreciationLine,
        [
            {
                "id": new_id(),
                "company": act.company,
                "run": run,
                "asset": each.asset,
                "through": through,
                "amount": each.amount,
                "book_value": each.book_value,
            }
            for each in taken
        ],
    )


async def asset_in_use(act: Act, asset: UUID) -> Any:
    """An asset that is ours until the end of the transaction, with its account and what was taken off."""
    await lock_depreciation(act)
    rows = await lock_rows(act, tables.FixedAsset, [asset])
    if not rows:
        raise NotFound("FixedAsset", asset, field="asset")
    row = await act.tx.row(
        f"""SELECT f.*, c.account, {TAKEN.format(t="f")} AS taken, g.*,
                   (SELECT max(l.through) FROM assets.depreciation_line l
                    LEFT JOIN assets.depreciation_run r ON r.id = l.run
                    WHERE l.asset = f.id AND (l.run IS NULL OR r.state = 'POSTED')) AS taken_through
            FROM assets.fixed_asset f JOIN assets.asset_class c ON c.id = f.asset_class{GONE}
            WHERE f.id = $1""",
        asset,
    )
    return left_of(row)
