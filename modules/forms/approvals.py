"""What of forms may need a yes: every request form is a kind of its own, `request:<code>`.

The fields that feed it say the amount, the department, the account, the partner and the risks.
"""

from erp.approval import Approvable

APPROVABLES = (
    Approvable(
        kind="request",
        page="forms/request",
        kinds="""
            SELECT 'request:' || f.code AS kind, f.name_ja, f.name_en FROM forms.form f
            WHERE f.company = :company AND f.kind = 'REQUEST' AND f.state = 'PUBLISHED'
        """,
        facts="""
            SELECT coalesce(r.amount, 0) AS amount, r.currency, r.department, r.account, r.party,
                   r.requested_by AS requester,
                   ARRAY(SELECT jsonb_array_elements_text(r.risks)) AS risks,
                   r.number || ' ' || f.name_ja || ' ' || r.title AS title,
                   md5(r.version::text || r."values"::text) AS fingerprint
            FROM forms.request r JOIN forms.form f ON f.id = r.form
            WHERE r.id = :document AND r.company = :company
        """,
    ),
)
