"""The people of a company as they are on a day, read by one statement."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.approval.rules.staff import Staff, StandIn
from erp.kernel.asking import Act
from erp.kernel.database import Transaction

STAFF = """
WITH holding AS (
    SELECT g.holder, g.role,
           EXISTS (SELECT FROM access.role_permission p
                   WHERE p.role = g.role AND p.permission = 'approval.decide_cases') AS decides
    FROM access.role_grant g JOIN access.app_user u ON u.id = g.holder
    WHERE u.is_active AND NOT u.is_service AND (g.in_company IS NULL OR g.in_company = $1)
)
SELECT json_build_object(
    'able', (SELECT coalesce(json_agg(DISTINCT holder), '[]') FROM holding WHERE decides),
    'holders', (SELECT coalesce(json_object_agg(role, people), '{}') FROM (
        SELECT role, json_agg(DISTINCT holder) AS people FROM holding GROUP BY role) AS by_role),
    'managers', (SELECT coalesce(json_object_agg(person, manager), '{}') FROM approval.reporting_line
        WHERE company = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)),
    'heads', (SELECT coalesce(json_object_agg(department, head), '{}') FROM approval.department_head
        WHERE company = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)),
    'absent', (SELECT coalesce(json_agg(DISTINCT person), '[]') FROM approval.absence
        WHERE company = $1 AND $2 BETWEEN valid_from AND valid_to),
    'stand_ins', (SELECT coalesce(json_agg(json_build_object(
            'id', d.id, 'grantor', d.grantor, 'delegate', d.delegate, 'limit', d.amount_limit::text,
            'kinds', ARRAY(SELECT k.kind FROM approval.delegation_kind k WHERE k.delegation = d.id))
            ORDER BY d.id), '[]')
        FROM approval.delegation d WHERE d.company = $1 AND $2 BETWEEN d.valid_from AND d.valid_to),
    'fallback', coalesce(
        (SELECT fallback_role FROM approval.approval_policy
         WHERE company = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1),
        (SELECT id FROM access.role WHERE code = 'administrator'))
)::text
"""
POLICY = """
    SELECT fallback_role, reminder_days, escalation_days, split_days, lower_share
    FROM approval.approval_policy WHERE company = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1
"""


async def staff_on(tx: Transaction, day: date) -> Staff:
    """Everybody who could be asked on a day, and the lines between them."""
    return staff_from(await tx.value(STAFF, tx.company, day))


def staff_from(answer: str) -> Staff:
    """The answer of that statement, as the rules take it."""
    told = json.loads(answer)
    return Staff(
        able=frozenset(_ids(told["able"])),
        managers={UUID(each): UUID(above) for each, above in told["managers"].items()},
        heads={UUID(each): UUID(head) for each, head in told["heads"].items()},
        holders={UUID(role): tuple(_ids(people)) for role, people in told["holders"].items()},
        absent=frozenset(_ids(told["absent"])),
        stand_ins=tuple(_stand_in(each) for each in told["stand_ins"]),
        fallback_role=UUID(told["fallback"]) if told["fallback"] else None,
    )


async def policy_on(act: Act, day: date) -> Any:
    """What holds for cases on a day; nothing where the company has said nothing."""
    return await act.tx.row(POLICY, act.company, day)


def _ids(texts: Iterable[str]) -> list[UUID]:
    return sorted(UUID(each) for each in texts)


def _stand_in(told: dict[str, Any]) -> StandIn:
    limit = Decimal(told["limit"]) if told["limit"] is not None else None
    kinds = frozenset(told["kinds"])
    return StandIn(UUID(told["id"]), UUID(told["grantor"]), UUID(told["delegate"]), kinds, limit)
