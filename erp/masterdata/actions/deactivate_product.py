"""A product is not sold or bought any more."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.changing import switch
from erp.masterdata.tables import Product


async def deactivate_product(*, act: Act, product: UUID) -> UUID:
    """Take a product out of use; documents that name it stay as they are."""
    await switch(act, Product, product, False, field="product")
    return product
