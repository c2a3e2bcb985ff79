"""What people in the house need, the questions to suppliers, and their answers side by side."""

from datetime import date, datetime

from erp.api import ID, StoredFile, children, computed, computed_children, link, many, mutation, node, one
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Account, Department, Party, Product, Unit, Warehouse
from modules.purchasing import tables
from modules.purchasing.actions.cancel_purchase_request import cancel_purchase_request
from modules.purchasing.actions.cancel_request_for_quotation import cancel_request_for_quotation
from modules.purchasing.actions.change_purchase_request import change_purchase_request
from modules.purchasing.actions.choose_supplier_quotation import choose_supplier_quotation
from modules.purchasing.actions.draft_purchase_request import draft_purchase_request
from modules.purchasing.actions.enter_supplier_quotation import enter_supplier_quotation
from modules.purchasing.actions.order_requested import order_requested
from modules.purchasing.actions.request_quotations import request_quotations
from modules.purchasing.actions.submit_purchase_request import submit_purchase_request
from modules.purchasing.api.orders import PurchaseOrder
from modules.purchasing.states import PurchaseRequestState, RequestForQuotationState

WHO = "(SELECT u.name FROM access.app_user u WHERE u.id = {t}.requested_by)"
# The lowest total among the answers to the same question, other costs included.
CHEAPEST = """({t}.total + {t}.extra_cost = (SELECT min(q.total + q.extra_cost)
    FROM purchasing.supplier_quotation q WHERE q.request_for_quotation = {t}.request_for_quotation))"""
LOWEST = """(SELECT min(q.unit_price) FROM purchasing.supplier_quotation_line q WHERE q.rfq_line = {t}.id)"""
NAME = "(SELECT l.description FROM purchasing.request_for_quotation_line l WHERE l.id = {t}.rfq_line)"


@node(tables.PurchaseRequest)
class PurchaseRequest:
    """What somebody in the house needs, and what for."""

    id: ID
    number: str
    state: PurchaseRequestState
    requested_on: date
    requested_by: str | None = computed(WHO)
    needed_on: date | None
    department: Department | None = link("department")
    warehouse: Warehouse = link("warehouse")
    purpose: str
    note: str | None
    estimate: Money
    lines: list["PurchaseRequestLine"] = children("purchase_request", by="line_no")
    orders: list[PurchaseOrder] = computed_children("{c}.purchase_request = {t}.id", by="number", expected=1)


@node(tables.PurchaseRequestLine, part_of=PurchaseRequest)
class PurchaseRequestLine:
    """So many of a product, and how many of them are on orders."""

    id: ID
    line_no: int
    product: Product = link("product")
    description: str
    quantity: Quantity
    unit: Unit = link("unit")
    estimated_price: Money | None
    supplier: Party | None = link("supplier")
    account: Account | None = link("account")
    ordered: Quantity


@node(tables.RequestForQuotation)
class RequestForQuotation:
    """The same question to several suppliers, and their answers."""

    id: ID
    number: str
    state: RequestForQuotationState
    asked_on: date
    answer_by: date | None
    needed_on: date | None
    warehouse: Warehouse = link("warehouse")
    department: Department | None = link("department")
    currency: str
    note: str | None
    purchase_request: PurchaseRequest | None = link("purchase_request")
    chosen: ID | None
    choice_reason: str | None
    created_at: datetime
    lines: list["RequestForQuotationLine"] = children("request_for_quotation", by="line_no")
    suppliers: list["AskedSupplier"] = children("request_for_quotation", by="id", expected=3)
    quotations: list["SupplierQuotation"] = children("request_for_quotation", by="total", expected=3)


@node(tables.RequestForQuotationLine, part_of=RequestForQuotation)
class RequestForQuotationLine:
    """So many of a product, and the lowest price that was answered."""

    id: ID
    line_no: int
    product: Product = link("product")
    description: str
    quantity: Quantity
    unit: Unit = link("unit")
    lowest: Money | None = computed(LOWEST)


@node(tables.AskedSupplier, part_of=RequestForQuotation)
class AskedSupplier:
    """One whom we asked, and whether he answered."""

    id: ID
    supplier: Party = link("supplier")
    answered: bool = computed(
        """EXISTS (SELECT FROM purchasing.supplier_quotation q
            WHERE q.request_for_quotation = {t}.request_for_quotation AND q.supplier = {t}.supplier)"""
    )


@node(tables.SupplierQuotation, part_of=RequestForQuotation)
class SupplierQuotation:
    """What a supplier answered; a better answer is a new one."""

    id: ID
    supplier: Party = link("supplier")
    quoted_on: date
    valid_until: date | None
    supplier_reference: str | None
    lead_days: int | None
    extra_cost: Money
    total: Money
    worth: Money = computed("({t}.total + {t}.extra_cost)")
    is_cheapest: bool = computed(CHEAPEST)
    note: str | None
    evidence: StoredFile | None = link("evidence")
    entered_at: datetime
    lines: list["SupplierQuotationLine"] = children("supplier_quotation", by="id")


@node(tables.SupplierQuotationLine, part_of=SupplierQuotation)
class SupplierQuotationLine:
    """What he asks for one of a line's unit."""

    id: ID
    rfq_line: ID
    description: str = computed(NAME)
    unit_price: Money
    amount: Money


QUERY = [
    one(PurchaseRequest),
    many(
        PurchaseRequest,
        filters=("state", "department", "requested_on", "needed_on"),
        search=("number", "purpose"),
        sorts=("number", "requested_on", "needed_on", "estimate"),
        default_sort="-number",
    ),
    one(RequestForQuotation),
    many(
        RequestForQuotation,
        filters=("state", "asked_on", "answer_by"),
        search=("number", "note"),
        sorts=("number", "asked_on", "answer_by"),
        default_sort="-number",
    ),
]
MUTATION = [
    mutation(draft_purchase_request, PurchaseRequest),
    mutation(change_purchase_request, PurchaseRequest),
    mutation(submit_purchase_request, PurchaseRequest),
    mutation(cancel_purchase_request, PurchaseRequest),
    mutation(order_requested, PurchaseOrder),
    mutation(request_quotations, RequestForQuotation),
    mutation(enter_supplier_quotation, RequestForQuotation),
    mutation(choose_supplier_quotation, PurchaseOrder),
    mutation(cancel_request_for_quotation, RequestForQuotation),
]
