"""Sell an asset: the proceeds are taxable, not the gain."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.money import Money, Rounding
from modules import accounting
from modules.accounting import EntryLine, PostingPurpose, credit, debit
from modules.assets.keeping import asset_in_use, in_coins
from modules.assets.leaving import end, off_the_books, post, take_off_until
from modules.assets.states import FIXED_ASSET, AssetState


async def sell_asset(
    *,
    act: Act,
    asset: UUID,
    on: date,
    proceeds: Money,
    received_into: UUID,
    tax_code: UUID | None = None,
    buyer: UUID | None = None,
    note: str | None = None,
) -> UUID:
    """Depreciate until this month, post the proceeds (without tax) and their tax, and take the asset off.

    The proceeds stand on the account of gains, or of losses, with their tax class, and the book value against
    them on the same account, so that the gain is right and all of the proceeds count for the tax.
    """
    proceeds = Money(in_coins(act, proceeds, "proceeds"))
    if proceeds <= 0:
        raise BadInput("proceeds", "NOT_POSITIVE", given=proceeds)
    row = await asset_in_use(act, asset)
    state = FIXED_ASSET.after("sell_asset", AssetState(row["state"]))
    lines, book = await take_off_until(act, row, on)
    accounts = await accounting.posting_accounts(act)
    purpose = PostingPurpose.ASSET_SALE_GAIN if proceeds >= book else PostingPurpose.ASSET_SALE_LOSS
    outcome, department = accounts[purpose], row["department"]
    tax = await _tax(act, proceeds, tax_code, on)
    lines.append(debit(received_into, proceeds + tax, party=buyer))
    lines.append(credit(outcome, proceeds, tax_code=tax_code, department=department))
    if tax:
        lines.append(credit(accounts[PostingPurpose.OUTPUT_TAX], tax, tax_code=tax_code))
    lines += _book(outcome, book, department) + await off_the_books(act, row, book)
    await post(act, row, on, lines)
    await end(act, row, state, on, note or "", proceeds)
    return asset


def _book(outcome: UUID, book: Decimal, department: UUID | None) -> list[EntryLine]:
    return [debit(outcome, book, department=department)] if book else []


async def _tax(act: Act, proceeds: Decimal, tax_code: UUID | None, on: date) -> Decimal:
    if tax_code is None:
        return Decimal(0)
    rate = (await masterdata.tax_rates(act.tx, [tax_code], on))[tax_code]
    company = await masterdata.company_row(act.tx, act.company)
    taxed = [accounting.TaxedAmount(tax_code, rate, proceeds)]
    return accounting.tax_by_rate(taxed, Rounding(company.tax_rounding), act.currency)[0].tax
