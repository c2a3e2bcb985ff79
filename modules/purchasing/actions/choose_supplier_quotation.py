"""Choose a supplier's quotation: it becomes a draft order at his prices, with why it was he."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused, TooLong
from erp.kernel.quantity import Quantity
from modules.purchasing import tables
from modules.purchasing.lines import TEXT_LIMIT, PurchaseLineDraft
from modules.purchasing.ordering import Wish, write_orders
from modules.purchasing.quoting import asked_lines, locked_question
from modules.purchasing.requesting import close_if_ordered, count_ordered
from modules.purchasing.states import REQUEST_FOR_QUOTATION, RequestForQuotationState

CHOSEN = """
    SELECT q.*, (SELECT min(b.total + b.extra_cost) FROM purchasing.supplier_quotation b
                 WHERE b.request_for_quotation = q.request_for_quotation) AS lowest
    FROM purchasing.supplier_quotation q WHERE q.id = $1 AND q.company = $2
"""
PRICES = """
    SELECT rfq_line, unit_price FROM purchasing.supplier_quotation_line WHERE supplier_quotation = $1
"""


class QuotationOver(Refused):
    """The supplier's answer was good until a day that has passed."""

    def __init__(self, valid_until: Any) -> None:
        super().__init__(field="quotation", valid_until=valid_until)


async def choose_supplier_quotation(*, act: Act, quotation: UUID, reason: str | None = None) -> UUID:
    """Order by one of the answers; answers the draft order.

    Another than the cheapest needs a reason. Refuses `QUOTATION_OVER`, `WRONG_STATE` once it is decided, and
    what an order is refused for.
    """
    row = await act.tx.row(CHOSEN, quotation, act.company)
    if row is None:
        raise NotFound("SupplierQuotation", quotation, field="quotation")
    question = await locked_question(act, row["request_for_quotation"])
    state = REQUEST_FOR_QUOTATION.after("choose", RequestForQuotationState(question["state"]))
    why = (reason or "").strip() or None
    if len(why or "") > TEXT_LIMIT:
        raise TooLong("reason", TEXT_LIMIT)
    if row["total"] + row["extra_cost"] > row["lowest"] and why is None:
        raise BadInput("reason", "REQUIRED")
    if row["valid_until"] and row["valid_until"] < act.today:
        raise QuotationOver(row["valid_until"])
    prices = {each["rfq_line"]: each["unit_price"] for each in await act.tx.rows(PRICES, quotation)}
    lines = [line for line in await asked_lines(act.tx, question["id"]) if line["id"] in prices]
    (order,) = await write_orders(act, [_wish(act, question, dict(row), lines, prices)])
    by_line = {line["request_line"]: line["quantity"] for line in lines if line["request_line"]}
    await count_ordered(act, by_line)
    if question["purchase_request"]:
        await close_if_ordered(act, question["purchase_request"])
    decided = {"id": question["id"], "state": state.value, "chosen": quotation, "choice_reason": why}
    await act.tx.update(tables.RequestForQuotation, [decided])
    return order


def _wish(
    act: Act, question: dict[str, Any], row: dict[str, Any], lines: list[dict[str, Any]], prices: dict
) -> Wish:
    needed = question["needed_on"]
    return Wish(
        supplier=row["supplier"],
        expected_on=needed if needed and needed >= act.today else None,
        warehouse=question["warehouse"],
        department=question["department"],
        currency=question["currency"],
        purchase_request=question["purchase_request"],
        quotation=row["id"],
        causes=(question["id"],),
        lines=[
            PurchaseLineDraft(
                product=line["product"],
                quantity=Quantity(line["quantity"]),
                unit=line["unit"],
                unit_price=prices[line["id"]],
                description=line["description"],
                account=line["account"],
                request_line=line["request_line"],
            )
            for line in lines
        ],
    )
