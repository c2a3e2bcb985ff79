"""Order what was requested: an approved request becomes a draft order to one supplier."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.quantity import Quantity
from modules.purchasing.lines import PurchaseLineDraft
from modules.purchasing.ordering import Wish, write_orders
from modules.purchasing.requesting import close_if_ordered, count_ordered, locked_request, request_lines
from modules.purchasing.states import PURCHASE_REQUEST, PurchaseRequestState
from modules.purchasing.suppliers import require_currency, selling


class NothingRequested(Refused):
    """All of the request is on orders already."""

    def __init__(self, number: str) -> None:
        super().__init__(field="request", number=number)


async def order_requested(
    *, act: Act, request: UUID, supplier: UUID, lines: list[UUID] | None = None
) -> UUID:
    """Draft an order for what of a request is not on an order yet; answers the order.

    The supplier's agreed price counts, else what the request took it to cost. Refuses `WRONG_STATE` before it
    is approved, `NOTHING_REQUESTED`, and what an order is refused for.
    """
    head = await locked_request(act, request)
    PURCHASE_REQUEST.after("order", PurchaseRequestState(head["state"]))
    known = {line["id"]: line for line in await request_lines(act.tx, request)}
    for each in lines or []:
        if each not in known:
            raise NotFound("PurchaseRequestLine", each, field="lines")
    wanted = [
        line
        for line in known.values()
        if line["ordered"] < line["quantity"] and (lines is None or line["id"] in lines)
    ]
    if not wanted:
        raise NothingRequested(head["number"])
    seller = await selling(act, supplier)
    currency = require_currency(None, seller)
    agreed = await agreed_prices(act, seller.party.id, [line["product"] for line in wanted], currency)
    wish = Wish(
        supplier=supplier,
        expected_on=head["needed_on"] if head["needed_on"] and head["needed_on"] >= act.today else None,
        warehouse=head["warehouse"],
        department=head["department"],
        purchase_request=request,
        lines=[
            PurchaseLineDraft(
                product=line["product"],
                quantity=Quantity(line["quantity"] - line["ordered"]),
                unit=line["unit"],
                # What the request took it to cost is in our currency, and says nothing of another.
                unit_price=None
                if line["product"] in agreed or currency != act.currency
                else line["estimated_price"],
                description=line["description"],
                account=line["account"],
                request_line=line["id"],
            )
            for line in wanted
        ],
    )
    (order,) = await write_orders(act, [wish])
    await count_ordered(act, {line["id"]: line["quantity"] - line["ordered"] for line in wanted})
    await close_if_ordered(act, request)
    return order


async def agreed_prices(act: Act, supplier: UUID, products: list[UUID], currency: str) -> set[UUID]:
    """Products for which a price holds today."""
    rows = await act.tx.rows(
        """SELECT DISTINCT product FROM purchasing.supplier_price
           WHERE company = $1 AND supplier = $2 AND product = ANY($3::uuid[]) AND valid_from <= $4
             AND (valid_to IS NULL OR valid_to >= $4) AND currency = $5""",
        act.company,
        supplier,
        products,
        act.today,
        currency,
    )
    return {row["product"] for row in rows}
