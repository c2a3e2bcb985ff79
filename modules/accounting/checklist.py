"""The checklist of a close: every part's counts in one statement, so that they are all of one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from erp.kernel.closing import Check, checks
from erp.kernel.errors import Refused


class NotReadyToClose(Refused):
    """Something is still to be done before the month can be closed."""

    def __init__(self, blockers: Sequence[tuple[str, int]]) -> None:
        names = ", ".join(name for name, _ in blockers)
        counts = [{"check": name, "count": count} for name, count in blockers]
        super().__init__(checks=names, blockers=counts)


@dataclass(frozen=True, slots=True)
class Found:
    """A check with what it found."""

    check: Check
    count: int
    owner: UUID | None


@cache
def statement() -> str:
    """One row a check: its name, how many are still to be done, and who looks after it."""
    counted = "\nUNION ALL ".join(
        f"SELECT '{each.name}' AS name, ({_asked(each)}) AS count" for each in checks()
    )
    return f"""SELECT found.name, found.count, task.owner
        FROM ({counted or "SELECT '' AS name, 0 AS count WHERE false"}) found
        LEFT JOIN accounting.closing_task task ON task.company = $1 AND task."check" = found.name"""


def _asked(check: Check) -> str:
    return check.sql.replace(":company", "$1::uuid").replace(":until", "$2::date")


def read(rows: Sequence[Mapping[str, Any]]) -> list[Found]:
    """The rows of the statement, in the order in which the parts name their checks."""
    by_name = {row["name"]: row for row in rows}
    return [Found(each, by_name[each.name]["count"] or 0, by_name[each.name]["owner"]) for each in checks()]


async def require_ready(rows_of: Any, company: UUID, until: date) -> None:
    """Refuse to close while something that blocks is still to be done; `rows_of` reads in the transaction."""
    found = read(await rows_of(statement(), company, until))
    blockers = [(each.check.name, each.count) for each in found if each.check.blocks and each.count]
    if blockers:
        raise NotReadyToClose(blockers)
