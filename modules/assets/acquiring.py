"""What the law allows when an asset is acquired, and the entry that holds its cost."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.money import Rounding
from modules import accounting
from modules.accounting import PostingPurpose, credit, debit
from modules.assets.keeping import own_account, start_month_of
from modules.assets.refusals import AboveThreshold, EntryHoldsLess, YearlyTotalExceeded
from modules.assets.rules.depreciation import months_between, whole, year_after, year_of
from modules.assets.states import AssetTreatment, DepreciationMethod

# The limit of each treatment is a dated row of the law; what is capitalised has none.
LIMITS = {
    AssetTreatment.EXPENSED: "EXPENSED_ASSET_LIMIT",
    AssetTreatment.LUMP_SUM: "LUMP_SUM_ASSET_LIMIT",
    AssetTreatment.SMALL_COMPANY: "SMALL_COMPANY_ASSET_LIMIT",
}
USED = """
    SELECT coalesce(sum(cost), 0) FROM assets.fixed_asset
    WHERE company = $1 AND treatment = 'SMALL_COMPANY' AND in_use_from >= $2 AND in_use_from < $3
"""
HELD = """
    SELECT e.number, coalesce(sum(l.debit - l.credit), 0)
           - (SELECT coalesce(sum(f.cost), 0) FROM assets.fixed_asset f WHERE f.entry = e.id) AS held
    FROM accounting.journal_entry e
    LEFT JOIN accounting.journal_line l ON l.entry = e.id AND l.account = ANY($3::uuid[])
    WHERE e.id = $1 AND e.company = $2
      AND NOT EXISTS (SELECT FROM accounting.journal_entry r WHERE r.reverses = e.id)
    GROUP BY e.id
"""


async def require_treatment(
    act: Act, treatment: AssetTreatment, unit_cost: Decimal, cost: Decimal, in_use_from: date
) -> None:
    """Refuse a treatment the law does not allow for this cost on this day."""
    kind = LIMITS.get(treatment)
    if kind is None:
        return
    limit = await masterdata.statutory_value(act.tx, kind, in_use_from)
    if unit_cost >= limit:
        raise AboveThreshold(treatment.value, unit_cost, limit)
    if treatment is AssetTreatment.SMALL_COMPANY:
        total = await masterdata.statutory_value(act.tx, "SMALL_COMPANY_ASSET_TOTAL", in_use_from)
        begins, ends = await _year(act, in_use_from)
        # A year of fewer than twelve months has as many twelfths of it.
        total = whole(Fraction(total) * (months_between(begins, ends) + 1) / 12)
        used = await act.tx.value(USED, act.company, begins, ends + timedelta(days=1))
        if used + cost > total:
            raise YearlyTotalExceeded(total, used, cost)


async def _year(act: Act, on: date) -> tuple[date, date]:
    """The fiscal year of a day as the company keeps it; twelve months where it is not opened yet."""
    row = await act.tx.row(
        """SELECT starts_on, ends_on FROM accounting.fiscal_year
           WHERE company = $1 AND $2 BETWEEN starts_on AND ends_on""",
        act.company,
        on,
    )
    if row is not None:
        return row["starts_on"], row["ends_on"]
    begins = year_of(on, await start_month_of(act))
    return begins, year_after(begins) - timedelta(days=1)


async def require_held_by(act: Act, entry: UUID, row: dict[str, Any]) -> None:
    """The entry holds the cost on the asset's account, or on that of what is expensed at once."""
    accounts = await accounting.posting_accounts(act)
    places = [_account(row, accounts), row["account"]]
    found = await act.tx.row(HELD, entry, act.company, places)
    if found is None:
        raise NotFound("JournalEntry", entry, field="entry")
    if found["held"] < row["cost"]:
        raise EntryHoldsLess(found["number"], found["held"], row["cost"])


async def book_acquisition(act: Act, row: dict[str, Any], paid_from: UUID, tax_code: UUID | None) -> UUID:
    """The cost and its tax against the account it is paid from; the cost has it inside where the books do."""
    accounts = await accounting.posting_accounts(act)
    cost, department, tax = row["cost"], row["department"], Decimal(0)
    lines = [debit(_account(row, accounts), cost, tax_code=tax_code, department=department)]
    inclusive = (
        await accounting.bookkeeping_of(act, row["acquired_on"]) is accounting.Bookkeeping.TAX_INCLUSIVE
    )
    if tax_code is not None and not inclusive:
        rate = (await masterdata.tax_rates(act.tx, [tax_code], row["acquired_on"]))[tax_code]
        company = await masterdata.company_row(act.tx, act.company)
        taxed = [accounting.TaxedAmount(tax_code, rate, cost)]
        tax = accounting.tax_by_rate(taxed, Rounding(company.tax_rounding), act.currency)[0].tax
        if tax:
            lines.append(debit(accounts[PostingPurpose.INPUT_TAX], tax, tax_code=tax_code))
    lines.append(credit(paid_from, cost + tax, party=row["supplier"]))
    return await accounting.post_entry(
        act=act,
        on=row["acquired_on"],
        description=row["name"],
        lines=lines,
        origin=f"fixed_asset:{row['id']}",
        cause=row["id"],
    )


def _account(row: dict[str, Any], accounts: Any) -> UUID:
    if row["method"] == DepreciationMethod.EXPENSED.value:
        return accounts[PostingPurpose.SMALL_ASSETS]
    return own_account(row, accounts)
