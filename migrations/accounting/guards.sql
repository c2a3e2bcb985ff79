-- Entries: balanced when the transaction ends, complete from the start, never into a closed month.

ALTER TABLE accounting.journal_line
    ALTER COLUMN tx SET DEFAULT (pg_current_xact_id()::text::bigint),
    ADD CONSTRAINT line_on_one_side CHECK (
        debit >= 0 AND credit >= 0 AND (debit > 0) <> (credit > 0) AND debit <> 'NaN' AND credit <> 'NaN'
    ),
    ADD CONSTRAINT journal_line_key UNIQUE (entry, line_no);

ALTER TABLE accounting.journal_entry
    ADD CONSTRAINT journal_entry_number_key UNIQUE (company, number),
    ADD CONSTRAINT journal_entry_origin_key UNIQUE (company, origin),
    ADD CONSTRAINT journal_entry_reverses_key UNIQUE (reverses),
    ADD CONSTRAINT late_is_late CHECK (late_from < effective_on);

CREATE FUNCTION accounting.receive_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    -- When and in which transaction we learnt of it is not for the writer to say.
    NEW.tx := pg_current_xact_id()::text::bigint;
    NEW.recorded_at := now();
    -- Everybody of ours holds the month's advisory lock by now. For all others this row's weak lock makes the closer,
    -- who takes the strong one, wait until they are done; the state is read after the lock.
    SELECT p.state INTO found FROM accounting.period p
    WHERE p.company = NEW.company AND p.starts_on <= NEW.effective_on AND p.ends_on >= NEW.effective_on
    FOR KEY SHARE;
    IF found IS NULL THEN
        RAISE EXCEPTION 'NO_PERIOD on=%', NEW.effective_on USING ERRCODE = 'check_violation';
    ELSIF found <> 'OPEN' THEN
        RAISE EXCEPTION 'PERIOD_CLOSED on=%', NEW.effective_on USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER receive_entry BEFORE INSERT ON accounting.journal_entry
    FOR EACH ROW EXECUTE FUNCTION accounting.receive_entry();

CREATE FUNCTION accounting.require_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sides record;
BEGIN
    SELECT count(*) AS currencies, coalesce(sum(lines), 0) AS lines, coalesce(bool_and(left_side = right_side), false) AS even
    INTO sides
    FROM (SELECT count(*) AS lines, sum(l.debit) AS left_side, sum(l.credit) AS right_side
          FROM accounting.journal_line l WHERE l.entry = NEW.id GROUP BY l.currency) AS by_currency;
    IF sides.lines < 2 OR NOT sides.even THEN
        RAISE EXCEPTION 'UNBALANCED_ENTRY number=%', NEW.number USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER require_balanced AFTER INSERT ON accounting.journal_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION accounting.require_balanced();

-- Balance is checked once per entry, so lines may only come with their entry.
CREATE FUNCTION accounting.require_own_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    current bigint := pg_current_xact_id()::text::bigint;
BEGIN
    IF EXISTS (
        SELECT FROM added l LEFT JOIN accounting.journal_entry e ON e.id = l.entry
        WHERE e.id IS NULL OR e.tx <> current OR l.tx <> current
           OR e.company <> l.company OR e.effective_on <> l.effective_on
    ) THEN
        RAISE EXCEPTION 'LINE_WITHOUT_ITS_ENTRY' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER require_own_entry AFTER INSERT ON accounting.journal_line
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION accounting.require_own_entry();

-- Months.

ALTER TABLE accounting.fiscal_year
    ADD CONSTRAINT fiscal_year_key UNIQUE (company, starts_on),
    ADD CONSTRAINT fiscal_year_runs_forward CHECK (starts_on < ends_on);

ALTER TABLE accounting.period
    ADD CONSTRAINT period_key UNIQUE (company, starts_on),
    ADD CONSTRAINT period_is_a_month CHECK (
        extract(day FROM starts_on) = 1 AND ends_on = (starts_on + interval '1 month' - interval '1 day')::date
    ),
    ADD CONSTRAINT closed_by_somebody CHECK ((state = 'CLOSED') = (closed_by IS NOT NULL AND closed_at IS NOT NULL));

-- Settings.

ALTER TABLE accounting.posting_account ADD CONSTRAINT posting_account_key UNIQUE (company, purpose);
ALTER TABLE accounting.bank_account ADD CONSTRAINT bank_account_name_key UNIQUE (company, name);
CREATE UNIQUE INDEX bank_account_one_default ON accounting.bank_account (company) WHERE is_default AND is_active;

-- Documents.

ALTER TABLE accounting.invoice
    ADD CONSTRAINT invoice_number_key UNIQUE (company, number),
    ADD CONSTRAINT invoice_origin_key UNIQUE (company, origin),
    ADD CONSTRAINT invoice_adds_up CHECK (subtotal + tax_total = total AND subtotal >= 0 AND tax_total >= 0 AND total <> 'NaN'),
    ADD CONSTRAINT credit_note_names_invoice CHECK ((kind = 'CREDIT_NOTE') = (credits IS NOT NULL)),
    ADD CONSTRAINT due_after_issue CHECK (due_on >= issued_on);

ALTER TABLE accounting.invoice_line
    ADD CONSTRAINT invoice_line_key UNIQUE (invoice, line_no),
    ADD CONSTRAINT invoice_line_sound CHECK (
        quantity > 0 AND quantity <> 'NaN' AND unit_price >= 0 AND unit_price <> 'NaN' AND amount >= 0 AND amount <> 'NaN'
        AND discount BETWEEN 0 AND 100 AND tax_rate >= 0 AND tax_rate <> 'NaN'
    );

ALTER TABLE accounting.invoice_tax
    ADD CONSTRAINT invoice_tax_key UNIQUE (invoice, tax_code, rate),
    ADD CONSTRAINT invoice_tax_sound CHECK (base >= 0 AND tax >= 0 AND base <> 'NaN' AND tax <> 'NaN');

ALTER TABLE accounting.receipt
    ADD CONSTRAINT receipt_number_key UNIQUE (company, number),
    ADD CONSTRAINT receipt_origin_key UNIQUE (company, origin),
    ADD CONSTRAINT receipt_sound CHECK (amount > 0 AND fee >= 0 AND amount <> 'NaN' AND fee <> 'NaN');
CREATE INDEX receipt_returns ON accounting.receipt (returns) WHERE returns IS NOT NULL;

ALTER TABLE accounting.open_item
    ADD CONSTRAINT open_item_document_key UNIQUE (document),
    ADD CONSTRAINT open_within_amount CHECK (open_amount >= 0 AND open_amount <= amount AND amount <> 'NaN');

ALTER TABLE accounting.matching
    ADD CONSTRAINT matching_undone_once UNIQUE (undoes),
    ADD CONSTRAINT matching_sound CHECK (amount > 0 AND amount <> 'NaN' AND receivable <> credit);

-- Sums.

ALTER TABLE accounting.account_month
    ADD CONSTRAINT account_month_key UNIQUE (company, account, currency, month);
ALTER TABLE accounting.account_day
    ADD CONSTRAINT account_day_key UNIQUE (company, account, currency, day);
ALTER TABLE accounting.roll_up_mark ADD CONSTRAINT roll_up_mark_key UNIQUE (company);

-- How people ask.

CREATE INDEX journal_line_account ON accounting.journal_line (company, account, effective_on);
CREATE INDEX journal_line_day ON accounting.journal_line (company, effective_on)
    INCLUDE (account, currency, debit, credit);
CREATE INDEX journal_line_tail ON accounting.journal_line (company, tx)
    INCLUDE (effective_on, account, currency, debit, credit);
CREATE INDEX journal_entry_day ON accounting.journal_entry (company, effective_on, number);
CREATE INDEX journal_entry_recorded ON accounting.journal_entry (company, recorded_at);
CREATE INDEX journal_entry_cause ON accounting.journal_entry (cause) WHERE cause IS NOT NULL;
CREATE INDEX account_month_by_month ON accounting.account_month (company, month);
CREATE INDEX account_day_by_day ON accounting.account_day (company, day);
CREATE INDEX invoice_customer ON accounting.invoice (company, customer, issued_on);
CREATE INDEX invoice_day ON accounting.invoice (company, issued_on);
CREATE INDEX invoice_credits ON accounting.invoice (credits) WHERE credits IS NOT NULL;
CREATE INDEX invoice_line_credits ON accounting.invoice_line (credits_line) WHERE credits_line IS NOT NULL;
CREATE INDEX invoice_line_origin ON accounting.invoice_line (origin_line) WHERE origin_line IS NOT NULL;
CREATE INDEX receipt_customer ON accounting.receipt (company, customer, received_on);
CREATE INDEX open_item_open ON accounting.open_item (company, party, due_on) WHERE open_amount > 0;
CREATE INDEX open_item_day ON accounting.open_item (company, opened_on);
CREATE INDEX matching_receivable ON accounting.matching (receivable);
CREATE INDEX matching_credit ON accounting.matching (credit);

-- Sums follow the lines. Transactions below the snapshot's xmin have all ended, so what they wrote is complete and
-- is added exactly once: the mark's row lock keeps two roll-ups apart, and each statement here sees what is committed
-- after it. A mark beyond this cluster's transactions came with a dump: then the sums are made anew.
CREATE FUNCTION accounting.roll_up(of_company uuid) RETURNS bigint LANGUAGE plpgsql AS $$
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
        since := 0;
    END IF;
    below := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    WITH days AS MATERIALIZED (
        SELECT l.account, l.currency, l.effective_on AS day, count(*) AS lines, sum(l.debit) AS debit, sum(l.credit) AS credit
        FROM accounting.journal_line l
        WHERE l.company = of_company AND l.tx >= since AND l.tx < below
        GROUP BY l.account, l.currency, l.effective_on
    ), by_day AS (
        INSERT INTO accounting.account_day AS kept (company, account, currency, day, debit, credit)
        SELECT of_company, d.account, d.currency, d.day, d.debit, d.credit FROM days d
        ON CONFLICT (company, account, currency, day)
        DO UPDATE SET debit = kept.debit + excluded.debit, credit = kept.credit + excluded.credit
    ), by_month AS (
        INSERT INTO accounting.account_month AS kept (company, account, currency, month, debit, credit)
        SELECT of_company, d.account, d.currency, date_trunc('month', d.day)::date, sum(d.debit), sum(d.credit)
        FROM days d GROUP BY d.account, d.currency, date_trunc('month', d.day)::date
        ON CONFLICT (company, account, currency, month)
        DO UPDATE SET debit = kept.debit + excluded.debit, credit = kept.credit + excluded.credit
    )
    SELECT coalesce(sum(lines), 0) INTO added FROM days;
    UPDATE accounting.roll_up_mark SET upto = below WHERE company = of_company;
    RETURN added;
END $$;
