"""The demo of attendance: two months of whoever HR's demo employs."""

from datetime import date
from typing import Any

from erp.kernel.asking import Act
from modules.attendance.seeds import seed_demo
from tests.facade import Erp
from tests.modules.attendance.conftest import Hours
from tests.people import founder
from tests.server import background


def test_two_months_of_a_small_company(erp: Erp) -> None:
    hours = Hours(erp, ruled=False)
    for name in ("mori", "hana", "kato", "a", "b", "c"):
        hours.hire(name, "2021-04-01" if name != "c" else "2026-02-16")

    async def run() -> Any:
        from dataclasses import replace
        from uuid import UUID

        from erp.api import permissions

        asking = replace(
            founder(UUID(erp.company)), permissions=frozenset(permissions()), today=date(2026, 4, 1)
        )
        async with erp.running.database.transaction(asking=asking, verb="seed_demo") as tx:
            await seed_demo(Act(tx=tx, asking=asking, verb="seed_demo"))
        return erp.running.database.statements

    background().run(run())
    states = erp.sql(
        "SELECT month::text, state, count(*)::int FROM attendance.timesheet GROUP BY 1, 2 ORDER BY 1, 2"
    )
    assert [tuple(row.values()) for row in states] == [
        ("2026-02-01", "CLOSED", 6),
        ("2026-03-01", "APPROVED", 2),
        ("2026-03-01", "OPEN", 2),
        ("2026-03-01", "SUBMITTED", 2),
        ("2026-04-01", "OPEN", 6),
    ]
    assert erp.query("{ overtimeNotices(first: 9) { nodes { level } } }")["overtimeNotices"]["nodes"]
