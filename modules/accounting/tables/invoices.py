"""What customers are asked to pay. It never changes once issued."""

from piccolo.table import Table

from erp.kernel.columns import (
    choice,
    day,
    document_json,
    flag,
    instant,
    key,
    key_of_document,
    money,
    quantity,
    rate,
    ref,
    text,
    whole,
)
from erp.kernel.money import ZERO, Rounding
from erp.masterdata.tables import Company, Department, Party, Product, TaxCode, Unit
from modules.accounting.states import InvoiceForm, InvoiceKind


class Invoice(Table, schema="accounting", tablename="invoice"):
    """An invoice, or the credit note that answers one (`credits`). It never changes once issued.

    `issuer` and `recipient` are names and addresses as they were on the day; older invoices have none. What
    was supplied in a span of days names both; `replaces` is the faulty invoice a corrected one stands for.
    """

    id = key()
    company = ref(Company)
    number = text()
    kind = choice(InvoiceKind)
    customer = ref(Party)
    issued_on = day()
    due_on = day()
    currency = text()
    prices_include_tax = flag()
    tax_rounding = choice(Rounding)
    subtotal = money()
    tax_total = money()
    total = money()
    origin = text()
    credits = ref("self", null=True)
    reason = text(null=True)
    issued_at = instant()
    form = choice(InvoiceForm, null=True)
    supplied_from = day(null=True)
    supplied_to = day(null=True)
    replaces = key_of_document(null=True)
    discount = money(default=ZERO)
    is_obligatory = flag(default=True)
    issuer = document_json(null=True)
    recipient = document_json(null=True)
    note = text(null=True)
    department = ref(Department, null=True)


class InvoiceLine(Table, schema="accounting", tablename="invoice_line"):
    """What the customer pays for; `discount` is in per cent.

    `origin_line` is the line of an order that it bills, `credits_line` the line of an invoice it takes back.
    """

    id = key()
    company = ref(Company)
    invoice = ref(Invoice)
    line_no = whole()
    product = ref(Product, null=True)
    description = text()
    quantity = quantity()
    unit = ref(Unit, null=True)
    unit_price = money()
    discount = rate()
    amount = money()
    tax_code = ref(TaxCode)
    tax_rate = rate()
    origin_line = key_of_document(null=True)
    credits_line = ref("self", null=True)
    supplied_on = day(null=True)
    rate_reason = text(null=True)


class InvoiceTax(Table, schema="accounting", tablename="invoice_tax"):
    """Tax of one class and rate, rounded once for the whole invoice.

    `discount` is this rate's part of the discount on the whole, in prices of the lines; `base` is after it.
    """

    id = key()
    company = ref(Company)
    invoice = ref(Invoice)
    tax_code = ref(TaxCode)
    rate = rate()
    base = money()
    tax = money()
    discount = money(default=ZERO)
