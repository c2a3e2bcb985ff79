"""Accept a quotation: the customer takes the offer, and it becomes an order at the prices offered."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from modules.ordering.actions.draft_sales_order import draft_sales_order
from modules.ordering.lines import SalesLineDraft
from modules.ordering.queries import locked_quotation, quotation_lines, set_state
from modules.ordering.states import QUOTATION, QuotationState


class QuotationExpired(Refused):
    """The offer was good until an earlier day."""

    def __init__(self, number: str, valid_until: date, on: date) -> None:
        super().__init__(field="orderedOn", number=number, valid_until=valid_until, on=on)


async def accept_quotation(
    *, act: Act, quotation: UUID, ordered_on: date | None = None, customer_reference: str | None = None
) -> UUID:
    """Make a draft order of an offer; answers the order.

    Refuses `QUOTATION_EXPIRED` after the day it was good until, and `WRONG_STATE`.
    """
    head = await locked_quotation(act, quotation)
    state = QUOTATION.after("accept", QuotationState(head["state"]))
    on = ordered_on or act.today
    if head["valid_until"] and on > head["valid_until"]:
        raise QuotationExpired(head["number"], head["valid_until"], on)
    lines = await quotation_lines(act.tx, quotation)
    order = await draft_sales_order(
        act=act,
        customer=head["customer"],
        lines=[
            SalesLineDraft(
                product=line["product"],
                quantity=line["quantity"],
                unit=line["unit"],
                unit_price=line["unit_price"],
                discount=line["discount"],
                description=line["description"],
            )
            for line in lines
        ],
        ordered_on=on,
        prices_include_tax=head["prices_include_tax"],
        customer_reference=customer_reference,
        note=head["note"],
        salesperson=head["salesperson"],
        quotation=quotation,
        origin=f"quotation:{quotation}",
    )
    await set_state(act, "quotation", quotation, state.value)
    return order
