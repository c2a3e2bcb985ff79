-- Lines keep their tax.
ALTER TABLE accounting.journal_line
    ADD CONSTRAINT line_tax_sound CHECK (
        (tax_code IS NOT NULL OR tax_base IS NULL) AND coalesce(tax_rate, 0) >= 0
        AND coalesce(tax_base, 0) >= 0 AND coalesce(tax_amount, 0) >= 0
        AND coalesce(creditable_share, 0) BETWEEN 0 AND 100
    );
CREATE INDEX journal_line_taxed ON accounting.journal_line (company, effective_on) WHERE tax_code IS NOT NULL;
CREATE INDEX journal_line_department ON accounting.journal_line (company, department, effective_on)
    WHERE department IS NOT NULL;
CREATE INDEX journal_entry_carry_forward ON accounting.journal_entry (company, effective_on)
    WHERE kind = 'CARRY_FORWARD';

-- A purpose that is new gets its usual account in every company that keeps books.
DO $$
DECLARE
    each record;
BEGIN
    FOR each IN SELECT c.id, c.currency FROM masterdata.company c LOOP
        -- The wall between companies holds for whoever migrates, too.
        PERFORM set_config('app.company', each.id::text, true);
        INSERT INTO accounting.posting_account (id, company, purpose, account)
        SELECT uuidv7(), each.id, u.purpose, a.id
        FROM (VALUES
            ('INPUT_TAX', '1460', true), ('TAX_PAYABLE', '2170', true), ('TAX_REFUNDABLE', '1430', true),
            ('TAX_ROUNDING_GAIN', '7130', true), ('TAX_ROUNDING_LOSS', '7230', true),
            ('TAXES_AND_DUES', '6340', false), ('WITHHELD_TAX', '2210', false),
            ('SUSPENSE_PAYMENT', '1450', false), ('SUSPENSE_RECEIPT', '2250', false),
            ('PREPAID_EXPENSE', '1420', false), ('RETAINED_EARNINGS', '3150', false)
        ) AS u (purpose, code, of_consumption_tax)
        JOIN masterdata.account a ON a.code = u.code
        WHERE EXISTS (SELECT FROM accounting.posting_account p WHERE p.company = each.id)
          AND (each.currency = 'JPY' OR NOT u.of_consumption_tax)
        ON CONFLICT (company, purpose) DO NOTHING;
    END LOOP;
END $$;

-- Templates, schedules, drafts.
CREATE UNIQUE INDEX entry_template_name ON accounting.entry_template (company, name) WHERE is_active;
ALTER TABLE accounting.entry_template_version ADD CONSTRAINT entry_template_version_key UNIQUE (template, version);
ALTER TABLE accounting.entry_template_line ADD CONSTRAINT entry_template_line_key UNIQUE (version, line_no);
ALTER TABLE accounting.recurring_entry
    ADD CONSTRAINT recurring_entry_day CHECK (day_of_month BETWEEN 1 AND 31 AND month BETWEEN 1 AND 12),
    ADD CONSTRAINT recurring_entry_runs_forward CHECK (ends_on >= starts_on);
CREATE UNIQUE INDEX recurring_entry_name ON accounting.recurring_entry (company, name) WHERE state <> 'ENDED';
ALTER TABLE accounting.recurring_occurrence
    ADD CONSTRAINT recurring_occurrence_key UNIQUE (recurring, due_on),
    ADD CONSTRAINT occurrence_tells_what_came CHECK (
        CASE state WHEN 'POSTED' THEN entry IS NOT NULL WHEN 'DRAFTED' THEN draft IS NOT NULL
                   WHEN 'REFUSED' THEN refusal IS NOT NULL ELSE reason IS NOT NULL END
    );
CREATE INDEX recurring_occurrence_waiting ON accounting.recurring_occurrence (company, due_on) WHERE state = 'REFUSED';
CREATE INDEX entry_draft_open ON accounting.entry_draft (company, effective_on) WHERE state = 'DRAFT';
ALTER TABLE accounting.entry_draft
    ADD CONSTRAINT posted_draft_names_its_entry CHECK ((state = 'POSTED') = (entry IS NOT NULL));
ALTER TABLE accounting.entry_draft_line
    ADD CONSTRAINT entry_draft_line_key UNIQUE (draft, line_no),
    ADD CONSTRAINT entry_draft_line_sound CHECK (amount > 0);

-- Accruals and prepaid expenses.
ALTER TABLE accounting.accrual
    ADD CONSTRAINT accrual_entry_key UNIQUE (entry),
    ADD CONSTRAINT reversed_accrual_names_its_reverse CHECK ((state = 'REVERSED') = (reversal IS NOT NULL));
CREATE INDEX accrual_waiting ON accounting.accrual (company, reverse_on) WHERE state = 'WAITING';
ALTER TABLE accounting.prepaid_expense ADD CONSTRAINT prepaid_expense_sound CHECK (amount > 0 AND months > 0);
ALTER TABLE accounting.prepaid_month
    ADD CONSTRAINT prepaid_month_key UNIQUE (prepaid, line_no),
    ADD CONSTRAINT prepaid_month_sound CHECK (amount >= 0);
CREATE INDEX prepaid_month_waiting ON accounting.prepaid_month (company, effective_on) WHERE entry IS NULL;

-- The year.
ALTER TABLE accounting.tax_method ADD CONSTRAINT tax_method_key UNIQUE (company, valid_from);
ALTER TABLE accounting.tax_closing ADD CONSTRAINT tax_closing_runs_forward CHECK (from_day <= to_day);
CREATE UNIQUE INDEX tax_closing_once ON accounting.tax_closing (company, to_day) WHERE undone_by IS NULL;
ALTER TABLE accounting.withholding_payment ADD CONSTRAINT withholding_payment_sound CHECK (amount > 0 AND from_day <= to_day);
CREATE UNIQUE INDEX opening_balance_once ON accounting.opening_balance (company) WHERE undone_by IS NULL;
ALTER TABLE accounting.opening_item ADD CONSTRAINT opening_item_sound CHECK (amount > 0 AND due_on >= issued_on);
CREATE INDEX carry_forward_year ON accounting.carry_forward (fiscal_year);
