"""Following the personnel records: what changed is planned at once, and done as far as a system allows."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.identity.applying import apply_items
from modules.identity.braking import brake
from modules.identity.built_in_reading import read_built_in
from modules.identity.naming import give_names
from modules.identity.planning import difference
from modules.identity.reading import read_all, read_some

# A system's setting says what is done without a button; what drifted is repaired by a person only, except for
# those who left, and what the brake holds waits.
BY_ITSELF = """
    SELECT i.id FROM identity.plan_item i JOIN identity.system s ON s.id = i.system
    WHERE i.identity_plan = $1 AND NOT i.applied 
      AND (NOT i.is_stop OR i.at_once OR i.system <> ALL($2::uuid[]))
      AND CASE WHEN i.is_leaver THEN s.applies <> 'BY_PERSON' OR s.is_built_in
               ELSE s.applies = 'ALL' AND i.cause <> 'DRIFT' END
"""
END = """
    UPDATE identity.identity_plan SET state = 'APPLIED', ended_by = $2, ended_at = $3
    WHERE id = $1 AND state = 'OPEN' AND NOT EXISTS (
        SELECT FROM identity.plan_item i WHERE i.identity_plan = $1 AND NOT i.applied)
"""
# The house's own open plans are replaced by its newest one; one that somebody released waits for him.
REPLACED = """
    UPDATE identity.identity_plan SET state = 'DISCARDED', ended_by = $3, ended_at = $4
    WHERE company = $1 AND id <> $2 AND made_by = $3 AND state IN ('OPEN', 'HELD') AND released_at IS NULL
      AND ($5::uuid IS NULL OR person = $5)
"""
SAME = """
    WITH lines AS (
        SELECT p.id, p.made_at, md5(string_agg(
            i.system::text || i.person::text || i.fingerprint || i.steps::text, ''
            ORDER BY i.system, i.person)) AS mark
        FROM identity.identity_plan p JOIN identity.plan_item i ON i.identity_plan = p.id AND NOT i.applied
        WHERE p.company = $1 AND p.state IN ('OPEN', 'HELD') AND p.made_by = $3 AND p.released_at IS NULL
        GROUP BY p.id)
    SELECT o.id FROM lines o JOIN lines n ON n.id = $2 AND o.mark = n.mark AND o.id <> n.id LIMIT 1
"""
DROP = """
    UPDATE identity.identity_plan SET state = 'DISCARDED', ended_by = $2, ended_at = $3 WHERE id = $1
"""
DROP_LINES = "DELETE FROM identity.plan_item WHERE identity_plan = $1"


async def follow(act: Act, people: Sequence[UUID] | None) -> UUID | None:
    """Read, name, plan, and do by itself what may be done by itself; answers the plan that was made."""
    if people is None:
        if not await read_all(act):
            return None
    else:
        await read_some(act, people)
    await read_built_in(act, people)
    await give_names(act, None, people)
    plan = await difference(act, people=people)
    if plan is None:
        return None
    held = await brake(act, plan)
    chosen = [row["id"] for row in await act.tx.rows(BY_ITSELF, plan, held)]
    if chosen:
        await apply_items(act, plan, chosen)
    await act.tx.run(END, plan, act.actor, act.at)
    await _tidy(act, plan, people)
    return plan


async def _tidy(act: Act, plan: UUID, people: Sequence[UUID] | None) -> None:
    twin: Any = await act.tx.value(SAME, act.company, plan, act.actor)
    one = people[0] if people is not None and len(people) == 1 else None
    if twin is not None:
        # Nothing new: the plan that waits already stays the one that is looked at.
        await act.tx.run(DROP_LINES, plan)
        await act.tx.run(DROP, plan, act.actor, act.at)
        return
    if people is None or one is not None:
        await act.tx.run(REPLACED, act.company, plan, act.actor, act.at, one)
