"""What somebody needs, whom we asked for a price, and what they answered."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, instant, key, key_of_document, money, ref, text, whole
from erp.kernel.columns import quantity as measure
from erp.masterdata.tables import Account, Company, Department, Party, Product, Unit, Warehouse
from modules.purchasing.states import PurchaseRequestState, RequestForQuotationState


class PurchaseRequest(Table, schema="purchasing", tablename="purchase_request"):
    """What somebody in the house needs, and what for."""

    id = key()
    company = ref(Company)
    number = text()
    state = choice(PurchaseRequestState)
    requested_on = day()
    needed_on = day(null=True)
    department = ref(Department, null=True)
    warehouse = ref(Warehouse)
    purpose = text()
    note = text(null=True)
    estimate = money()
    requested_by = key_of_document()
    created_at = instant()
    origin = text()


class PurchaseRequestLine(Table, schema="purchasing", tablename="purchase_request_line"):
    """So many of a product, with what it may cost; `ordered` is how many of them are on orders."""

    id = key()
    company = ref(Company)
    purchase_request = ref(PurchaseRequest)
    line_no = whole()
    product = ref(Product)
    description = text()
    quantity = measure()
    unit = ref(Unit)
    factor = measure()
    estimated_price = money(null=True)
    supplier = ref(Party, null=True)
    account = ref(Account, null=True)
    ordered = measure()


class RequestForQuotation(Table, schema="purchasing", tablename="request_for_quotation"):
    """The same question to several suppliers, with the day until which we want their answers."""

    id = key()
    company = ref(Company)
    number = text()
    state = choice(RequestForQuotationState)
    asked_on = day()
    answer_by = day(null=True)
    needed_on = day(null=True)
    warehouse = ref(Warehouse)
    department = ref(Department, null=True)
    currency = text()
    note = text(null=True)
    purchase_request = ref(PurchaseRequest, null=True)
    chosen = key_of_document(null=True)
    choice_reason = text(null=True)
    asked_by = key_of_document()
    created_at = instant()


class RequestForQuotationLine(Table, schema="purchasing", tablename="request_for_quotation_line"):
    """So many of a product."""

    id = key()
    company = ref(Company)
    request_for_quotation = ref(RequestForQuotation)
    line_no = whole()
    product = ref(Product)
    description = text()
    quantity = measure()
    unit = ref(Unit)
    factor = measure()
    request_line = ref(PurchaseRequestLine, null=True)


class AskedSupplier(Table, schema="purchasing", tablename="asked_supplier"):
    """One whom we asked."""

    id = key()
    company = ref(Company)
    request_for_quotation = ref(RequestForQuotation)
    supplier = ref(Party)


class SupplierQuotation(Table, schema="purchasing", tablename="supplier_quotation"):
    """What a supplier answered: his prices, days and conditions. A better answer is a new one."""

    id = key()
    company = ref(Company)
    request_for_quotation = ref(RequestForQuotation)
    supplier = ref(Party)
    quoted_on = day()
    valid_until = day(null=True)
    supplier_reference = text(null=True)
    lead_days = whole(null=True)
    extra_cost = money()
    total = money()
    note = text(null=True)
    evidence = key_of_document(null=True)
    entered_by = key_of_document()
    entered_at = instant()


class SupplierQuotationLine(Table, schema="purchasing", tablename="supplier_quotation_line"):
    """What he asks for one of a line's unit."""

    id = key()
    company = ref(Company)
    supplier_quotation = ref(SupplierQuotation)
    rfq_line = ref(RequestForQuotationLine)
    unit_price = money()
    amount = money()
