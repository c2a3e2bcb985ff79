"""What we sell and buy, and in which units."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, key, key_of_document, money, quantity, ref, text, whole
from erp.masterdata.states import ProductKind, Tracking
from erp.masterdata.tables.tax import TaxCode


class Unit(Table, schema="masterdata", tablename="unit"):
    """A unit of measure and how finely it can be split: pieces have no decimals, kilograms have three."""

    id = key()
    code = text()
    name_ja = text()
    name_en = text()
    decimals = whole()
    is_active = flag()


class Product(Table, schema="masterdata", tablename="product"):
    """Goods or a service. Its number is ours or was given when it was registered, and is never used again.

    `tracking` says how pieces are told apart, `shelf_days` how many days an expiring lot must have left to be
    picked; what is not valued (supplies) is counted and was expensed when it came in.
    """

    id = key()
    number = text()
    name = text()
    name_kana = text(null=True)
    name_key = text()
    unit = ref(Unit)
    tax_code = ref(TaxCode)
    kind = choice(ProductKind)
    is_stocked = flag()
    jan_code = text(null=True)
    category = text(null=True)
    standard_price = money(null=True)
    standard_currency = text(null=True)
    standard_price_includes_tax = flag()
    note = text(null=True)
    is_active = flag()
    owner = key_of_document(null=True)
    review_on = day(null=True)
    version = whole()
    tracking = choice(Tracking, default=Tracking.NONE)
    shelf_days = whole(default=0)
    is_valued = flag(default=True)


class ProductUnit(Table, schema="masterdata", tablename="product_unit"):
    """Another unit a product comes in: one case is 24 pieces (factor 24)."""

    id = key()
    product = ref(Product)
    unit = ref(Unit)
    factor = quantity()
