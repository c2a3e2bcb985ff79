"""Change a sales order: while it is a draft, what the customer asked for may still be put right."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.masterdata.keep import KEEP
from modules.ordering import tables
from modules.ordering.customers import ordering_customer, priced_document
from modules.ordering.lines import SalesLineDraft
from modules.ordering.queries import locked_order
from modules.ordering.states import SALES_ORDER, SalesOrderState


async def change_sales_order(
    *,
    act: Act,
    order: UUID,
    lines: list[SalesLineDraft] | None = None,
    requested_on: date | None = None,
    customer_reference: str | None = None,
    note: str | None = None,
    department: UUID | None = KEEP,
) -> UUID:
    """Replace the lines (all of them, when given) and the notes of a draft; answers the order.

    A department that is not mentioned stays.

    Refuses `WRONG_STATE` once the order is confirmed, and whatever a new order would be refused for.
    """
    head = await locked_order(act, order)
    SALES_ORDER.after("change", SalesOrderState(head["state"]))
    if requested_on and requested_on < head["ordered_on"]:
        raise BadInput("requestedOn", "BEFORE_ORDER", ordered_on=head["ordered_on"])
    if department is KEEP:
        department = head["department"]
    elif department is not None:
        await masterdata.require_department(act.tx, department, head["ordered_on"])
    changed = {
        "id": order,
        "requested_on": requested_on or head["requested_on"],
        "customer_reference": head["customer_reference"]
        if customer_reference is None
        else customer_reference,
        "note": head["note"] if note is None else note,
        "department": department,
    }
    if lines is not None:
        changed |= await _replace_lines(act, head, lines)
    await act.tx.update(tables.SalesOrder, [changed])
    return order


async def _replace_lines(act: Act, head: dict, lines: list[SalesLineDraft]) -> dict:
    party = await ordering_customer(act, head["customer"], head["ordered_on"])
    priced, totals = await priced_document(
        act,
        drafts=lines,
        party=party,
        currency=head["currency"],
        prices_include_tax=head["prices_include_tax"],
        on=head["ordered_on"],
    )
    await act.tx.run("DELETE FROM ordering.sales_order_line WHERE sales_order = $1", head["id"])
    await act.tx.insert(
        tables.SalesOrderLine, [line | {"sales_order": head["id"]} | tables.UNTOUCHED for line in priced]
    )
    return totals.columns
