"""Electronic invoices we wrote and received. What one says never changes; how far we are with it does."""

from piccolo.table import Table

from erp.kernel.columns import (
    choice,
    day,
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
from erp.masterdata.tables import Company, Party
from modules.einvoicing.states import (
    EInvoiceDirection,
    EInvoiceFaultKind,
    EInvoiceKind,
    EInvoiceState,
)


class EInvoice(Table, schema="einvoicing", tablename="e_invoice"):
    """One file of the standard. `document` is what it was written from, or what it became."""

    id = key()
    company = ref(Company)
    direction = choice(EInvoiceDirection)
    kind = choice(EInvoiceKind)
    state = choice(EInvoiceState)
    number = text()
    issued_on = day()
    due_on = day(null=True)
    supplied_from = day(null=True)
    supplied_to = day(null=True)
    currency = text()
    party = ref(Party, null=True)
    party_name = text()
    endpoint = text(null=True)
    t_number = text(null=True)
    corporate_number = text(null=True)
    preceding = text(null=True)
    note = text(null=True)
    subtotal = money()
    tax_total = money()
    total = money()
    payable = money()
    sha256 = text()
    file = key_of_document()
    document = key_of_document(null=True)
    reason = text(null=True)
    recorded_at = instant()


class EInvoiceLine(Table, schema="einvoicing", tablename="e_invoice_line"):
    """A line as the document says it."""

    id = key()
    company = ref(Company)
    e_invoice = ref(EInvoice)
    line_no = whole()
    description = text()
    quantity = quantity()
    unit = text(null=True)
    unit_price = money(null=True)
    amount = money()
    category = text(null=True)
    tax_rate = rate(null=True)
    supplied_from = day(null=True)
    supplied_to = day(null=True)
    delivery_note = text(null=True)


class EInvoiceTax(Table, schema="einvoicing", tablename="e_invoice_tax"):
    """Base and tax of a class and rate as the document says them."""

    id = key()
    company = ref(Company)
    e_invoice = ref(EInvoice)
    line_no = whole()
    category = text(null=True)
    rate = rate(null=True)
    base = money()
    tax = money()


class EInvoiceFault(Table, schema="einvoicing", tablename="e_invoice_fault"):
    """Something that is wrong with a document we received; ours have none."""

    id = key()
    company = ref(Company)
    e_invoice = ref(EInvoice)
    line_no = whole()
    kind = choice(EInvoiceFaultKind)
    place = text()
    given = text()
    expected = text()


TABLES = (EInvoice, EInvoiceLine, EInvoiceTax, EInvoiceFault)
