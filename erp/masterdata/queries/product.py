"""Products as documents need them, and what a quantity in another unit is in the product's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from erp.kernel.database import Transaction
from erp.kernel.errors import NotFound
from erp.masterdata.refusals import UnknownUnit
from erp.masterdata.states import ProductKind, Tracking


@dataclass(frozen=True, slots=True)
class ProductRow:
    """What documents need to know of a product; `factors`: how many of its own unit another holds."""

    id: UUID
    number: str
    name: str
    unit: UUID
    unit_code: str
    decimals: int
    tax_code: UUID
    kind: ProductKind
    is_stocked: bool
    is_active: bool
    tracking: Tracking
    shelf_days: int
    is_valued: bool
    factors: dict[UUID, Decimal]


async def products(tx: Transaction, ids: Iterable[UUID]) -> dict[UUID, ProductRow]:
    """Products by key, with their units; refuses when one does not exist."""
    wanted = sorted(set(ids))
    found = await tx.rows(
        "SELECT p.id, p.number, p.name, p.unit, u.code AS unit_code, u.decimals, p.tax_code, p.kind,"
        " p.is_stocked, p.is_active, p.tracking, p.shelf_days, p.is_valued, other.units, other.factors"
        " FROM masterdata.product p JOIN masterdata.unit u ON u.id = p.unit"
        " LEFT JOIN (SELECT product, array_agg(unit ORDER BY unit) AS units,"
        " array_agg(factor ORDER BY unit) AS factors FROM masterdata.product_unit"
        " WHERE product = ANY($1::uuid[]) GROUP BY product) other ON other.product = p.id"
        " WHERE p.id = ANY($1::uuid[])",
        wanted,
    )
    known = {row["id"]: _product_row(dict(row)) for row in found}
    for each in wanted:
        if each not in known:
            raise NotFound("Product", each)
    return known


def _product_row(row: dict) -> ProductRow:
    factors = dict(zip(row.pop("units") or [], row.pop("factors") or [], strict=True))
    factors[row["unit"]] = Decimal(1)
    row["kind"] = ProductKind(row["kind"])
    row["tracking"] = Tracking(row["tracking"])
    return ProductRow(**row, factors=factors)


def in_own_unit(product: ProductRow, quantity: Decimal, unit: UUID | None) -> Decimal:
    """A quantity counted in the product's own unit; refuses a unit the product does not come in."""
    if unit is None:
        return quantity
    if unit not in product.factors:
        raise UnknownUnit(product.id, unit, field="unit")
    return quantity * product.factors[unit]
