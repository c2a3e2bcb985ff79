"""Superiors as another part knows them: what differs from today's lines is written, and nothing else.

Who may not decide is no approver here, whoever says so; then the line before it stays.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from erp.approval import tables
from erp.approval.dating import follow
from erp.approval.naming import require_able
from erp.approval.rerouting import reroute_all
from erp.approval.rules.chains import goes_round
from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.locking import lock_name

MANAGERS = """
    SELECT person, manager FROM approval.reporting_line
    WHERE company = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
"""
HEADS = """
    SELECT department, head FROM approval.department_head
    WHERE company = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
"""


async def keep_superiors(act: Act, managers: Mapping[UUID, UUID], heads: Mapping[UUID, UUID | None]) -> int:
    """From today on these users report to these, and these head the departments; answers how many
    differed.
    """
    await lock_name(act, "reporting", act.company)
    known = {row["person"]: row["manager"] for row in await act.tx.rows(MANAGERS, act.company, act.today)}
    done = 0
    for person, manager in sorted(managers.items()):
        others = {each: above for each, above in known.items() if each != person}
        if known.get(person) == manager or goes_round(others, person, manager):
            continue
        if await _write(act, tables.ReportingLine, {"person": person}, {"manager": manager}, manager):
            known[person] = manager
            done += 1
    kept = {row["department"]: row["head"] for row in await act.tx.rows(HEADS, act.company, act.today)}
    for department, head in sorted(heads.items()):
        if kept.get(department) != head:
            done += await _write(act, tables.DepartmentHead, {"department": department}, {"head": head}, head)
    if done:
        await reroute_all(act)
    return done


async def _write(
    act: Act, table: Any, key: dict[str, UUID], value: dict[str, UUID | None], above: UUID | None
) -> bool:
    try:
        if above is not None:
            await require_able(act, above, next(iter(value)))
        await follow(act, table, key, value, act.today)
    except Refused:
        return False
    return True
