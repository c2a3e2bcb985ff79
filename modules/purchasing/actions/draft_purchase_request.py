"""Draft a purchase request: somebody writes down what is needed, and what for."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.purchasing.requesting import RequestedLine, request_rows, write_request


async def draft_purchase_request(
    *,
    act: Act,
    purpose: str,
    lines: list[RequestedLine],
    needed_on: date | None = None,
    department: UUID | None = None,
    warehouse: UUID | None = None,
    note: str | None = None,
    origin: str | None = None,
) -> UUID:
    """Write a request down; nobody is asked before it is submitted. The same origin answers what is there.

    Refuses an empty purpose, a day that has passed, and what no line can say.
    """
    if origin is not None:
        there = await act.tx.value(
            "SELECT id FROM purchasing.purchase_request WHERE company = $1 AND origin = $2",
            act.company,
            origin,
        )
        if there is not None:
            return there
    head, rows = await request_rows(
        act, purpose=purpose, lines=lines, needed_on=needed_on, department=department, warehouse=warehouse,
        note=note,
    )  # fmt: skip
    return await write_request(act, head, rows, origin)
