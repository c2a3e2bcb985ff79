"""Income tax withheld from fees and pay (源泉所得税の預り), by month or half-year, with the day it is due.

What is due on a day on which banks are closed is due on the next one.
"""

WITHHELD_TAX = """
    WITH setting AS (
        SELECT coalesce((SELECT s.withholding_half_yearly FROM accounting.ledger_setting s
                         WHERE s.company = :company), false) AS half
    ), account AS (
        SELECT p.account FROM accounting.posting_account p
        WHERE p.company = :company AND p.purpose = 'WITHHELD_TAX'
    ), spans AS (
        SELECT m::date AS from_day,
               (m + CASE WHEN s.half THEN interval '6 months' ELSE interval '1 month' END
                  - interval '1 day')::date AS to_day, s.half
        FROM setting s, generate_series(
            CASE WHEN s.half
                 THEN make_date(extract(year FROM :from::date)::int,
                                CASE WHEN extract(month FROM :from::date) < 7 THEN 1 ELSE 7 END, 1)
                 ELSE date_trunc('month', :from::date)::date END::timestamp,
            :to::timestamp,
            CASE WHEN s.half THEN interval '6 months' ELSE interval '1 month' END) AS m
    ), dues AS (
        SELECT s.from_day, s.to_day, masterdata.bank_day(
            CASE WHEN NOT s.half
                 THEN s.to_day + masterdata.statutory_value('WITHHOLDING_DUE_DAY', s.to_day)::int
                 WHEN extract(month FROM s.to_day) = 6
                 THEN make_date(extract(year FROM s.to_day)::int,
                        (masterdata.statutory_value('WITHHOLDING_DUE_FIRST_HALF', s.to_day) / 100)::int,
                        (masterdata.statutory_value('WITHHOLDING_DUE_FIRST_HALF', s.to_day) % 100)::int)
                 ELSE make_date(extract(year FROM s.to_day)::int + 1,
                        trunc(masterdata.statutory_value('WITHHOLDING_DUE_SECOND_HALF', s.to_day) / 100)::int,
                        (masterdata.statutory_value('WITHHOLDING_DUE_SECOND_HALF', s.to_day) % 100)::int)
            END, 'AFTER') AS due_on
        FROM spans s
    )
    SELECT d.from_day, d.to_day, d.due_on,
           coalesce(w.withheld, 0) AS withheld, coalesce(p.paid, 0) AS paid,
           coalesce(w.withheld, 0) - coalesce(p.paid, 0) AS unpaid,
           d.due_on < :today AND coalesce(w.withheld, 0) > coalesce(p.paid, 0) AS is_overdue
    FROM dues d
    LEFT JOIN LATERAL (
        SELECT sum(l.credit - l.debit) AS withheld
        FROM accounting.journal_line l JOIN accounting.journal_entry e ON e.id = l.entry
        WHERE l.company = :company AND l.account IN (SELECT account FROM account)
          AND l.effective_on BETWEEN d.from_day AND d.to_day AND e.kind <> 'OPENING'
          AND NOT EXISTS (SELECT FROM accounting.withholding_payment y
                          WHERE y.entry = e.id OR y.undone_by = e.id)
    ) w ON true
    LEFT JOIN LATERAL (
        SELECT sum(y.amount) AS paid FROM accounting.withholding_payment y
        WHERE y.company = :company AND y.undone_by IS NULL AND y.from_day BETWEEN d.from_day AND d.to_day
    ) p ON true
    ORDER BY d.from_day
"""
