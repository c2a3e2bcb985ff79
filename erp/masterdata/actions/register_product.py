"""Something to sell or buy enters the books."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.money import Money
from erp.masterdata.adding import add_product
from erp.masterdata.product_values import product_values
from erp.masterdata.states import ProductKind, Tracking


async def register_product(
    *,
    act: Act,
    name: str,
    unit: UUID,
    tax_code: UUID,
    number: str | None = None,
    name_kana: str | None = None,
    kind: ProductKind = ProductKind.GOODS,
    is_stocked: bool | None = None,
    jan_code: str | None = None,
    category: str | None = None,
    standard_price: Money | None = None,
    standard_currency: str | None = None,
    standard_price_includes_tax: bool = False,
    note: str | None = None,
    tracking: Tracking = Tracking.NONE,
    shelf_days: int = 0,
    is_valued: bool = True,
    owner: UUID | None = None,
    review_on: date | None = None,
    accept_duplicates: bool = False,
    reason: str | None = None,
) -> UUID:
    """Register a product under the next number or its own; goods are stocked unless said otherwise."""
    typed = dict(
        name=name, name_kana=name_kana, kind=kind, unit=unit, tax_code=tax_code, jan_code=jan_code,
        is_stocked=kind is ProductKind.GOODS if is_stocked is None else is_stocked, category=category,
        standard_price=standard_price, standard_currency=standard_currency,
        standard_price_includes_tax=standard_price_includes_tax, note=note, owner=owner, review_on=review_on,
        tracking=tracking, shelf_days=shelf_days, is_valued=is_valued,
    )  # fmt: skip
    values = await product_values(act, typed)
    return await add_product(act, values, number, accept_duplicates, reason)
