"""What of accounting may need a yes before it is done: an entry that was drafted by hand."""

from erp.approval import Approvable

APPROVABLES = (
    Approvable(
        kind="entry_draft",
        page="accounting/entry_draft",
        facts="""
            SELECT coalesce(sum(l.amount) FILTER (WHERE l.side = 'DEBIT'), 0) AS amount, c.currency,
                   NULL::uuid AS department, NULL::uuid AS account, NULL::uuid AS party, d.drafted_by AS
                   requester,
                   '{}'::text[] AS risks, d.description AS title,
                   md5(d.effective_on::text || coalesce(string_agg(concat_ws('/', l.line_no, l.account,
                       l.side,
                       l.amount, l.party, l.tax_code, l.tax_entry, l.department), ';' ORDER BY
                           l.line_no), ''))
                       AS fingerprint
            FROM accounting.entry_draft d JOIN masterdata.company c ON c.id = d.company
            LEFT JOIN accounting.entry_draft_line l ON l.draft = d.id
            WHERE d.id = :document AND d.company = :company GROUP BY d.id, c.currency
        """,
    ),
)
