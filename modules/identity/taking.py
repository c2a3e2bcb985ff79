"""Handing out work: what is due of one system, leavers first, each under a lease with a growing number."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.identity.rules.proving import LEASE_S

# Whoever had it before may still be calling: what he does can have its effect until that time is over.
TAKE = """
    UPDATE identity.wish w SET
        state = CASE WHEN w.state = 'DONE' THEN w.state ELSE 'LEASED' END,
        lease = w.lease + 1, leased_version = w.version, take = $3, next_at = NULL,
        leased_until = $4::timestamptz + make_interval(secs => $5),
        restless_until = CASE WHEN w.leased_until IS NOT NULL THEN greatest(w.restless_until,
            w.leased_until + make_interval(secs => s.quiet_s)) ELSE w.restless_until END
    FROM identity.system s
    WHERE s.id = w.system AND w.id IN (
        SELECT d.id FROM identity.wish d
        WHERE d.system = $1 AND (
            (d.state IN ('PENDING', 'WAITING') AND d.next_at <= $4)
            OR (d.leased_until IS NOT NULL AND d.leased_until <= $4 AND d.state IN ('LEASED', 'DONE'))
            OR (d.state = 'DONE' AND d.want <> 'ACTIVE' AND d.next_at <= $4))
        ORDER BY d.is_leaver DESC, d.ordered_at, d.id LIMIT $2 FOR UPDATE SKIP LOCKED)
"""
DESK = """
    INSERT INTO identity.work_desk (id, company, last_take, taken_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (id) DO UPDATE SET last_take = excluded.last_take, taken_at = excluded.taken_at
"""


async def take(act: Act, system: Any, limit: int) -> UUID:
    """Lease what is due; answers the system, whose desk says what was taken."""
    taken = new_id()
    id: UUID = system["id"]
    await act.tx.run(TAKE, id, limit, taken, act.at, LEASE_S)
    await act.tx.run(DESK, id, act.company, taken, act.at)
    return id
