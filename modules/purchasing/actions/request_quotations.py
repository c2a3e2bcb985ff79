"""Request quotations: the same question goes to several suppliers."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules import payables
from modules.purchasing import tables
from modules.purchasing.lines import TEXT_LIMIT, factor_of, require_sound
from modules.purchasing.quoting import AskedLine, SupplierToAsk
from modules.purchasing.requesting import locked_request, request_lines
from modules.purchasing.states import PURCHASE_REQUEST, PurchaseRequestState, RequestForQuotationState
from modules.purchasing.suppliers import require_known_currency

MOST_SUPPLIERS = 20


async def request_quotations(
    *,
    act: Act,
    suppliers: list[SupplierToAsk],
    lines: list[AskedLine] | None = None,
    request: UUID | None = None,
    answer_by: date | None = None,
    needed_on: date | None = None,
    warehouse: UUID | None = None,
    department: UUID | None = None,
    note: str | None = None,
    currency: str | None = None,
) -> UUID:
    """Ask several suppliers for a price, for an approved request or for lines of one's own; answers it.

    All answer in one currency, ours unless another is named.

    Refuses nobody to ask, somebody twice, who is no supplier, no lines, and a day that has passed.
    """
    wanted = [each.supplier for each in suppliers]
    if not wanted or len(wanted) > MOST_SUPPLIERS or len(set(wanted)) != len(wanted):
        raise BadInput("suppliers", "NOT_A_LIST_OF_SUPPLIERS", limit=MOST_SUPPLIERS)
    if len(note or "") > TEXT_LIMIT:
        raise TooLong("note", TEXT_LIMIT)
    for field, day in (("answerBy", answer_by), ("neededOn", needed_on)):
        if day and day < act.today:
            raise BadInput(field, "BEFORE_ORDER", ordered_on=act.today)
    head: dict[str, Any] = {"warehouse": warehouse, "department": department, "needed_on": needed_on}
    rows = await _of_request(act, request, head) if request else await _of_lines(act, lines or [])
    known = await masterdata.parties(act.tx, wanted)
    for party in known.values():
        if not party.is_supplier:
            raise payables.NotASupplier(party.number)
    money = require_known_currency(currency or act.currency)
    head |= {"currency": money, "answer_by": answer_by, "note": note, "purchase_request": request}
    return await _write(act, head, rows, [party.id for party in known.values()])


async def _of_request(act: Act, request: UUID, head: dict[str, Any]) -> list[dict[str, Any]]:
    found = await locked_request(act, request)
    PURCHASE_REQUEST.after("order", PurchaseRequestState(found["state"]))
    for name in ("warehouse", "department", "needed_on"):
        head[name] = head[name] or found[name]
    return [
        {
            "product": line["product"],
            "description": line["description"],
            "quantity": line["quantity"] - line["ordered"],
            "unit": line["unit"],
            "factor": line["factor"],
            "request_line": line["id"],
        }
        for line in await request_lines(act.tx, request)
        if line["ordered"] < line["quantity"]
    ]


async def _of_lines(act: Act, lines: Sequence[AskedLine]) -> list[dict[str, Any]]:
    require_sound(lines)
    products = await masterdata.products(act.tx, [line.product for line in lines])
    return [
        {
            "product": line.product,
            "description": line.description or products[line.product].name,
            "quantity": line.quantity,
            "unit": line.unit or products[line.product].unit,
            "factor": factor_of(index, line, products[line.product]),
            "request_line": None,
        }
        for index, line in enumerate(lines)
    ]


async def _write(
    act: Act, head: dict[str, Any], rows: Sequence[dict[str, Any]], suppliers: Sequence[UUID]
) -> UUID:
    if not rows:
        raise BadInput("lines", "EMPTY")
    question = new_id()
    number = await next_number(act, "request_for_quotation", act.today)
    head |= {
        "id": question,
        "company": act.company,
        "number": number,
        "state": RequestForQuotationState.OPEN.value,
        "asked_on": act.today,
        "warehouse": await masterdata.default_warehouse(act.tx, act.company, head["warehouse"]),
        "asked_by": act.actor,
        "created_at": act.at,
    }
    own = {"company": act.company, "request_for_quotation": question}
    await act.tx.insert(tables.RequestForQuotation, [head])
    await act.tx.insert(
        tables.RequestForQuotationLine,
        [row | own | {"id": new_id(), "line_no": line_no} for line_no, row in enumerate(rows, start=1)],
    )
    await act.tx.insert(
        tables.AskedSupplier, [own | {"id": new_id(), "supplier": each} for each in sorted(set(suppliers))]
    )
    await register_document(
        act,
        kind="request_for_quotation",
        id=question,
        number=number,
        on=act.today,
        title=head["note"] or rows[0]["description"],
        causes=[head["purchase_request"]] if head["purchase_request"] else [],
    )
    return question
