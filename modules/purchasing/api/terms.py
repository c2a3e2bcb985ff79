"""Suppliers' prices and ways of delivering, reorder points, and what we let pass."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, computed, link, many, mutation, node, one
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Party, Product, Warehouse
from modules.purchasing import tables
from modules.purchasing.actions.set_purchase_tolerance import set_purchase_tolerance
from modules.purchasing.actions.set_reorder_point import set_reorder_point
from modules.purchasing.actions.set_supplier_price import set_supplier_price
from modules.purchasing.actions.set_supplier_product import set_supplier_product
from modules.purchasing.states import OrderRule

IN_FORCE = "({t}.valid_from <= :today AND ({t}.valid_to IS NULL OR {t}.valid_to >= :today))"


@node(tables.SupplierPrice)
class SupplierPrice:
    """What one of a product costs from a quantity and a day on, and how that was agreed."""

    id: ID
    supplier: Party = link("supplier")
    product: Product = link("product")
    currency: str
    minimum_quantity: Quantity
    unit_price: Money
    valid_from: date
    valid_to: date | None
    is_in_force: bool = computed(IN_FORCE)
    negotiation: str | None
    negotiated_on: date | None
    set_at: datetime


@node(tables.SupplierProduct)
class SupplierProduct:
    """How a supplier delivers a product; quantities are in its own unit."""

    id: ID
    supplier: Party = link("supplier")
    product: Product = link("product")
    supplier_code: str | None
    lead_days: int
    minimum_order: Quantity
    order_multiple: Quantity
    needs_inspection: bool
    is_preferred: bool
    order_rule: OrderRule


@node(tables.ReorderPoint)
class ReorderPoint:
    """Below how many of a product in a warehouse we order again, and up to how many."""

    id: ID
    product: Product = link("product")
    warehouse: Warehouse = link("warehouse")
    reorder_point: Quantity
    target_stock: Quantity


@node(tables.PurchaseTolerance)
class PurchaseTolerance:
    """What a company lets pass from a day on; shares are in per cent."""

    id: ID
    valid_from: date
    over_receipt: Decimal
    price_share: Decimal
    price_amount: Money
    note: str | None


QUERY = [
    one(SupplierPrice),
    many(
        SupplierPrice,
        filters=("supplier", "product", "is_in_force", "valid_from"),
        search=("supplier.name", "product.name", "product.number"),
        sorts=("valid_from", "unit_price"),
        default_sort="-valid_from",
    ),
    one(SupplierProduct),
    many(
        SupplierProduct,
        filters=("supplier", "product", "is_preferred"),
        search=("supplier.name", "product.name", "product.number", "supplier_code"),
        sorts=("product", "lead_days"),
        default_sort="product",
    ),
    many(
        ReorderPoint,
        filters=("product", "warehouse"),
        search=("product.name", "product.number"),
        sorts=("product",),
        default_sort="product",
    ),
    many(PurchaseTolerance, sorts=("valid_from",), default_sort="-valid_from"),
]
MUTATION = [
    mutation(set_supplier_price, SupplierPrice),
    mutation(set_supplier_product, SupplierProduct),
    mutation(set_reorder_point, ReorderPoint),
    mutation(set_purchase_tolerance, PurchaseTolerance),
]
