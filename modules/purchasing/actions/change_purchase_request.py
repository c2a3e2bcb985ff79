"""Change a purchase request: while it is a draft, all of it may still be put right."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.purchasing import tables
from modules.purchasing.requesting import RequestedLine, locked_request, request_rows
from modules.purchasing.states import PURCHASE_REQUEST, PurchaseRequestState


async def change_purchase_request(
    *,
    act: Act,
    request: UUID,
    purpose: str,
    lines: list[RequestedLine],
    needed_on: date | None = None,
    department: UUID | None = None,
    warehouse: UUID | None = None,
    note: str | None = None,
) -> UUID:
    """Write the draft anew as given. Refuses `WRONG_STATE` once it is submitted."""
    found = await locked_request(act, request)
    PURCHASE_REQUEST.after("change", PurchaseRequestState(found["state"]))
    head, rows = await request_rows(
        act, purpose=purpose, lines=lines, needed_on=needed_on, department=department,
        warehouse=warehouse or found["warehouse"], note=note,
    )  # fmt: skip
    await act.tx.run("DELETE FROM purchasing.purchase_request_line WHERE purchase_request = $1", request)
    await act.tx.insert(tables.PurchaseRequestLine, [row | {"purchase_request": request} for row in rows])
    await act.tx.update(tables.PurchaseRequest, [head | {"id": request}])
    return request
