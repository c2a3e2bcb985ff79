"""A product also comes by the case."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.quantity import Quantity
from erp.masterdata.changing import locked
from erp.masterdata.checks import must_exist
from erp.masterdata.refusals import NumberTaken
from erp.masterdata.tables import Product, ProductUnit
from erp.masterdata.writing import add


async def add_product_unit(*, act: Act, product: UUID, unit: UUID, factor: Quantity) -> UUID:
    """Let a product be counted in another unit too: `factor` is how many of its own unit one of it holds."""
    row = await locked(act, Product, product, field="product")
    await must_exist(act, "unit", "Unit", unit, field="unit")
    if factor <= 0:
        raise BadInput("factor", "NOT_POSITIVE", given=factor)
    taken = NumberTaken("ProductUnit", row["number"], field="unit")
    if unit == row["unit"]:
        raise taken
    values = {"id": new_id(), "product": product, "unit": unit, "factor": factor}
    await add(act, ProductUnit, values, taken=taken)
    return product
