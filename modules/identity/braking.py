"""Brakes: more stops than a system's limit are not done before somebody else has looked."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.identity.rules.brakes import most_stops

# Stops of the last day count together, so that a flood of single leavers is seen as well. Whoever has to
# be out at once is not counted.
STOPS = """
    SELECT i.system, s.name, s.brake_share, s.brake_count, count(*) AS stops,
           (SELECT count(*) FROM identity.account a WHERE a.system = i.system AND a.person IS NOT NULL
                AND a.gone_at IS NULL AND a.standing <> 'SUSPENDED') AS active,
           (SELECT count(*) FROM identity.wish w WHERE w.system = i.system AND w.want <> 'ACTIVE'
                AND w.ordered_at > $2::timestamptz - interval '1 day' AND NOT EXISTS (
                    SELECT FROM identity.holder h WHERE h.company = w.company AND h.person = w.person
                        AND h.stops_at IS NOT NULL)) AS recent
    FROM identity.plan_item i JOIN identity.system s ON s.id = i.system
    WHERE i.identity_plan = $1 AND i.is_stop AND NOT i.at_once AND NOT i.applied
    GROUP BY i.system, s.name, s.brake_share, s.brake_count ORDER BY s.name
"""
HOLD = "UPDATE identity.identity_plan SET state = 'HELD', brake = $2 WHERE id = $1 AND state = 'OPEN'"


async def brake(act: Act, plan: UUID) -> Sequence[Any]:
    """Hold a plan that would stop too many; answers the systems in which it would."""
    over = []
    for row in await act.tx.rows(STOPS, plan, act.at):
        limit = most_stops(
            active=row["active"] + row["recent"], share=row["brake_share"], count=row["brake_count"]
        )
        if row["stops"] + row["recent"] > limit:
            over.append((row, limit))
    if over:
        told = "、".join(
            f"{row['name']}：停止 {row['stops']} 件（直近1日 {row['recent']} 件、上限 {limit} 件）"
            for row, limit in over
        )
        await act.tx.run(HOLD, plan, told)
    return [row["system"] for row, _ in over]
