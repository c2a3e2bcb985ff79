-- Sums by department and by party follow the lines as those of whole accounts do.

ALTER TABLE accounting.department_month
    ADD CONSTRAINT department_month_key UNIQUE (company, department, account, currency, month);
ALTER TABLE accounting.party_month
    ADD CONSTRAINT party_month_key UNIQUE (company, account, party, currency, month);

-- A page of a ledger is read off its index, in the order in which it is shown, from the line after which it begins.
DROP INDEX accounting.journal_line_account;
CREATE INDEX journal_line_account ON accounting.journal_line (company, account, effective_on, entry, line_no);
CREATE INDEX journal_line_party ON accounting.journal_line (company, account, party, effective_on, entry, line_no)
    WHERE party IS NOT NULL;
-- What was open on a day is what is open now and what was set off after that day.
CREATE INDEX matching_day ON accounting.matching (company, matched_on);

CREATE OR REPLACE FUNCTION accounting.roll_up(of_company uuid) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    since bigint;
    below bigint;
    added bigint;
BEGIN
    INSERT INTO accounting.roll_up_mark (company, upto) VALUES (of_company, 0) ON CONFLICT (company) DO NOTHING;
    SELECT m.upto INTO since FROM accounting.roll_up_mark m WHERE m.company = of_company FOR UPDATE;
    IF since > pg_snapshot_xmax(pg_current_snapshot())::text::bigint THEN
        DELETE FROM accounting.account_month WHERE company = of_company;
        DELETE FROM accounting.account_day WHERE company = of_company;
        DELETE FROM accounting.department_month WHERE company = of_company;
        DELETE FROM accounting.party_month WHERE company = of_company;
        since := 0;
    END IF;
    below := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    WITH fresh AS MATERIALIZED (
        SELECT l.account, l.department, l.party, l.currency, l.effective_on AS day,
               count(*) AS lines, sum(l.debit) AS debit, sum(l.credit) AS credit
        FROM accounting.journal_line l
        WHERE l.company = of_company AND l.tx >= since AND l.tx < below
        GROUP BY l.account, l.department, l.party, l.currency, l.effective_on
    ), by_day AS (
        INSERT INTO accounting.account_day AS kept (company, account, currency, day, debit, credit)
        SELECT of_company, f.account, f.currency, f.day, sum(f.debit), sum(f.credit) FROM fresh f
        GROUP BY f.account, f.currency, f.day
        ON CONFLICT (company, account, currency, day)
        DO UPDATE SET debit = kept.debit + excluded.debit, credit = kept.credit + excluded.credit
    ), by_month AS (
        INSERT INTO accounting.account_month AS kept (company, account, currency, month, debit, credit)
        SELECT of_company, f.account, f.currency, date_trunc('month', f.day)::date, sum(f.debit), sum(f.credit)
        FROM fresh f GROUP BY f.account, f.currency, date_trunc('month', f.day)::date
        ON CONFLICT (company, account, currency, month)
        DO UPDATE SET debit = kept.debit + excluded.debit, credit = kept.credit + excluded.credit
    ), by_department AS (
        INSERT INTO accounting.department_month AS kept (company, department, account, currency, month, debit, credit)
        SELECT of_company, f.department, f.account, f.currency, date_trunc('month', f.day)::date,
               sum(f.debit), sum(f.credit)
        FROM fresh f WHERE f.department IS NOT NULL
        GROUP BY f.department, f.account, f.currency, date_trunc('month', f.day)::date
        ON CONFLICT (company, department, account, currency, month)
        DO UPDATE SET debit = kept.debit + excluded.debit, credit = kept.credit + excluded.credit
    ), by_party AS (
        INSERT INTO accounting.party_month AS kept (company, account, party, currency, month, debit, credit)
        SELECT of_company, f.account, f.party, f.currency, date_trunc('month', f.day)::date,
               sum(f.debit), sum(f.credit)
        FROM fresh f WHERE f.party IS NOT NULL
        GROUP BY f.account, f.party, f.currency, date_trunc('month', f.day)::date
        ON CONFLICT (company, account, party, currency, month)
        DO UPDATE SET debit = kept.debit + excluded.debit, credit = kept.credit + excluded.credit
    )
    SELECT coalesce(sum(lines), 0) INTO added FROM fresh;
    UPDATE accounting.roll_up_mark SET upto = below WHERE company = of_company;
    RETURN added;
END $$;

-- Books that are there: what is in the sums of accounts already comes into the new sums, company by company, since
-- the wall between companies stands for whoever does not own the server.
DO $$
DECLARE
    one uuid;
BEGIN
    FOR one IN SELECT id FROM masterdata.company LOOP
        PERFORM set_config('app.company', one::text, true);
        INSERT INTO accounting.department_month (id, company, department, account, currency, month, debit, credit)
        SELECT uuidv7(), l.company, l.department, l.account, l.currency, date_trunc('month', l.effective_on)::date,
               sum(l.debit), sum(l.credit)
        FROM accounting.journal_line l JOIN accounting.roll_up_mark m ON m.company = l.company
        WHERE l.company = one AND l.department IS NOT NULL AND l.tx < m.upto
        GROUP BY 2, 3, 4, 5, 6;
        INSERT INTO accounting.party_month (id, company, account, party, currency, month, debit, credit)
        SELECT uuidv7(), l.company, l.account, l.party, l.currency, date_trunc('month', l.effective_on)::date,
               sum(l.debit), sum(l.credit)
        FROM accounting.journal_line l JOIN accounting.roll_up_mark m ON m.company = l.company
        WHERE l.company = one AND l.party IS NOT NULL AND l.tx < m.upto
        GROUP BY 2, 3, 4, 5, 6;
    END LOOP;
    PERFORM set_config('app.company', '', true);
END $$;
