"""What of identity may need a yes: exceptions to the rules, and plans that stop many."""

from erp.approval import Approvable

APPROVABLES = (
    Approvable(
        kind="access_request",
        page="identity/access_request",
        facts="""
            SELECT 0::numeric AS amount, o.currency,
                   (SELECT p.department FROM identity.holder_post p WHERE p.company = q.company
                        AND p.person = q.person AND p.is_main LIMIT 1) AS department,
                   NULL::uuid AS account, NULL::uuid AS party, q.requested_by AS requester,
                   CASE WHEN e.is_sensitive THEN ARRAY['SENSITIVE_ACCESS'] ELSE ARRAY[]::text[] END AS risks,
                   q.number || ' ' || s.name || coalesce(' ' || e.name, '') AS title,
                   md5(concat_ws('/', q.person, q.system, q.entitlement, q.valid_from,
                                 q.valid_to)) AS fingerprint
            FROM identity.access_request q JOIN identity.system s ON s.id = q.system
            JOIN masterdata.company o ON o.id = q.company
            LEFT JOIN identity.entitlement e ON e.id = q.entitlement
            WHERE q.id = :document AND q.company = :company
        """,
    ),
    Approvable(
        kind="identity_plan",
        page="identity/plan",
        facts="""
            SELECT p.stops::numeric AS amount, o.currency, NULL::uuid AS department, NULL::uuid AS account,
                   NULL::uuid AS party, p.made_by AS requester,
                   CASE WHEN p.brake IS NULL THEN ARRAY[]::text[] ELSE ARRAY['BRAKE'] END AS risks,
                   p.number AS title, md5(p.id::text) AS fingerprint
            FROM identity.identity_plan p JOIN masterdata.company o ON o.id = p.company
            WHERE p.id = :document AND p.company = :company
        """,
    ),
)
