"""A product is sold or bought again."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.changing import switch
from erp.masterdata.tables import Product


async def reactivate_product(*, act: Act, product: UUID) -> UUID:
    """Take a product into use again."""
    await switch(act, Product, product, True, field="product")
    return product
