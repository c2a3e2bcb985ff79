"""Consumption tax by class, rate, share and use (消費税集計表), from what each line keeps of its tax."""

# Lines of the closing itself and of opening balances say nothing of what was sold or bought.
TAXED_LINES = """
    SELECT l.id, l.entry, l.line_no, l.effective_on, t.id AS tax_code, t.code, t.name_ja, t.name_en, t.kind,
           CASE WHEN t.direction = 'SALES' OR (t.direction = 'BOTH' AND a.kind = 'REVENUE')
                THEN 'SALES' ELSE 'PURCHASE' END AS side,
           CASE WHEN (t.direction = 'SALES' OR (t.direction = 'BOTH' AND a.kind = 'REVENUE')) = (l.credit > 0)
                THEN 1 ELSE -1 END AS sign,
           coalesce(l.tax_rate, r.rate, 0) AS rate, coalesce(l.creditable_share, 100) AS share, l.tax_use,
           coalesce(l.tax_base, l.debit + l.credit) AS base,
           coalesce(l.tax_amount, trunc((l.debit + l.credit) * coalesce(r.rate, 0) / 100)) AS tax
    FROM accounting.journal_line l
    JOIN accounting.journal_entry e ON e.id = l.entry
    JOIN masterdata.tax_code t ON t.id = l.tax_code
    JOIN masterdata.account a ON a.id = l.account
    LEFT JOIN masterdata.tax_rate r ON l.tax_rate IS NULL AND r.tax_code = t.id AND r.is_active
        AND r.valid_from <= l.effective_on AND (r.valid_to IS NULL OR r.valid_to >= l.effective_on)
    WHERE l.company = :company AND l.tax_code IS NOT NULL
      AND l.effective_on >= :from::date AND l.effective_on <= :to::date
      AND e.kind NOT IN ('CARRY_FORWARD', 'TAX_CLOSING', 'OPENING')
      AND (l.tax_base = 0  -- the yen of a whole, whose base is in the books already
           OR l.account NOT IN (SELECT p.account FROM accounting.posting_account p
                                WHERE p.company = :company AND p.purpose IN ('OUTPUT_TAX', 'INPUT_TAX')))
"""
CONSUMPTION_TAX_SUMMARY = f"""
    SELECT s.side, s.tax_code AS tax_code_id, s.code AS tax_code,
           CASE WHEN :language = 'ja' THEN s.name_ja ELSE s.name_en END AS tax_code_name,
           s.kind, s.rate, s.share AS creditable_share, s.tax_use,
           sum(s.sign * s.base) AS base, sum(s.sign * s.tax) AS tax,
           CASE WHEN s.side = 'PURCHASE'
                THEN trunc(sum(s.sign * s.tax) * s.share / 100) ELSE 0 END AS creditable,
           CASE WHEN s.side = 'PURCHASE'
                THEN sum(s.sign * s.tax) - trunc(sum(s.sign * s.tax) * s.share / 100)
                ELSE 0 END AS not_creditable,
           count(*) AS lines
    FROM ({TAXED_LINES}) s
    GROUP BY s.side, s.tax_code, s.code, s.name_ja, s.name_en, s.kind, s.rate, s.share, s.tax_use
    ORDER BY s.side DESC, s.code, s.rate DESC, s.share DESC, s.tax_use
"""
TAXED_LINES_OF_CLASS = f"""
    SELECT s.id AS line_id, s.entry AS entry_id, e.number AS entry_number, s.effective_on,
           coalesce(l.memo, e.description) AS description, p.name AS party_name, a.code AS account_code,
           s.sign * s.base AS base, s.sign * s.tax AS tax, d.id AS cause_id, d.kind AS cause_kind,
           d.number AS cause_number
    FROM ({TAXED_LINES}) s
    JOIN accounting.journal_line l ON l.id = s.id
    JOIN accounting.journal_entry e ON e.id = s.entry
    JOIN masterdata.account a ON a.id = l.account
    LEFT JOIN masterdata.party p ON p.id = l.party
    LEFT JOIN kernel.document d ON d.id = e.cause
    WHERE s.tax_code = :tax_code AND (:rate::numeric IS NULL OR s.rate = :rate::numeric)
      AND (:share::numeric IS NULL OR s.share = :share::numeric)
    ORDER BY s.effective_on, e.number, s.line_no LIMIT 5000
"""
