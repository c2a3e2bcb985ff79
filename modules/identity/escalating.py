"""Telling somebody that a leaver's account is not proved to be closed: the owner, then administrators."""

from typing import Any

from erp.kernel import mail
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.identity import tables

LATER = 4
DUE = """
    SELECT w.id, w.version, w.escalated, w.last_reason, w.state, w.ordered_at, s.name AS system, s.owner,
           coalesce(h.display_name, w.wanted->>'userName') AS who, h.number
    FROM identity.wish w JOIN identity.system s ON s.id = w.system
    LEFT JOIN identity.holder h ON h.company = w.company AND h.person = w.person
    WHERE w.company = $1 AND w.is_leaver AND w.stop_proof = 'OPEN' AND w.escalated < 2
      AND w.ordered_at + make_interval(mins => s.escalate_after_min
          * CASE w.escalated WHEN 0 THEN 1 ELSE $3 END) <= $2
    ORDER BY w.ordered_at, w.id LIMIT 100 FOR UPDATE OF w SKIP LOCKED
"""
OWNER = "SELECT email FROM access.app_user WHERE id = $1 AND is_active AND email IS NOT NULL"
ADMINISTRATORS = """
    SELECT DISTINCT u.email FROM access.app_user u JOIN access.role_grant g ON g.holder = u.id
    JOIN access.role r ON r.id = g.role AND r.code IN ('administrator', 'it')
    WHERE u.is_active AND u.email IS NOT NULL AND (g.in_company IS NULL OR g.in_company = $1)
    ORDER BY u.email LIMIT 20
"""


async def escalate(act: Act) -> int:
    """Tell whoever has to know now; answers how many orders were told of."""
    due = await act.tx.rows(DUE, act.company, act.at, LATER)
    for row in due:
        level = row["escalated"] + 1
        told = await _addresses(act, row, level)
        if told:
            await mail.send(
                act,
                to=told,
                subject=f"退職者のアカウントが止まっていません：{row['system']} {row['who']}",
                text=_text(row),
                origin=f"identity.escalation/{row['id']}/{row['version']}/{level}",
            )
        kept = {"id": new_id(), "company": act.company, "wish": row["id"], "level": level, "told": told}
        await act.tx.insert(tables.Escalation, [kept | {"reason": row["last_reason"], "told_at": act.at}])
        await act.tx.update(tables.Wish, [{"id": row["id"], "escalated": level}])
    return len(due)


async def _addresses(act: Act, row: Any, level: int) -> list[str]:
    owner = await act.tx.value(OWNER, row["owner"]) if row["owner"] is not None else None
    found = [owner] if owner else []
    if level > 1 or not found:
        found += [each["email"] for each in await act.tx.rows(ADMINISTRATORS, act.company)]
    return [each for each in dict.fromkeys(found) if mail.is_address(each)]


def _text(row: Any) -> str:
    return (
        f"{row['who']}（{row['number'] or '社員番号なし'}）の「{row['system']}」のアカウントは、"
        "停止を確認できていません。\n"
        f"前回の結果：{row['last_reason'] or 'まだ実行されていません'}\n"
        "アカウント > 退職者の証跡 を開いて確認してください。\n"
    )
