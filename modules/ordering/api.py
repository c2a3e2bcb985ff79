"""What programs and pages may ask of ordering, and what they may have it do."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, children, computed, computed_children, link, many, mutation, node, one, report, row
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Department, Party, Product, TaxCode, Unit, Warehouse
from erp.masterdata.states import BillingPolicy
from modules.accounting.api import Invoice
from modules.inventory.api import Shipment
from modules.ordering import tables
from modules.ordering.actions.accept_quotation import accept_quotation
from modules.ordering.actions.cancel_sales_order import cancel_sales_order
from modules.ordering.actions.change_sales_order import change_sales_order
from modules.ordering.actions.close_sales_order import close_sales_order
from modules.ordering.actions.confirm_sales_order import confirm_sales_order
from modules.ordering.actions.decline_quotation import decline_quotation
from modules.ordering.actions.draft_quotation import draft_quotation
from modules.ordering.actions.draft_sales_order import draft_sales_order
from modules.ordering.actions.invoice_sales_order import invoice_sales_order
from modules.ordering.actions.reserve_backorder import reserve_backorder
from modules.ordering.actions.return_shipment import return_shipment
from modules.ordering.actions.send_quotation import send_quotation
from modules.ordering.actions.ship_sales_order import ship_sales_order
from modules.ordering.states import Progress, QuotationState, SalesOrderState

SHIPPED = "ordering.shipped_progress({t}.id)"
BILLED = "ordering.billed_progress({t}.id)"


@node(tables.Quotation)
class Quotation:
    """An offer to a customer, good until a day."""

    id: ID
    number: str
    customer: Party = link("customer")
    quoted_on: date
    valid_until: date | None
    currency: str
    state: QuotationState
    prices_include_tax: bool
    subtotal: Money
    tax_total: Money
    total: Money
    subject: str | None
    note: str | None
    created_at: datetime
    lines: list["QuotationLine"] = children("quotation", by="line_no")
    sales_orders: list["SalesOrder"] = computed_children("{c}.quotation = {t}.id", by="number", expected=1)


@node(tables.QuotationLine, part_of=Quotation)
class QuotationLine:
    """One product of an offer; `discount` is in per cent."""

    id: ID
    line_no: int
    product: Product = link("product")
    description: str
    quantity: Quantity
    unit: Unit = link("unit")
    unit_price: Money
    discount: Decimal
    amount: Money
    tax_code: TaxCode = link("tax_code")


@node(tables.SalesOrder)
class SalesOrder:
    """What a customer wants from us, and how far it has come."""

    id: ID
    number: str
    customer: Party = link("customer")
    ordered_on: date
    requested_on: date | None
    warehouse: Warehouse = link("warehouse")
    currency: str
    state: SalesOrderState
    shipped: Progress = computed(SHIPPED)
    billed: Progress = computed(BILLED)
    billing: BillingPolicy
    prices_include_tax: bool
    subtotal: Money
    tax_total: Money
    total: Money
    customer_reference: str | None
    note: str | None
    origin: str
    created_at: datetime
    quotation: Quotation | None = link("quotation")
    department: Department | None = link("department")
    lines: list["SalesOrderLine"] = children("sales_order", by="line_no")
    shipments: list[Shipment] = computed_children("{c}.sales_order = {t}.id", by="number", expected=2)
    invoices: list[Invoice] = computed_children(
        "{c}.id IN (SELECT k.effect FROM kernel.document_link k WHERE k.cause = {t}.id)",
        by="number",
        expected=2,
    )


@node(tables.SalesOrderLine, part_of=SalesOrder)
class SalesOrderLine:
    """One product of an order and its counts; `discount` is in per cent, `reserved` is held for it,
    `missing` waits for goods."""

    id: ID
    line_no: int
    product: Product = link("product")
    description: str
    quantity: Quantity
    unit: Unit = link("unit")
    unit_price: Money
    discount: Decimal
    amount: Money
    tax_code: TaxCode = link("tax_code")
    shipped: Quantity
    returned: Quantity
    billed: Quantity
    reserved: Quantity = computed(
        """coalesce((SELECT sum(r.quantity) FROM inventory.reservation r
            WHERE r.demand = {t}.id), 0) / {t}.factor"""
    )
    missing: Quantity = computed(
        """CASE WHEN (SELECT p.is_stocked FROM masterdata.product p WHERE p.id = {t}.product)
            AND (SELECT o.state FROM ordering.sales_order o WHERE o.id = {t}.sales_order) = 'CONFIRMED'
            THEN greatest({t}.quantity - {t}.shipped - coalesce((SELECT sum(r.quantity)
                FROM inventory.reservation r WHERE r.demand = {t}.id), 0) / {t}.factor, 0)
            ELSE 0 END"""
    )


@row
class TodayFigures:
    """What waits for somebody today."""

    orders_to_confirm: int
    orders_to_ship: int
    backorders: int
    orders_to_bill: int


TODAY = """
    SELECT count(*) FILTER (WHERE o.state = 'DRAFT') AS orders_to_confirm,
           count(*) FILTER (WHERE o.state = 'CONFIRMED' AND l.to_ship) AS orders_to_ship,
           count(*) FILTER (WHERE o.state = 'CONFIRMED' AND l.missing) AS backorders,
           count(*) FILTER (WHERE o.state = 'CONFIRMED' AND l.to_bill) AS orders_to_bill
    FROM ordering.sales_order o
    LEFT JOIN LATERAL (
        SELECT bool_or(s.shipped < s.quantity) AS to_ship,
               bool_or(p.is_stocked AND (s.quantity - s.shipped) * s.factor > coalesce(r.held, 0)) AS missing,
               bool_or(s.billed < s.shipped - s.returned) AS to_bill
        FROM ordering.sales_order_line s
        JOIN masterdata.product p ON p.id = s.product
        LEFT JOIN LATERAL (
            SELECT sum(h.quantity) AS held FROM inventory.reservation h WHERE h.demand = s.id
        ) r ON true
        WHERE s.sales_order = o.id
    ) l ON true
    WHERE o.state IN ('DRAFT', 'CONFIRMED')
"""

QUERY = [
    one(SalesOrder),
    many(
        SalesOrder,
        filters=("state", "customer", "department", "ordered_on", "requested_on", "shipped", "billed"),
        search=("number", "customer.name", "customer.name_kana", "customer_reference"),
        sorts=("number", "ordered_on", "requested_on", "total"),
        default_sort="-number",
    ),
    one(Quotation),
    many(
        Quotation,
        filters=("state", "customer", "quoted_on"),
        search=("number", "customer.name", "subject"),
        sorts=("number", "quoted_on", "total"),
        default_sort="-number",
    ),
    report("today_figures", TodayFigures, sql=TODAY, permission="ordering.read_sales_order", single=True),
]
MUTATION = [
    mutation(draft_quotation, Quotation),
    mutation(send_quotation, Quotation),
    mutation(accept_quotation, SalesOrder),
    mutation(decline_quotation, Quotation),
    mutation(draft_sales_order, SalesOrder),
    mutation(change_sales_order, SalesOrder),
    mutation(confirm_sales_order, SalesOrder),
    mutation(cancel_sales_order, SalesOrder),
    mutation(reserve_backorder, SalesOrder),
    mutation(ship_sales_order, SalesOrder),
    mutation(invoice_sales_order, SalesOrder),
    mutation(return_shipment, SalesOrder),
    mutation(close_sales_order, SalesOrder),
]
