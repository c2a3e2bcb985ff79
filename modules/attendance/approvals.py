"""What of attendance may need a yes before it is done: leave, with its days as the amount."""

from erp.approval import Approvable

APPROVABLES = (
    Approvable(
        kind="leave_request",
        page="attendance/leave_request",
        facts="""
            SELECT r.days AS amount, c.currency, r.department, NULL::uuid AS account, NULL::uuid AS party,
                   coalesce(e.app_user, r.requested_by) AS requester, ARRAY[k.nature]::text[] AS risks,
                   r.number || ' ' || e.name || ' ' || k.name_ja || ' ' || r.from_on || CASE
                       WHEN r.to_on > r.from_on THEN '〜' || r.to_on ELSE '' END AS title,
                   md5(concat_ws('/', r.person, r.kind, r.from_on, r.to_on, r.part, r.hours,
                                 r.state IN ('WITHDRAWN', 'REJECTED', 'CANCELLED'))) AS fingerprint
            FROM attendance.leave_request r JOIN attendance.employee e ON e.id = r.employee
            JOIN attendance.leave_kind k ON k.id = r.kind JOIN masterdata.company c ON c.id = r.company
            WHERE r.id = :document AND r.company = :company
        """,
    ),
)
