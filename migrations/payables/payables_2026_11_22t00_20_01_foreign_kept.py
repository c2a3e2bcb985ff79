"""What is paid in another currency never passes what is owed in it; what was told in writing is a fact."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:20:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "foreign kept"

INVOICES = """
ALTER TABLE payables.supplier_invoice
    ADD CONSTRAINT supplier_invoice_foreign CHECK (
        (foreign_currency IS NULL) = (foreign_total IS NULL) AND (foreign_currency IS NULL) = (exchange_rate IS NULL)
        AND (foreign_currency IS NULL OR (foreign_currency <> currency AND foreign_currency ~ '^[A-Z]{3}$'
             AND exchange_rate > 0 AND foreign_total >= 0 AND foreign_total <> 'NaN'))
        AND (foreign_currency IS NOT NULL OR NOT rate_agreed)
    ),
    ADD CONSTRAINT supplier_invoice_tax_waits CHECK (NOT tax_waits OR tax_counted_on IS NULL);
CREATE INDEX supplier_invoice_foreign_open ON payables.supplier_invoice (company, foreign_currency)
    WHERE foreign_currency IS NOT NULL;
CREATE INDEX supplier_invoice_tax_waiting ON payables.supplier_invoice (company) WHERE tax_waits;
CREATE FUNCTION payables.keep_foreign() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'DRAFT' AND (OLD.foreign_currency, OLD.foreign_total, OLD.exchange_rate)
        IS DISTINCT FROM (NEW.foreign_currency, NEW.foreign_total, NEW.exchange_rate) THEN
        RAISE EXCEPTION 'SUPPLIER_INVOICE_POSTED number=%', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_foreign BEFORE UPDATE ON payables.supplier_invoice
    FOR EACH ROW EXECUTE FUNCTION payables.keep_foreign();
"""
SETTLEMENTS = """
ALTER TABLE payables.foreign_settlement ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT foreign_settlement_key UNIQUE (payment, supplier_invoice),
    ADD CONSTRAINT foreign_settlement_sound CHECK (amount <> 0 AND amount <> 'NaN' AND booked <> 'NaN');
CREATE INDEX foreign_settlement_invoice ON payables.foreign_settlement (supplier_invoice);
CREATE FUNCTION payables.keep_foreign_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owed numeric;
    paid numeric;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('foreign ' || NEW.supplier_invoice::text, 0));
    SELECT i.foreign_total INTO owed FROM payables.supplier_invoice i WHERE i.id = NEW.supplier_invoice;
    SELECT coalesce(sum(s.amount), 0) INTO paid FROM payables.foreign_settlement s
     WHERE s.supplier_invoice = NEW.supplier_invoice;
    IF owed IS NULL OR paid + NEW.amount NOT BETWEEN 0 AND owed THEN
        RAISE EXCEPTION 'more would be paid than is owed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_foreign_open BEFORE INSERT ON payables.foreign_settlement
    FOR EACH ROW EXECUTE FUNCTION payables.keep_foreign_open();
ALTER TABLE payables.payment ADD CONSTRAINT payment_foreign CHECK (
    (foreign_currency IS NULL) = (foreign_amount IS NULL) AND (foreign_currency IS NULL) = (exchange_rate IS NULL)
    AND (foreign_currency IS NOT NULL OR exchange_difference = 0) AND exchange_difference <> 'NaN');
"""
VALUATIONS = """
ALTER TABLE payables.currency_valuation ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT currency_valuation_number_key UNIQUE (company, number),
    ADD CONSTRAINT currency_valuation_sound CHECK (gain >= 0 AND loss >= 0 AND gain <> 'NaN' AND loss <> 'NaN'
        AND (state = 'UNDONE') = (undo_reason IS NOT NULL));
CREATE UNIQUE INDEX currency_valuation_once ON payables.currency_valuation (company, valued_on) WHERE state = 'POSTED';
ALTER TABLE payables.currency_valuation_line ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT currency_valuation_line_key UNIQUE (currency_valuation, line_no),
    ADD CONSTRAINT currency_valuation_line_sound CHECK (foreign_open > 0 AND rate > 0 AND value >= 0);
CREATE INDEX currency_valuation_line_invoice ON payables.currency_valuation_line (supplier_invoice);
"""
TERMS = """
ALTER TABLE payables.written_terms ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT written_terms_number_key UNIQUE (company, number),
    ADD CONSTRAINT written_terms_complete CHECK (content <> '' AND deliver_to <> '' AND payment_method <> ''
        AND (amount IS NOT NULL OR how_reckoned <> '') AND (amount IS NULL OR (amount >= 0 AND amount <> 'NaN'))
        AND (negotiated_on IS NULL) = (negotiation IS NULL));
CREATE INDEX written_terms_supplier ON payables.written_terms (supplier, ordered_on);
ALTER TABLE payables.salary_run
    ADD CONSTRAINT salary_run_paid CHECK ((state = 'PAID') = (paid_on IS NOT NULL));
"""
GUARDED = {
    "foreign_settlement": "true",
    "currency_valuation": "false",
    "currency_valuation_line": "true",
    "written_terms": "true",
}


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="payables", description=DESCRIPTION)

    async def guard():
        for statements in (INVOICES, SETTLEMENTS, VALUATIONS, TERMS):
            await execute(statements)
        for table, fact in GUARDED.items():
            await execute(f"SELECT kernel.guard('payables.{table}', {fact})")

    manager.add_raw(guard)
    return manager
