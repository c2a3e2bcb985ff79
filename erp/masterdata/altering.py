"""A changed party or product goes through the same checks as a new one, with what it says today beside."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.changing import differing, locked, unseen
from erp.masterdata.dated_terms import TERMS, keep_terms
from erp.masterdata.holding_back import written_now
from erp.masterdata.party_values import party_values
from erp.masterdata.product_values import product_values
from erp.masterdata.queries.party import must_not_be_merged
from erp.masterdata.searching import show_parties, show_product
from erp.masterdata.states import PartyKind
from erp.masterdata.tables import Party, Product

_PARTY_INPUT = (
    "name", "name_kana", "kind", "is_customer", "is_supplier", "corporate_number", "t_number", "email",
    "phone", "language", "currency", "closing_day", "payment_months", "payment_day", "holiday_shift",
    "tax_rounding", "credit_limit", "prices_include_tax", "billing", "second_closing_day", "note", "owner",
    "review_on",
)  # fmt: skip
_PRODUCT_INPUT = (
    "name", "name_kana", "kind", "is_stocked", "unit", "tax_code", "jan_code", "category", "standard_price",
    "standard_currency", "standard_price_includes_tax", "note", "owner", "review_on",
    "tracking", "shelf_days", "is_valued",
)  # fmt: skip


async def alter_party(
    act: Act, party: UUID, version: int | None, changes: dict[str, Any], accept_check_digit: bool
) -> None:
    """Write what differs, and put the party into the search box anew."""
    row = await locked(act, Party, party, field="party")
    await must_not_be_merged(act.tx, party, field="party")
    unseen(row, version)
    typed = {name: row[name] for name in _PARTY_INPUT} | changes
    typed["kind"] = PartyKind(typed["kind"])
    # A number that a person accepted once is not asked about again.
    accepted = accept_check_digit or typed["corporate_number"] == row["corporate_number"]
    values = await written_now(act, row, differing(row, party_values(typed, accepted)))
    if values:
        if values.keys() & set(TERMS):
            await keep_terms(act, row, values, None)
        await act.tx.update(Party, [{"id": party, **values, "version": row["version"] + 1}])
        await show_parties(act, party)


async def alter_product(act: Act, product: UUID, version: int | None, changes: dict[str, Any]) -> None:
    """Write what differs, and put the product into the search box anew."""
    row = await locked(act, Product, product, field="product")
    unseen(row, version)
    typed = {name: row[name] for name in _PRODUCT_INPUT} | changes
    values = differing(row, await product_values(act, typed))
    if values:
        await act.tx.update(Product, [{"id": product, **values, "version": row["version"] + 1}])
        await show_product(act, row | values)
