"""What suppliers ask for what, how they deliver, when we order again, and what we let pass."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, money, rate, ref, text, whole
from erp.kernel.columns import quantity as measure
from erp.masterdata.tables import Company, Party, Product, Warehouse
from modules.purchasing.states import OrderRule


class SupplierPrice(Table, schema="purchasing", tablename="supplier_price"):
    """What one of a product's own unit costs from a quantity on, between two days that are both included.

    `negotiation` says how the price was agreed: the law wants to see that it was.
    """

    id = key()
    company = ref(Company)
    supplier = ref(Party)
    product = ref(Product)
    currency = text()
    minimum_quantity = measure()
    unit_price = money()
    valid_from = day()
    valid_to = day(null=True)
    negotiation = text(null=True)
    negotiated_on = day(null=True)
    set_by = key_of_document()
    set_at = instant()


class SupplierProduct(Table, schema="purchasing", tablename="supplier_product"):
    """How a supplier delivers a product: his number for it, days, least order, multiple, whether we inspect.

    Quantities are in the product's own unit.
    """

    id = key()
    company = ref(Company)
    supplier = ref(Party)
    product = ref(Product)
    supplier_code = text(null=True)
    lead_days = whole()
    minimum_order = measure()
    order_multiple = measure()
    needs_inspection = flag()
    is_preferred = flag()
    order_rule = choice(OrderRule, default=OrderRule.WARN)


class ReorderPoint(Table, schema="purchasing", tablename="reorder_point"):
    """Below how many of a product in a warehouse we order again, and up to how many."""

    id = key()
    company = ref(Company)
    product = ref(Product)
    warehouse = ref(Warehouse)
    reorder_point = measure()
    target_stock = measure()


class PurchaseTolerance(Table, schema="purchasing", tablename="purchase_tolerance"):
    """What a company lets pass from a day on: shares are in per cent, `price_amount` is per line."""

    id = key()
    company = ref(Company)
    valid_from = day()
    over_receipt = rate()
    price_share = rate()
    price_amount = money()
    note = text(null=True)
