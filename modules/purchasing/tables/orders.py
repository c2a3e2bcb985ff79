"""What we ordered. A line counts what came, was refused, accepted, sent back and billed.

CHECKs keep those counts within each other, whoever writes.
"""

from decimal import Decimal

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
    ref,
    text,
    whole,
)
from erp.kernel.columns import quantity as measure
from erp.masterdata.tables import Account, Company, Department, Party, Product, TaxCode, Unit, Warehouse
from modules.purchasing.states import PurchaseOrderState
from modules.purchasing.tables.asking import PurchaseRequest, PurchaseRequestLine, SupplierQuotation

NOTHING = Decimal(0)


class PurchaseOrder(Table, schema="purchasing", tablename="purchase_order"):
    """What we want from a supplier; `said` is what his paper says, `worth` the total in our own currency."""

    id = key()
    company = ref(Company)
    number = text()
    state = choice(PurchaseOrderState)
    supplier = ref(Party)
    ordered_on = day()
    expected_on = day(null=True)
    warehouse = ref(Warehouse)
    department = ref(Department, null=True)
    currency = text()
    subtotal = money()
    tax_total = money()
    total = money()
    worth = money()
    inspection_days = whole(null=True)
    payment_on = day(null=True)
    remark = text(null=True)
    note = text(null=True)
    purchase_request = ref(PurchaseRequest, null=True)
    quotation = ref(SupplierQuotation, null=True)
    origin = text()
    drafted_by = key_of_document()
    created_at = instant()
    placed_by = key_of_document(null=True)
    placed_at = instant(null=True)
    said = document_json(null=True)
    file = key_of_document(null=True)
    sha256 = text(null=True)
    template_version = text(null=True)
    rendered_at = instant(null=True)
    held_until = instant(null=True)
    attempts = whole()
    mail_to = text(null=True)
    mailed_at = instant(null=True)


class PurchaseOrderLine(Table, schema="purchasing", tablename="purchase_order_line"):
    """One product of an order; `most` is how many may come at all, `account` where what is no stock goes.

    `allowance` is by how much less goods were taken under concession, and how much of that was billed.
    """

    id = key()
    company = ref(Company)
    purchase_order = ref(PurchaseOrder)
    line_no = whole()
    product = ref(Product)
    description = text()
    supplier_code = text(null=True)
    quantity = measure()
    unit = ref(Unit)
    factor = measure()
    unit_price = money()
    amount = money()
    tax_code = ref(TaxCode)
    account = ref(Account, null=True)
    needs_inspection = flag()
    expected_on = day(null=True)
    request_line = ref(PurchaseRequestLine, null=True)
    most = measure()
    received = measure()
    rejected = measure()
    accepted = measure()
    returned = measure()
    billed = measure()
    allowance = money(default=NOTHING)
    allowance_billed = money(default=NOTHING)


# A line on which nothing has happened yet.
UNTOUCHED = {
    name: Decimal(0)
    for name in ("received", "rejected", "accepted", "returned", "billed", "allowance", "allowance_billed")
}
