"""What suppliers bill us for orders: the paper itself is payables', what it is matched with is here."""

from decimal import Decimal

from piccolo.table import Table

from erp.kernel.columns import choice, day, instant, key, key_of_document, money, ref, text, whole
from erp.kernel.columns import quantity as measure
from erp.masterdata.tables import Company, Party
from modules.purchasing.states import BillFinding, BillKind, PurchaseBillState
from modules.purchasing.tables.orders import PurchaseOrderLine


class PurchaseBill(Table, schema="purchasing", tablename="purchase_bill"):
    """A supplier's bill against orders; what is outside the tolerance is released by a second person."""

    id = key()
    company = ref(Company)
    number = text()
    kind = choice(BillKind)
    state = choice(PurchaseBillState)
    supplier = ref(Party)
    supplier_invoice = key_of_document()
    billed_on = day()
    total = money()
    difference = money()
    findings = whole()
    entered_by = key_of_document()
    entered_at = instant()
    released_by = key_of_document(null=True)
    released_at = instant(null=True)
    release_reason = text(null=True)


class PurchaseBillLine(Table, schema="purchasing", tablename="purchase_bill_line"):
    """What is billed of an order line beside what was ordered and accepted, as it was when it was entered."""

    id = key()
    company = ref(Company)
    purchase_bill = ref(PurchaseBill)
    line_no = whole()
    order_line = ref(PurchaseOrderLine)
    quantity = measure()
    unit_price = money()
    amount = money()
    ordered_price = money()
    expected_amount = money()
    allowance = money(default=Decimal(0))
    open_quantity = measure()
    difference = money()
    finding = choice(BillFinding)
