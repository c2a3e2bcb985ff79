"""Draft a sales order: what a customer asked for is written down; nothing is promised yet."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from erp.masterdata.states import BillingPolicy
from modules.ordering import tables
from modules.ordering.customers import ordering_customer, rounding_for
from modules.ordering.lines import SalesLineDraft, priced_lines, require_currency, totals_of
from modules.ordering.states import SalesOrderState


async def draft_sales_order(
    *,
    act: Act,
    customer: UUID,
    lines: list[SalesLineDraft],
    ordered_on: date | None = None,
    requested_on: date | None = None,
    warehouse: UUID | None = None,
    currency: str | None = None,
    billing: BillingPolicy | None = None,
    prices_include_tax: bool | None = None,
    customer_reference: str | None = None,
    note: str | None = None,
    salesperson: UUID | None = None,
    quotation: UUID | None = None,
    origin: str | None = None,
) -> UUID:
    """Write an order down; answers the order.

    Terms that are not given are the customer's own. `origin` is the sender's own key: a second order with the
    same origin is the first one. Refuses what `priced_lines` refuses, a party that is not an active customer,
    a currency other than the company's, and a delivery wanted before the order.
    """
    again = await _already_there(act, origin)
    if again:
        return again
    on = ordered_on or act.today
    if requested_on and requested_on < on:
        raise BadInput("requestedOn", "BEFORE_ORDER", ordered_on=on)
    party = await ordering_customer(act, customer)
    money = require_currency(currency, act.currency)
    with_tax = party.prices_include_tax if prices_include_tax is None else prices_include_tax
    priced = await priced_lines(act, drafts=lines, customer=party.id, currency=money, on=on)
    rounding = await rounding_for(act, party)
    totals = await totals_of(
        act, lines=priced, rounding=rounding, currency=money, prices_include_tax=with_tax, on=on
    )
    order = new_id()
    number = await next_number(act, "sales_order", on)
    head = {
        "id": order,
        "company": act.company,
        "number": number,
        "customer": party.id,
        "ordered_on": on,
        "requested_on": requested_on,
        "warehouse": warehouse or await masterdata.default_warehouse(act.tx, act.company),
        "currency": money,
        "state": SalesOrderState.DRAFT.value,
        "billing": (billing or party.billing).value,
        "prices_include_tax": with_tax,
        "subtotal": totals.subtotal,
        "tax_total": totals.tax_total,
        "total": totals.total,
        "customer_reference": customer_reference,
        "note": note,
        "salesperson": salesperson or act.actor,
        "quotation": quotation,
        "origin": origin or f"own:{order}",
        "created_at": act.at,
    }
    await act.tx.insert(tables.SalesOrder, [head])
    await act.tx.insert(
        tables.SalesOrderLine, [line | {"sales_order": order} | tables.UNTOUCHED for line in priced]
    )
    await register_document(
        act,
        kind="sales_order",
        id=order,
        number=number,
        on=on,
        title=f"{party.name} {customer_reference or ''}".strip(),
        party=party.id,
        amount=totals.total,
        causes=[quotation] if quotation else [],
    )
    return order


async def _already_there(act: Act, origin: str | None) -> UUID | None:
    if origin is None:
        return None
    return await act.tx.value(
        "SELECT id FROM ordering.sales_order WHERE company = $1 AND origin = $2", act.company, origin
    )
