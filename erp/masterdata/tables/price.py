"""What things cost whom from when on."""

from piccolo.table import Table

from erp.kernel.columns import day, flag, key, money, quantity, ref, text
from erp.masterdata.tables.company import Company
from erp.masterdata.tables.party import Party
from erp.masterdata.tables.product import Product


class PriceList(Table, schema="masterdata", tablename="price_list"):
    """Prices in one currency and on one basis: for one customer, for everybody in a company, or for all."""

    id = key()
    company = ref(Company, null=True)
    code = text()
    name = text()
    currency = text()
    customer = ref(Party, null=True)
    is_active = flag()
    prices_include_tax = flag()


class Price(Table, schema="masterdata", tablename="price"):
    """The price of a product's own unit from a quantity on, between two days that are both included.

    `company` is that of its list, so that the wall between companies stands around prices as well.
    """

    id = key()
    company = ref(Company, null=True)
    price_list = ref(PriceList)
    product = ref(Product)
    minimum_quantity = quantity()
    unit_price = money()
    valid_from = day()
    valid_to = day(null=True)
