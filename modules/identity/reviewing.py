"""Reviews of rights: who is asked about what, and who is reminded."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from erp.kernel import mail
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from modules.identity import tables

REMIND_DAYS = 7
# The manager looks at his people's rights, else the system's owner, else who started it; nobody at his own.
ITEMS = """
    WITH RECURSIVE tree AS (SELECT * FROM hr.parents($5)),
    below(id) AS (SELECT $4::uuid UNION SELECT t.department FROM below b JOIN tree t ON t.parent = b.id),
    open AS (
        SELECT a.*, s.owner, h."user" AS own, m."user" AS manager, h.number, s.code,
               coalesce(w.reasons, '[]') AS reasons
        FROM identity.account a JOIN identity.system s ON s.id = a.system AND s.is_active
        LEFT JOIN identity.holder h ON h.company = a.company AND h.person = a.person
        LEFT JOIN identity.holder m ON m.company = a.company AND m.person = h.manager
        LEFT JOIN identity.wish w ON w.system = a.system AND w.person = a.person
        WHERE a.company = $1 AND a.gone_at IS NULL AND a.standing <> 'SUSPENDED'
          AND ($3::uuid IS NULL OR a.system = $3)
          AND ($4::uuid IS NULL OR EXISTS (SELECT FROM identity.holder_post p JOIN below b ON b.id =
              p.department
              WHERE p.company = $1 AND p.person = a.person))),
    rights AS (
        SELECT o.*, NULL::uuid AS entitlement, '' AS what FROM open o
        UNION ALL SELECT o.*, e.id, e.name FROM open o JOIN identity.account_entitlement x ON x.account = o.id
        JOIN identity.entitlement e ON e.id = x.entitlement WHERE o.person IS NOT NULL)
    INSERT INTO identity.review_item (company, access_review, line_no, system, account, person,
        entitlement, reasons,
        last_used_at, reviewer)
    SELECT $1, $2, row_number() OVER (ORDER BY r.code, r.number NULLS FIRST, r.user_name, r.what),
        r.system, r.id,
           r.person, r.entitlement, r.reasons, r.last_used_at,
           (SELECT u.id FROM unnest(ARRAY[coalesce(r.service_owner, r.manager), r.owner, $6, $7])
                WITH ORDINALITY AS c(id, place) JOIN access.app_user u ON u.id = c.id AND u.is_active
            WHERE u.id IS DISTINCT FROM r.own ORDER BY c.place LIMIT 1)
    FROM rights r
"""
ANOTHER = """
    SELECT u.id FROM access.app_user u JOIN access.role_grant g ON g.holder = u.id
    JOIN access.role r ON r.id = g.role AND r.code IN ('administrator', 'it')
    WHERE u.is_active AND NOT u.is_service AND u.id <> $1 AND (g.in_company IS NULL OR g.in_company = $2)
    ORDER BY u.id LIMIT 1
"""
WAITING = """
    SELECT r.id, r.number, r.name, r.due_on, u.email, count(*) AS open
    FROM identity.access_review r JOIN identity.review_item i ON i.access_review = r.id AND i.decision IS NULL
    JOIN access.app_user u ON u.id = i.reviewer AND u.is_active AND u.email IS NOT NULL
    WHERE r.company = $1 AND r.state = 'OPEN' AND r.due_on <= $2 AND r.reminded_on IS DISTINCT FROM $3
    GROUP BY r.id, u.email ORDER BY r.id
"""


async def held_review(act: Act, review: UUID) -> Any:
    """A review, held until the end."""
    found = await lock_rows(act, tables.AccessReview, [review])
    if not found:
        raise NotFound("access_review", review, field="review")
    return found[0]


async def remind(act: Act) -> int:
    """Remind reviewers from a week before the day on, once a day; answers how many mails."""
    rows = await act.tx.rows(WAITING, act.company, act.today + timedelta(days=REMIND_DAYS), act.today)
    for row in rows:
        if mail.is_address(row["email"]):
            await mail.send(
                act,
                to=[row["email"]],
                subject=f"権限レビューのお願い：{row['name']}（{row['due_on']:%Y-%m-%d} まで）",
                text=f"判断していない行が {row['open']} 件あります。\n"
                "アカウント > 権限レビュー を開いてください。\n",
                origin=f"identity.review/{row['id']}/{row['email']}/{act.today}",
            )
    reminded = sorted({row["id"] for row in rows})
    await act.tx.update(tables.AccessReview, [{"id": each, "reminded_on": act.today} for each in reminded])
    return len(rows)
