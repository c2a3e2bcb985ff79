"""What customers asked for and what we promised.

A line counts how much of it was shipped, came back and was billed; CHECKs keep those counts within each other
(`returned <= shipped <= quantity`, `billed <= shipped - returned`), whoever writes.
"""

from decimal import Decimal

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, money, rate, ref, text, whole
from erp.kernel.columns import quantity as measure
from erp.masterdata.states import BillingPolicy
from erp.masterdata.tables import Company, Department, Party, Product, TaxCode, Unit, Warehouse
from modules.ordering.states import QuotationState, SalesOrderState


class Quotation(Table, schema="ordering", tablename="quotation"):
    """An offer to a customer, good until a day."""

    id = key()
    company = ref(Company)
    number = text()
    customer = ref(Party)
    quoted_on = day()
    valid_until = day(null=True)
    currency = text()
    state = choice(QuotationState)
    prices_include_tax = flag()
    subtotal = money()
    tax_total = money()
    total = money()
    subject = text(null=True)
    note = text(null=True)
    salesperson = key_of_document(null=True)
    created_at = instant()


class QuotationLine(Table, schema="ordering", tablename="quotation_line"):
    """One product of an offer."""

    id = key()
    company = ref(Company)
    quotation = ref(Quotation)
    line_no = whole()
    product = ref(Product)
    description = text()
    quantity = measure()
    unit = ref(Unit)
    factor = measure()
    unit_price = money()
    discount = rate()
    amount = money()
    tax_code = ref(TaxCode)


class SalesOrder(Table, schema="ordering", tablename="sales_order"):
    """What a customer wants from us, and how far it has come."""

    id = key()
    company = ref(Company)
    number = text()
    customer = ref(Party)
    ordered_on = day()
    requested_on = day(null=True)
    warehouse = ref(Warehouse)
    currency = text()
    state = choice(SalesOrderState)
    billing = choice(BillingPolicy)
    prices_include_tax = flag()
    subtotal = money()
    tax_total = money()
    total = money()
    customer_reference = text(null=True)
    note = text(null=True)
    salesperson = key_of_document(null=True)
    quotation = ref(Quotation, null=True)
    origin = text()
    created_at = instant()
    department = ref(Department, null=True)


class SalesOrderLine(Table, schema="ordering", tablename="sales_order_line"):
    """One product of an order, with its counts: how much left, came back and was billed."""

    id = key()
    company = ref(Company)
    sales_order = ref(SalesOrder)
    line_no = whole()
    product = ref(Product)
    description = text()
    quantity = measure()
    unit = ref(Unit)
    factor = measure()
    unit_price = money()
    discount = rate()
    amount = money()
    tax_code = ref(TaxCode)
    shipped = measure()
    returned = measure()
    billed = measure()


# A line on which nothing has happened yet.
UNTOUCHED = {"shipped": Decimal(0), "returned": Decimal(0), "billed": Decimal(0)}
