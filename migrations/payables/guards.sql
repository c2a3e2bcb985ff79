-- Invoices of suppliers: each number once, amounts that add up, and nothing of a posted one moves any more.

ALTER TABLE payables.payables_setting ADD CONSTRAINT payables_setting_key UNIQUE (company);
ALTER TABLE payables.payables_setting ADD CONSTRAINT setting_sound CHECK (
    similar_within_days BETWEEN 0 AND 366 AND (second_approval_from IS NULL OR second_approval_from >= 0)
);
ALTER TABLE payables.supplier_term ADD CONSTRAINT supplier_term_key UNIQUE (company, supplier);
-- Nothing is taken off what a protected supplier is owed, even if he agreed.
ALTER TABLE payables.supplier_term ADD CONSTRAINT covered_gets_all
    CHECK (NOT is_covered OR fee_bearer = 'US');

ALTER TABLE payables.supplier_invoice
    ADD CONSTRAINT supplier_invoice_number_key UNIQUE (company, number),
    ADD CONSTRAINT supplier_invoice_origin_key UNIQUE (company, origin),
    ADD CONSTRAINT supplier_invoice_adds_up CHECK (
        subtotal + tax_total = total AND payable = total - withheld AND subtotal >= 0 AND tax_total >= 0
        AND withheld >= 0 AND withheld <= total AND deductible_tax BETWEEN 0 AND tax_total AND total <> 'NaN'
    ),
    ADD CONSTRAINT supplier_invoice_numbered CHECK (number_key IS NOT NULL OR ledger_only IS NOT NULL),
    ADD CONSTRAINT supplier_invoice_posted CHECK ((posted_by IS NULL) = (posted_at IS NULL) AND (state <> 'POSTED' OR posted_by IS NOT NULL)),
    ADD CONSTRAINT supplier_invoice_cancelled CHECK ((state = 'CANCELLED') = (cancelled_on IS NOT NULL AND cancel_reason IS NOT NULL));
CREATE UNIQUE INDEX supplier_invoice_once ON payables.supplier_invoice (company, supplier, kind, number_key)
    WHERE state <> 'CANCELLED';
CREATE INDEX supplier_invoice_supplier ON payables.supplier_invoice (company, supplier, booked_on);
CREATE INDEX supplier_invoice_day ON payables.supplier_invoice (company, booked_on);
CREATE INDEX supplier_invoice_draft ON payables.supplier_invoice (company) WHERE state = 'DRAFT';
CREATE INDEX supplier_invoice_credits ON payables.supplier_invoice (credits) WHERE credits IS NOT NULL;

ALTER TABLE payables.supplier_invoice_line
    ADD CONSTRAINT supplier_invoice_line_key UNIQUE (supplier_invoice, line_no),
    ADD CONSTRAINT supplier_invoice_line_sound CHECK (amount <> 'NaN' AND tax_rate >= 0);
ALTER TABLE payables.supplier_invoice_tax
    ADD CONSTRAINT supplier_invoice_tax_key UNIQUE (supplier_invoice, tax_code, rate),
    ADD CONSTRAINT supplier_invoice_tax_sound CHECK (
        base >= 0 AND tax >= 0 AND (deductible IS NULL OR deductible BETWEEN 0 AND tax)
        AND (share IS NULL OR share BETWEEN 0 AND 100)
    );

CREATE FUNCTION payables.keep_posted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'DRAFT' AND (
        OLD.supplier, OLD.kind, OLD.number, OLD.invoiced_on, OLD.supplied_on, OLD.booked_on, OLD.subtotal, OLD.tax_total,
        OLD.total, OLD.deductible_tax, OLD.withheld, OLD.payable, OLD.currency, OLD.number_key, OLD.origin
    ) IS DISTINCT FROM (
        NEW.supplier, NEW.kind, NEW.number, NEW.invoiced_on, NEW.supplied_on, NEW.booked_on, NEW.subtotal, NEW.tax_total,
        NEW.total, NEW.deductible_tax, NEW.withheld, NEW.payable, NEW.currency, NEW.number_key, NEW.origin
    ) OR (OLD.state = 'CANCELLED' AND NEW.state <> 'CANCELLED') OR (OLD.state = 'POSTED' AND NEW.state = 'DRAFT') THEN
        RAISE EXCEPTION 'SUPPLIER_INVOICE_POSTED number=%', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_posted BEFORE UPDATE ON payables.supplier_invoice
    FOR EACH ROW EXECUTE FUNCTION payables.keep_posted();

CREATE FUNCTION payables.keep_posted_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM payables.supplier_invoice i
               WHERE i.id = coalesce(OLD.supplier_invoice, NEW.supplier_invoice) AND i.state <> 'DRAFT') THEN
        RAISE EXCEPTION 'SUPPLIER_INVOICE_POSTED' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER keep_posted_lines BEFORE INSERT OR UPDATE OR DELETE ON payables.supplier_invoice_line
    FOR EACH ROW EXECUTE FUNCTION payables.keep_posted_lines();
CREATE TRIGGER keep_posted_lines BEFORE INSERT OR UPDATE OR DELETE ON payables.supplier_invoice_tax
    FOR EACH ROW EXECUTE FUNCTION payables.keep_posted_lines();

-- Accounts of suppliers: two people, and one account at a time.

ALTER TABLE payables.supplier_account
    ADD CONSTRAINT supplier_account_sound CHECK (
        bank_code ~ '^[0-9]{4}$' AND branch_code ~ '^[0-9]{3}$' AND account_number ~ '^[0-9]{7}$'
    ),
    ADD CONSTRAINT supplier_account_second_person CHECK (state = 'PROPOSED' OR (decided_by IS NOT NULL AND decided_by <> proposed_by));
CREATE UNIQUE INDEX supplier_account_one ON payables.supplier_account (company, supplier) WHERE state = 'CONFIRMED';
CREATE UNIQUE INDEX supplier_account_one_proposed ON payables.supplier_account (company, supplier) WHERE state = 'PROPOSED';
CREATE INDEX supplier_account_supplier ON payables.supplier_account (supplier);
ALTER TABLE payables.transfer_account
    ADD CONSTRAINT transfer_account_key UNIQUE (company, bank_account),
    ADD CONSTRAINT transfer_account_sound CHECK (
        bank_code ~ '^[0-9]{4}$' AND branch_code ~ '^[0-9]{3}$' AND account_number ~ '^[0-9]{7}$'
        AND requester_code ~ '^[0-9]{10}$' AND fee >= 0
    );

-- Runs and payments.

ALTER TABLE payables.payment_run
    ADD CONSTRAINT payment_run_number_key UNIQUE (company, number),
    ADD CONSTRAINT payment_run_sound CHECK (total >= 0 AND total <> 'NaN'),
    ADD CONSTRAINT payment_run_proposed CHECK (state IN ('DRAFT', 'CANCELLED') OR (proposed_by IS NOT NULL AND proposed_at IS NOT NULL)),
    ADD CONSTRAINT payment_run_filed CHECK ((file IS NULL) = (filed_at IS NULL) AND (state <> 'FILED' OR file IS NOT NULL)),
    ADD CONSTRAINT payment_run_paid CHECK ((state = 'PAID') = (paid_on IS NOT NULL));
ALTER TABLE payables.payment_run_line
    ADD CONSTRAINT payment_run_line_key UNIQUE (payment_run, supplier_invoice),
    ADD CONSTRAINT payment_run_line_sound CHECK (amount > 0 AND amount <> 'NaN');
CREATE INDEX payment_run_line_invoice ON payables.payment_run_line (supplier_invoice);
ALTER TABLE payables.payment_run_transfer
    ADD CONSTRAINT payment_run_transfer_key UNIQUE (payment_run, supplier),
    ADD CONSTRAINT payment_run_transfer_sound CHECK (amount >= 0 AND fee_withheld >= 0 AND amount = owed - fee_withheld);
ALTER TABLE payables.payment_approval
    ADD CONSTRAINT payment_approval_key UNIQUE (payment_run, proposed_at, approved_by);
ALTER TABLE payables.payment
    ADD CONSTRAINT payment_number_key UNIQUE (company, number),
    ADD CONSTRAINT payment_sound CHECK (amount >= 0 AND settled > 0 AND fee >= 0 AND amount <> 'NaN');
CREATE UNIQUE INDEX payment_once ON payables.payment (payment_run, supplier) WHERE payment_run IS NOT NULL AND returns IS NULL;
CREATE UNIQUE INDEX payment_returned_once ON payables.payment (returns) WHERE returns IS NOT NULL;
CREATE INDEX payment_supplier ON payables.payment (company, supplier, paid_on);
CREATE INDEX payment_day ON payables.payment (company, paid_on);

CREATE FUNCTION payables.keep_proposed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    SELECT r.state INTO found FROM payables.payment_run r WHERE r.id = coalesce(NEW.payment_run, OLD.payment_run);
    IF found <> 'DRAFT' THEN
        RAISE EXCEPTION 'PAYMENT_RUN_PROPOSED' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER keep_proposed BEFORE INSERT OR UPDATE OR DELETE ON payables.payment_run_line
    FOR EACH ROW EXECUTE FUNCTION payables.keep_proposed();
CREATE TRIGGER keep_proposed BEFORE INSERT OR UPDATE OR DELETE ON payables.payment_run_transfer
    FOR EACH ROW EXECUTE FUNCTION payables.keep_proposed();

ALTER TABLE payables.salary_run
    ADD CONSTRAINT salary_run_number_key UNIQUE (company, number),
    ADD CONSTRAINT salary_run_second_person CHECK (approved_by IS NULL OR approved_by <> proposed_by),
    ADD CONSTRAINT salary_run_approved CHECK (state IN ('PROPOSED', 'CANCELLED') OR approved_by IS NOT NULL),
    ADD CONSTRAINT salary_run_filed CHECK ((file IS NULL) = (filed_at IS NULL));
ALTER TABLE payables.salary_run_line
    ADD CONSTRAINT salary_run_line_key UNIQUE (salary_run, line_no),
    ADD CONSTRAINT salary_run_line_sound CHECK (
        amount > 0 AND amount <> 'NaN' AND bank_code ~ '^[0-9]{4}$' AND branch_code ~ '^[0-9]{3}$' AND account_number ~ '^[0-9]{7}$'
    );
