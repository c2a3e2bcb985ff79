"""Mails about deadlines and tasks: to those who keep the register, and to whom a task is for."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from erp.kernel import mail
from erp.kernel.asking import Act

KEEPERS = """
    SELECT DISTINCT f.id AS form, f.name_ja, u.id, u.email FROM forms.form f JOIN access.app_user u ON
        EXISTS (SELECT FROM access.role_grant g WHERE g.holder = u.id
                AND (g.in_company IS NULL OR g.in_company = f.company))
    WHERE f.id = ANY($1::uuid[]) AND u.is_active AND NOT u.is_service AND u.email IS NOT NULL
      AND forms.may(f.id, 'KEEP', u.id)
"""
IN_ROLE = """
    SELECT DISTINCT u.email FROM access.app_user u
    WHERE u.is_active AND NOT u.is_service AND u.email IS NOT NULL
      AND (u.id = $1 OR forms.holds_role($2, u.id))
"""
MOST = 50


async def tell_keepers(act: Act, rows: Sequence[Mapping[str, Any]], forms: Mapping[UUID, UUID]) -> None:
    """One mail a day to each person who keeps a register, with all that is near; `forms` by record."""
    if not rows:
        return
    people: dict[str, list[str]] = {}
    for keeper in await act.tx.rows(KEEPERS, sorted(set(forms.values()))):
        if not mail.is_address(keeper["email"]):
            continue
        lines = [
            f"{keeper['name_ja']} {row['title']}（期限 {row['deadline']}）"
            for row in rows
            if forms[row["record"]] == keeper["form"]
        ]
        people.setdefault(keeper["email"], []).extend(lines)
    for address, lines in sorted(people.items()):
        told = [*lines[:MOST], *(["…"] if len(lines) > MOST else [])]
        await mail.send(
            act,
            to=[address],
            subject=f"期限のお知らせ {len(lines)} 件",
            text="\n".join(["期限の近い記録があります。", "", *told]),
            origin=f"form_deadlines:{act.today}:{address}",
        )


async def tell_task(
    act: Act, task: UUID, title: str, due: object, holder: UUID | None, role: UUID | None
) -> None:
    """Whoever has the task is told of it once."""
    found = await act.tx.rows(IN_ROLE, holder, role)
    addresses = sorted({row["email"] for row in found if mail.is_address(row["email"])})
    if addresses:
        text = f"{title}\n\n期限: {due}" if due else title
        await mail.send(
            act, to=addresses[:MOST], subject=f"タスク: {title}", text=text, origin=f"form_task:{task}"
        )
