"""Draft a sales order: what a customer asked for is written down; nothing is promised yet."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from erp.masterdata.states import BillingPolicy
from modules.ordering import tables
from modules.ordering.customers import ordering_customer, priced_document
from modules.ordering.lines import SalesLineDraft, require_currency
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
    department: UUID | None = None,
    quotation: UUID | None = None,
    origin: str | None = None,
) -> UUID:
    """Write an order down; terms that are not given are the customer's own.

    `origin` is the sender's own key: a second order with the same origin is the first one. Refuses what
    a line is refused for, a party that is no active customer, another currency, a delivery before the order,
    a department that is not in use on its day.
    """
    if again := await _already_there(act, origin):
        return again
    on = ordered_on or act.today
    if requested_on and requested_on < on:
        raise BadInput("requestedOn", "BEFORE_ORDER", ordered_on=on)
    await _require_known(act, on, quotation, department)
    party = await ordering_customer(act, customer, on)
    money = require_currency(currency, act.currency)
    priced, totals = await priced_document(act, lines, party, money, prices_include_tax, on)
    order = new_id()
    head = {
        "id": order,
        "customer": party.id,
        "ordered_on": on,
        "requested_on": requested_on,
        "warehouse": await masterdata.default_warehouse(act.tx, act.company, warehouse),
        "state": SalesOrderState.DRAFT.value,
        "billing": (billing or party.billing).value,
        "customer_reference": customer_reference,
        "note": note,
        "salesperson": salesperson or act.actor,
        "department": department,
        "quotation": quotation,
        "origin": origin or f"own:{order}",
    }
    return await _write(act, head | totals.columns, priced, party.name)


async def _write(act: Act, head: dict[str, Any], priced: Sequence[dict[str, Any]], customer: str) -> UUID:
    order, on = head["id"], head["ordered_on"]
    number = await next_number(act, "sales_order", on)
    own = {"company": act.company, "number": number, "created_at": act.at}
    await act.tx.insert(tables.SalesOrder, [head | own])
    await act.tx.insert(
        tables.SalesOrderLine, [line | {"sales_order": order} | tables.UNTOUCHED for line in priced]
    )
    await register_document(
        act,
        kind="sales_order",
        id=order,
        number=number,
        on=on,
        title=f"{customer} {head['customer_reference'] or ''}".strip(),
        party=head["customer"],
        amount=head["total"],
        causes=[head["quotation"]] if head["quotation"] else [],
    )
    return order


async def _require_known(act: Act, on: date, quotation: UUID | None, department: UUID | None) -> None:
    """A key that the database knows is not enough: another company's offers are behind the wall."""
    if quotation and not await act.tx.value("SELECT id FROM ordering.quotation WHERE id = $1", quotation):
        raise NotFound("Quotation", quotation, field="quotation")
    if department:
        await masterdata.require_department(act.tx, department, on)


async def _already_there(act: Act, origin: str | None) -> UUID | None:
    if origin is None:
        return None
    return await act.tx.value(
        "SELECT id FROM ordering.sales_order WHERE company = $1 AND origin = $2", act.company, origin
    )
