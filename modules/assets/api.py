"""What programs and pages may ask about fixed assets, and what they may have done."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from erp.api import ID, children, computed, computed_children, link, many, mutation, node, one, report, row
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import NotFound
from erp.kernel.money import Money
from erp.masterdata.api import Account, Department, Party
from modules.accounting.api import JournalEntry
from modules.assets import tables
from modules.assets.actions.acquire_asset import acquire_asset
from modules.assets.actions.impair_asset import impair_asset
from modules.assets.actions.move_asset import move_asset
from modules.assets.actions.register_asset_class import register_asset_class
from modules.assets.actions.retire_asset import retire_asset
from modules.assets.actions.retire_asset_part import retire_asset_part
from modules.assets.actions.run_depreciation import run_depreciation
from modules.assets.actions.sell_asset import sell_asset
from modules.assets.actions.undo_depreciation_run import undo_depreciation_run
from modules.assets.keeping import GONE, TAKEN, left_of, terms_of
from modules.assets.rules.depreciation import schedule
from modules.assets.states import (
    AssetState,
    AssetTreatment,
    DepreciationBooking,
    DepreciationMethod,
    DepreciationRunState,
    ReductionKind,
)

REDUCED = """(SELECT coalesce(sum(g.cost - g.before - g.taken), 0) FROM assets.asset_reduction g
    WHERE g.asset = {t}.id)"""
BOOK_VALUE = f"""CASE WHEN {{t}}.method = 'EXPENSED'
         OR ({{t}}.state <> 'IN_USE' AND {{t}}.method <> 'LUMP_SUM')
    THEN 0 ELSE {{t}}.cost - {{t}}.depreciated_before - {TAKEN} - {REDUCED} END"""
ENTRIES = "{c}.cause = {t}.id"


@node(tables.AssetClass)
class AssetClass:
    """A sort of assets, with its account and its usual depreciation."""

    id: ID
    code: str
    name: str = computed("CASE WHEN :language::text = 'ja' THEN {t}.name_ja ELSE {t}.name_en END")
    account: Account = link("account")
    method: DepreciationMethod
    booking: DepreciationBooking
    life: int | None
    straight_line_only: bool
    is_active: bool


@node(tables.FixedAsset)
class FixedAsset:
    """A thing that is used for years."""

    id: ID
    number: str
    name: str
    asset_class: AssetClass = link("asset_class")
    department: Department | None = link("department")
    supplier: Party | None = link("supplier")
    acquired_on: date
    in_use_from: date
    quantity: int
    cost: Money
    treatment: AssetTreatment
    method: DepreciationMethod
    booking: DepreciationBooking
    life: int
    depreciation_rate: Decimal
    revised_rate: Decimal
    guarantee_rate: Decimal
    depreciated_before: Money
    depreciated_until: date | None
    taken: Money = computed(TAKEN)
    book_value: Money = computed(BOOK_VALUE)
    location: str | None
    note: str | None
    entry: JournalEntry | None = link("entry")
    state: AssetState
    ended_on: date | None
    proceeds: Money | None
    reason: str | None
    recorded_at: datetime
    lines: list["DepreciationLine"] = children("asset", by="through", expected=24)
    reductions: list["AssetReduction"] = children("asset", by="reduced_on", expected=1)
    journal_entries: list[JournalEntry] = computed_children(ENTRIES, by="number", expected=2)


@node(tables.AssetReduction, part_of=FixedAsset)
class AssetReduction:
    """A part that went, or a loss of worth, while the asset stayed."""

    id: ID
    kind: ReductionKind
    reduced_on: date
    cost: Money
    loss: Money = computed("({t}.cost - {t}.before - {t}.taken)")
    reason: str
    entry: JournalEntry | None = link("entry")
    recorded_at: datetime


@node(tables.DepreciationRun)
class DepreciationRun:
    """The depreciation of a month, in one entry."""

    id: ID
    month: date
    through: date
    state: DepreciationRunState
    total: Money
    assets: int
    entry: JournalEntry | None = link("entry")
    reason: str | None
    run_at: datetime
    lines: list["DepreciationLine"] = children("run", by="id", expected=50)
    journal_entries: list[JournalEntry] = computed_children(ENTRIES, by="number", expected=2)


@node(tables.DepreciationLine, part_of=FixedAsset)
class DepreciationLine:
    """What of an asset was taken off, and what was left of it."""

    id: ID
    run: DepreciationRun | None = link("run")
    asset: FixedAsset = link("asset")
    through: date
    amount: Money
    book_value: Money


@row
class DepreciationYear:
    """A fiscal year of an asset as it will be, or was."""

    year: str
    ends_on: date
    months: int
    opening: Money
    amount: Money
    closing: Money


@row
class TreatmentChoice:
    """What the law allows for a cost per unit on a day; without a limit it is always allowed."""

    treatment: AssetTreatment
    unit_limit: Money | None
    is_allowed: bool


async def depreciation_schedule(asking: Asking, database: Database, asset: Any) -> list[dict[str, Any]]:
    """All years of an asset."""
    rows = await database.rows(
        f"""SELECT f.*, c.fiscal_year_start_month AS start_month, g.*
           FROM assets.fixed_asset f JOIN masterdata.company c ON c.id = f.company{GONE}
           WHERE f.id = $1 AND f.company = $2""",
        asset,
        asking.company,
        company=asking.company,
    )
    if not rows:
        raise NotFound("FixedAsset", asset, field="asset")
    found = left_of(rows[0])
    if found["method"] in (DepreciationMethod.EXPENSED.value, DepreciationMethod.NONE.value):
        return []
    return [
        {
            "year": f"{each.ends_on:%Y-%m}",
            "ends_on": each.ends_on,
            "months": each.months,
            "opening": each.opening,
            "amount": each.amount,
            "closing": each.closing,
        }
        for each in schedule(terms_of(found), found["in_use_from"], found["start_month"])
    ]


TREATMENTS = """
    SELECT t.treatment, t.unit_limit, t.unit_limit IS NULL AND t.kind IS NULL
           OR coalesce(:unit_cost::numeric < t.unit_limit, false) AS is_allowed
    FROM (SELECT treatment, kind, masterdata.statutory_value(kind, :on::date) AS unit_limit, at
          FROM (VALUES ('CAPITALISED', NULL, 1), ('EXPENSED', 'EXPENSED_ASSET_LIMIT', 2),
                       ('LUMP_SUM', 'LUMP_SUM_ASSET_LIMIT', 3),
                       ('SMALL_COMPANY', 'SMALL_COMPANY_ASSET_LIMIT', 4)) AS v (treatment, kind, at)) t
    ORDER BY t.at
"""
QUERY = [
    many(AssetClass, filters=("is_active",), search=("code", "name"), sorts=("code",), default_sort="code"),
    one(FixedAsset),
    many(
        FixedAsset,
        filters=("asset_class", "department", "state", "treatment", "method", "acquired_on", "in_use_from"),
        search=("number", "name", "location"),
        sorts=("number", "acquired_on", "cost"),
        default_sort="-number",
    ),
    one(DepreciationRun),
    many(
        DepreciationRun,
        filters=("state", "month"),
        sorts=("month",),
        default_sort="-month",
    ),
    report(
        "depreciation_schedule",
        DepreciationYear,
        run=depreciation_schedule,
        args={"asset": ID},
        permission="assets.read_fixed_asset",
    ),
    report(
        "asset_treatments",
        TreatmentChoice,
        sql=TREATMENTS,
        args={"unit_cost": Money, "on": date},
        permission="assets.read_fixed_asset",
        expected=4,
    ),
]
MUTATION = [
    mutation(register_asset_class, AssetClass),
    mutation(acquire_asset, FixedAsset),
    mutation(move_asset, FixedAsset),
    mutation(retire_asset_part, FixedAsset),
    mutation(impair_asset, FixedAsset),
    mutation(retire_asset, FixedAsset),
    mutation(sell_asset, FixedAsset),
    mutation(run_depreciation, DepreciationRun),
    mutation(undo_depreciation_run, DepreciationRun),
]
