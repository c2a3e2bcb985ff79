"""Three months of a small trading company: offers, orders in every state, paid and late invoices."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.actions.set_billing_terms import set_billing_terms
from erp.masterdata.states import BillingPolicy
from modules import accounting, billing, inventory
from modules.ordering.actions.confirm_sales_order import confirm_sales_order
from modules.ordering.actions.draft_quotation import draft_quotation
from modules.ordering.actions.draft_sales_order import draft_sales_order
from modules.ordering.actions.invoice_sales_order import invoice_sales_order
from modules.ordering.actions.send_quotation import send_quotation
from modules.ordering.actions.ship_sales_order import ShippedLine, ship_sales_order
from modules.ordering.handing_over import hand_over
from modules.ordering.lines import SalesLineDraft
from modules.ordering.queries import locked_order, order_lines

CUSTOMERS = "SELECT id FROM masterdata.party WHERE is_customer AND is_active ORDER BY number LIMIT 12"
LAST_CUSTOMERS = """
    SELECT id FROM masterdata.party
    WHERE is_customer AND is_active AND coalesce(credit_limit, 9000000) >= 1000000
    ORDER BY number DESC LIMIT 2
"""
PRODUCTS = """
    SELECT id FROM masterdata.product
    WHERE is_stocked AND is_active AND standard_price IS NOT NULL ORDER BY number LIMIT 25
"""
INVOICES = """
    SELECT i.id, i.total FROM kernel.document_link k JOIN accounting.invoice i ON i.id = k.effect
    WHERE k.cause = $1
"""
PAST_ORDERS = 27
OPEN_ORDERS = 6


async def seed_demo(act: Act) -> None:
    """Orders by every customer: the older ones paid, some late, some waiting to be shipped or confirmed."""
    customers = [row["id"] for row in await act.tx.rows(CUSTOMERS)]
    products = [row["id"] for row in await act.tx.rows(PRODUCTS)]
    if not customers or not products:
        return
    start = (act.today.replace(day=1) - timedelta(days=80)).replace(day=1) + timedelta(days=3)
    span = (act.today - start).days
    for place in range(PAST_ORDERS):
        on = start + timedelta(days=place * span // PAST_ORDERS)
        order = await _order(act, place, customers, products, on)
        await confirm_sales_order(act=act, order=order)
        shipped_on = min(on + timedelta(days=1 + place % 3), act.today)
        await ship_sales_order(act=act, order=order, on=shipped_on)
        await invoice_sales_order(act=act, order=order, on=shipped_on)
        if place % 4 != 3 and shipped_on + timedelta(days=20) <= act.today:
            await _pay(act, order, customers[place % len(customers)], shipped_on + timedelta(days=20))
    await _open_orders(act, customers, products)
    await _closed_month(act, products)
    await _quotations(act, customers, products)


async def _order(act: Act, place: int, customers: Sequence[UUID], products: Sequence[UUID], on: date) -> UUID:
    return await draft_sales_order(
        act=act,
        customer=customers[place % len(customers)],
        ordered_on=on,
        requested_on=on + timedelta(days=5),
        lines=_lines(place, products),
        billing=BillingPolicy.PER_SHIPMENT,
        customer_reference=f"PO-{1000 + place}",
        origin=f"demo:order:{place}",
    )


def _lines(place: int, products: Sequence[UUID]) -> list[SalesLineDraft]:
    return [
        SalesLineDraft(
            product=products[(place * 3 + step * 7) % len(products)],
            quantity=Quantity(Decimal(1 + (place + step * 2) % 6)),
            discount=Decimal(5) if (place + step) % 9 == 0 else Decimal(0),
        )
        for step in range(1 + place % 4)
    ]


async def _pay(act: Act, order: UUID, customer: UUID, on: date) -> None:
    for invoice in await act.tx.rows(INVOICES, order):
        await accounting.record_receipt(
            act=act,
            customer=customer,
            received_on=on,
            amount=Money(invoice["total"]),
            matches=[accounting.ReceiptMatch(invoice=invoice["id"], amount=Money(invoice["total"]))],
        )


async def _open_orders(act: Act, customers: Sequence[UUID], products: Sequence[UUID]) -> None:
    for step in range(OPEN_ORDERS):
        place = PAST_ORDERS + step
        on = act.today - timedelta(days=OPEN_ORDERS - step)
        order = await _order(act, place, customers, products, on)
        if step >= OPEN_ORDERS - 2:
            continue
        await confirm_sales_order(act=act, order=order)
        if step == 0:
            first = (await order_lines(act.tx, order))[0]
            part = ShippedLine(line=first["id"], quantity=Quantity(Decimal(1)))
            await ship_sales_order(act=act, order=order, on=act.today, lines=[part])


async def _closed_month(act: Act, products: Sequence[UUID]) -> None:
    """Two customers who are billed at the end of the month, by one invoice and by a statement of several."""
    month_end = act.today.replace(day=1) - timedelta(days=1)
    policies = (BillingPolicy.CLOSING_BILL, BillingPolicy.CLOSING_STATEMENT)
    closing = [row["id"] for row in await act.tx.rows(LAST_CUSTOMERS)]
    for nth, (customer, policy) in enumerate(zip(closing, policies, strict=False)):
        await set_billing_terms(act=act, party=customer, billing=policy, closing_day=31)
        days = [month_end.replace(day=day) for day in (5, 12, 19)]
        for place, on in enumerate([*days, act.today]):
            order = await draft_sales_order(
                act=act,
                customer=customer,
                ordered_on=on,
                lines=_lines(nth + place, products),
                origin=f"demo:closing:{nth}:{place}",
            )
            await confirm_sales_order(act=act, order=order)
            await ship_sales_order(act=act, order=order, on=on)
            await _bill(act, order, on, policy)
    if closing:
        await billing.close_customers(act=act, closing_on=month_end)


async def _bill(act: Act, order: UUID, on: date, policy: BillingPolicy) -> None:
    """What the worker would do: the bills of the month are made before it comes round."""
    if policy is BillingPolicy.CLOSING_STATEMENT:
        await invoice_sales_order(act=act, order=order, on=on)
        return
    head = await locked_order(act, order)
    for shipment in await inventory.shipments_of(act.tx, sales_order=order):
        await hand_over(act, head, shipment.id, on)


async def _quotations(act: Act, customers: Sequence[UUID], products: Sequence[UUID]) -> None:
    for step in range(3):
        quotation = await draft_quotation(
            act=act,
            customer=customers[(step * 5) % len(customers)],
            quoted_on=act.today - timedelta(days=3 + step),
            valid_until=act.today + timedelta(days=27 - step),
            subject=("春の催事用", "店舗什器の入替", "定期納品のご提案")[step],
            lines=_lines(step + 2, products),
        )
        if step:
            await send_quotation(act=act, quotation=quotation)
