"""Requests and the orders made for them: how many of each wished line are on orders."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act

COUNT = """
    UPDATE purchasing.purchase_request_line AS l SET ordered = l.ordered + t.quantity
    FROM unnest($1::uuid[], $2::numeric[]) AS t(id, quantity) WHERE l.id = t.id
"""


async def count_ordered(act: Act, by_line: Mapping[UUID, Decimal]) -> None:
    """Add to what is on orders; one statement."""
    if by_line:
        lines = sorted(by_line)
        await act.tx.run(COUNT, lines, [by_line[line] for line in lines])


async def free_requested(act: Act, lines: Iterable[dict[str, Any]]) -> None:
    """What a cancelled order was for can be ordered again."""
    freed: dict[UUID, Decimal] = {}
    for line in lines:
        if line["request_line"]:
            freed[line["request_line"]] = freed.get(line["request_line"], Decimal(0)) - line["quantity"]
    await count_ordered(act, freed)
