"""What access does when something happened: a door broken open is told to everybody who minds it."""

from erp.access.sign_in import BreakGlassUsed
from erp.kernel import mail
from erp.kernel.asking import Act
from erp.kernel.outbox import when

ADMINISTRATORS = """
    SELECT DISTINCT u.email FROM access.app_user u
    JOIN access.role_grant g ON g.holder = u.id AND g.in_company IS NULL
    JOIN access.role r ON r.id = g.role AND r.code = 'administrator'
    WHERE u.is_active AND u.email IS NOT NULL ORDER BY 1
"""


@when(BreakGlassUsed)
async def tell_of_broken_glass(*, act: Act, event: BreakGlassUsed) -> None:
    """Tell every administrator, the one who came in too: if it was not he, he should know first."""
    known = [row["email"] for row in await act.tx.rows(ADMINISTRATORS)]
    to = [each for each in known if mail.is_address(each)][: mail.MOST_RECIPIENTS]
    if not to:
        return
    who = await act.tx.value("SELECT name FROM access.app_user WHERE id = $1", event.user)
    await mail.send(
        act,
        to=to,
        subject="緊急用の入口が使われました",
        text=(
            f"{who} さんが、シングルサインオンを通らずにパスワードでサインインしました"
            f"（接続元 {event.address or '不明'}）。\n"
            "心当たりがない場合は、利用者の画面で利用を停止してください。"
        ),
        origin=f"break_glass:{event.session}",
    )
