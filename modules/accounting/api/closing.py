"""The close: how far each area is locked, and what is still to be done before a month can be closed."""

from datetime import date, datetime
from typing import Any

from erp.api import ID, computed, many, mutation, node, report, row
from erp.kernel.asking import Asking
from erp.kernel.closing import Area
from erp.kernel.database import Database
from erp.kernel.labels import label
from modules.accounting import tables
from modules.accounting.actions.assign_closing_check import assign_closing_check
from modules.accounting.actions.lock_area import lock_area
from modules.accounting.actions.unlock_area import unlock_area
from modules.accounting.checklist import read, statement

PERSON = "(SELECT u.name FROM access.app_user u WHERE u.id = {t}.%s)"


@node(tables.AreaLock)
class AreaLock:
    """How far a part of the books is locked."""

    id: ID
    area: Area
    locked_through: date | None
    changed_by: str | None = computed(PERSON % "changed_by")
    changed_at: datetime
    reason: str | None


@node(tables.ClosingTask)
class ClosingTask:
    """Who looks after a check."""

    id: ID
    check: str
    owner: ID | None


@row
class ClosingCheck:
    """How many things of one sort are still to be done before a close."""

    check: str
    title: str
    area: Area
    count: int
    blocks: bool
    page: str
    owner_id: ID | None
    owner_name: str | None


async def closing_checks(asking: Asking, database: Database, *, until: date) -> list[dict[str, Any]]:
    """The list as it is this moment, for everything up to and including a day."""
    found = read(await database.rows(statement(), asking.company, until, company=asking.company))
    owners = {each.owner for each in found if each.owner}
    people = await database.rows(
        "SELECT id, name FROM access.app_user WHERE id = ANY($1::uuid[])", sorted(owners)
    )
    names = {person["id"]: person["name"] for person in people}
    return [
        {
            "check": each.check.name,
            "title": label(f"Check.{each.check.name}", asking.language),
            "area": each.check.area,
            "count": each.count,
            "blocks": each.check.blocks,
            "page": each.check.page,
            "owner_id": each.owner,
            "owner_name": names.get(each.owner) if each.owner else None,
        }
        # What is left to do stands first, and what holds up the close before what does not.
        for each in sorted(found, key=lambda each: (each.count == 0, not each.check.blocks))
    ]


QUERY = [
    many(AreaLock, filters=("area",), sorts=("area",), default_sort="area"),
    report(
        "closing_checks",
        ClosingCheck,
        run=closing_checks,
        args={"until": date},
        permission="accounting.read_closing_check",
        expected=30,
    ),
]
MUTATION = [
    mutation(lock_area, AreaLock),
    mutation(unlock_area, AreaLock),
    mutation(assign_closing_check, ClosingTask),
]
