"""Making a plan's lines the newest wishes: set by set, safe to repeat, and nothing that has become stale."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.identity.built_in import apply_built_in

# A line counts only if the wish that stood when it was written stands still.
ORDER = """
    WITH chosen AS (
        SELECT i.* FROM identity.plan_item i JOIN identity.system s ON s.id = i.system
        WHERE i.identity_plan = $1 AND NOT i.applied AND NOT s.is_built_in
          AND ($2::uuid[] IS NULL OR i.id = ANY($2))),
    ordered AS (
        INSERT INTO identity.wish AS w (company, system, person, account, version, want, wanted, groups,
            groups_to_leave, licences, licences_to_take, hand_over_to, end_sessions, is_leaver, fingerprint,
            cause, reasons, ordered_at, state, next_at)
        SELECT company, system, person, account, wish_version + 1, want, wanted, groups, groups_to_leave,
               licences, licences_to_take, hand_over_to, want <> 'ACTIVE', is_leaver, fingerprint, cause,
               reasons, $3, 'PENDING', $3
        FROM chosen
        ON CONFLICT (system, person) WHERE person IS NOT NULL DO UPDATE SET
            version = excluded.version, account = coalesce(excluded.account, w.account), want = excluded.want,
            wanted = excluded.wanted, groups = excluded.groups, groups_to_leave = excluded.groups_to_leave,
            licences = excluded.licences, licences_to_take = excluded.licences_to_take,
            hand_over_to = excluded.hand_over_to, end_sessions = excluded.end_sessions,
            is_leaver = excluded.is_leaver, fingerprint = excluded.fingerprint, cause = excluded.cause,
            reasons = excluded.reasons, ordered_at = excluded.ordered_at, state = 'PENDING',
            next_at = excluded.next_at, attempts = 0, last_outcome = NULL, last_reason = NULL, done_at = NULL,
            read_state = NULL, read_how = NULL, read_at = NULL, groups_left = NULL, stop_proof = 'OPEN',
            proved_at = NULL, clean_reads = 0, escalated = 0, manual_file = NULL
        WHERE w.version + 1 = excluded.version
        RETURNING id, system, person, version, want, wanted, groups, licences, cause, reasons),
    kept AS (
        INSERT INTO identity.wish_version (company, wish, version, want, wanted, groups, licences, cause,
            reasons, identity_plan, ordered_by, ordered_at)
        SELECT $5, id, version, want, wanted, groups, licences, cause, reasons, $1, $4, $3 FROM ordered)
    UPDATE identity.plan_item i SET applied = true FROM ordered o
    WHERE i.identity_plan = $1 AND i.system = o.system AND i.person = o.person
"""
BUILT_IN = """
    SELECT i.*, h.display_name, h.work_email, h.language, h."user" AS hr_user, s.quiet_s
    FROM identity.plan_item i JOIN identity.system s ON s.id = i.system
    JOIN identity.holder h ON h.company = i.company AND h.person = i.person
    WHERE i.identity_plan = $1 AND NOT i.applied AND s.is_built_in AND ($2::uuid[] IS NULL OR i.id = ANY($2))
    ORDER BY i.id
"""
# What somebody who looks at one table wants to see: how many lines were done in the end.
DONE = """
    SELECT count(*) FILTER (WHERE applied) AS done, count(*) AS lines FROM identity.plan_item
    WHERE identity_plan = $1
"""


async def apply_items(act: Act, plan: UUID, items: Sequence[UUID] | None) -> Any:
    """Order these lines of a plan (all without `items`); answers how many it has and how many are done."""
    for row in await act.tx.rows(BUILT_IN, plan, items):
        await apply_built_in(act, row)
    await act.tx.run(ORDER, plan, items, act.at, act.actor, act.company)
    return await act.tx.row(DONE, plan)
