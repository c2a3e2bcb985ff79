"""Products, their units, and what they cost."""

from datetime import date

from erp.api import ID, children, computed, link, many, mutation, node, one
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata import tables
from erp.masterdata.actions.add_product_unit import add_product_unit
from erp.masterdata.actions.change_product import change_product
from erp.masterdata.actions.deactivate_product import deactivate_product
from erp.masterdata.actions.reactivate_product import reactivate_product
from erp.masterdata.actions.register_price_list import register_price_list
from erp.masterdata.actions.register_product import register_product
from erp.masterdata.actions.register_unit import register_unit
from erp.masterdata.actions.set_price import set_price
from erp.masterdata.api.ledger import TaxCode
from erp.masterdata.api.party import Party
from erp.masterdata.states import ProductKind, Tracking


@node(tables.Unit, permission="masterdata.read_product")
class Unit:
    """A unit of measure and how finely it can be split."""

    id: ID
    code: str
    name_ja: str
    name_en: str
    name: str = computed("CASE WHEN :language = 'ja' THEN {t}.name_ja ELSE {t}.name_en END")
    decimals: int
    is_active: bool


@node(tables.Product)
class Product:
    """Goods or a service."""

    id: ID
    number: str
    name: str
    name_kana: str | None
    kind: ProductKind
    is_stocked: bool
    jan_code: str | None
    category: str | None
    standard_price: Money | None
    standard_currency: str | None
    standard_price_includes_tax: bool
    note: str | None
    is_active: bool
    owner: ID | None
    review_on: date | None
    version: int
    tracking: Tracking
    shelf_days: int
    is_valued: bool
    unit: Unit = link("unit")
    tax_code: TaxCode = link("tax_code")
    units: list["ProductUnit"] = children("product", by="factor", expected=2)
    prices: list["Price"] = children("product", by="valid_from", expected=5)
    price_today: Money | None = computed(
        "masterdata.price_of({t}.id, NULL, 1,"
        " (SELECT currency FROM masterdata.company WHERE id = :company), :today)"
    )


@node(tables.ProductUnit, part_of=Product)
class ProductUnit:
    """Another unit a product comes in; `factor` is how many of its own unit one of it holds."""

    id: ID
    unit: Unit = link("unit")
    factor: Quantity


@node(tables.PriceList)
class PriceList:
    """Prices in one currency: for one customer, for everybody in one company, or for everybody."""

    id: ID
    code: str
    name: str
    currency: str
    prices_include_tax: bool
    is_active: bool
    customer: Party | None = link("customer")
    for_all_companies: bool = computed("{t}.company IS NULL")


@node(tables.Price, part_of=PriceList)
class Price:
    """The price of a product's own unit from a quantity on, between two days that are both included."""

    id: ID
    price_list: PriceList = link("price_list")
    product: Product = link("product")
    minimum_quantity: Quantity
    unit_price: Money
    valid_from: date
    valid_to: date | None


QUERY = [
    many(Unit, filters=("is_active",), search=("code", "name_ja", "name_en"), sorts=("code",),
         default_sort="code"),
    one(Product),
    many(
        Product,
        filters=("kind", "is_stocked", "is_active", "category", "tax_code", "owner", "tracking"),
        search=("number", "name", "name_kana", "name_key", "jan_code", "category"),
        sorts=("number", "name_kana", "name", "category", "standard_price"),
        default_sort="number",
    ),
    one(PriceList),
    many(PriceList, filters=("customer", "currency", "is_active"), search=("code", "name"),
         sorts=("code", "name"), default_sort="code"),
    many(Price, filters=("price_list", "product", "valid_from"), search=("product.number", "product.name"),
         sorts=("valid_from", "unit_price"), default_sort="-valid_from"),
]  # fmt: skip
MUTATION = [
    mutation(register_unit, Unit),
    mutation(register_product, Product),
    mutation(change_product, Product),
    mutation(deactivate_product, Product),
    mutation(reactivate_product, Product),
    mutation(add_product_unit, Product),
    mutation(register_price_list, PriceList),
    mutation(set_price, PriceList),
]
