"""What is known about a product changed."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.money import Money
from erp.masterdata.altering import alter_product
from erp.masterdata.keep import KEEP, given
from erp.masterdata.states import ProductKind, Tracking


async def change_product(
    *,
    act: Act,
    product: UUID,
    version: int | None = None,
    name: str = KEEP,
    name_kana: str | None = KEEP,
    kind: ProductKind = KEEP,
    is_stocked: bool = KEEP,
    tax_code: UUID = KEEP,
    jan_code: str | None = KEEP,
    category: str | None = KEEP,
    standard_price: Money | None = KEEP,
    standard_currency: str | None = KEEP,
    standard_price_includes_tax: bool = KEEP,
    note: str | None = KEEP,
    tracking: Tracking = KEEP,
    shelf_days: int = KEEP,
    is_valued: bool = KEEP,
    owner: UUID | None = KEEP,
    review_on: date | None = KEEP,
) -> UUID:
    """Change what is mentioned and leave the rest; its own unit stays, since all is counted in it."""
    changes = given(
        name=name, name_kana=name_kana, kind=kind, is_stocked=is_stocked, tax_code=tax_code,
        jan_code=jan_code, category=category, standard_price=standard_price,
        standard_currency=standard_currency, standard_price_includes_tax=standard_price_includes_tax,
        note=note, owner=owner, review_on=review_on,
        tracking=tracking, shelf_days=shelf_days, is_valued=is_valued,
    )  # fmt: skip
    await alter_product(act, product, version, changes)
    return product
