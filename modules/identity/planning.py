"""The difference between what should be and what is: one statement for all people and all systems."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id

SQL = Path(__file__).with_name("sql")
WHO = (SQL / "who.sql").read_text(encoding="utf-8")
NEEDED = WHO + (SQL / "needed.sql").read_text(encoding="utf-8")
PLAN = WHO + (SQL / "plan.sql").read_text(encoding="utf-8")


# For everybody at once the parts are large and joined once: hashing beats looking up row by row.
AT_ONCE = """
    SELECT set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true),
           set_config('jit', 'off', true)
"""
ONE_BY_ONE = "SELECT set_config('enable_nestloop', 'on', true), set_config('work_mem', '4MB', true)"


async def difference(
    act: Act,
    *,
    systems: Sequence[UUID] | None = None,
    people: Sequence[UUID] | None = None,
) -> UUID | None:
    """Write down the difference as a plan; answers it, or nothing where all is as it should be."""
    plan = new_id()
    number = f"IP-{act.at:%Y%m%d-%H%M%S}-{str(plan)[-4:]}"
    only: tuple[Any, Any] = (
        people[0] if people is not None and len(people) == 1 else None,
        systems[0] if systems is not None and len(systems) == 1 else None,
    )
    given = (act.company, systems, people, act.today, plan, number, act.actor, act.at, *only)
    if people is None:
        await act.tx.run(AT_ONCE)
    made = await act.tx.run(PLAN, *given)
    if people is None:
        await act.tx.run(ONE_BY_ONE)
    return plan if made else None
