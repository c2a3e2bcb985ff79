"""A statement we wrote for a supplier says the same for ever; only its answer and its file come later."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:50:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "self billing guards"

KEYS = """
ALTER TABLE payables.self_billing
    ADD CONSTRAINT self_billing_number_key UNIQUE (company, number),
    ADD CONSTRAINT self_billing_once UNIQUE (supplier_invoice),
    ADD CONSTRAINT self_billing_sound CHECK (
        supplied_from <= supplied_to AND total > 0 AND total <> 'NaN'
        AND (no_objection_days IS NULL) = (silent_from IS NULL)
        AND state IN ('ISSUED', 'CONFIRMED', 'DISPUTED', 'CANCELLED')
    ),
    ADD CONSTRAINT self_billing_answered CHECK (
        state NOT IN ('CONFIRMED', 'DISPUTED')
        OR (answered_on >= issued_on AND answered_by <> '' AND recorded_by IS NOT NULL)
    ),
    ADD CONSTRAINT self_billing_channel CHECK (state <> 'CONFIRMED' OR channel IS NOT NULL),
    ADD CONSTRAINT self_billing_filed CHECK ((file IS NULL) = (sha256 IS NULL) AND (file IS NULL) = (rendered_at IS NULL))
"""
INDEXES = (
    "CREATE INDEX self_billing_supplier ON payables.self_billing (supplier)",
    "CREATE INDEX self_billing_to_print ON payables.self_billing (company, id) WHERE file IS NULL",
)
NUMBERED = """
ALTER TABLE payables.supplier_invoice DROP CONSTRAINT supplier_invoice_numbered,
    ADD CONSTRAINT supplier_invoice_numbered
        CHECK (number_key IS NOT NULL OR ledger_only IS NOT NULL OR is_self_billed)
"""
TERMS = """
ALTER TABLE payables.supplier_term ADD CONSTRAINT supplier_term_waits
    CHECK (no_objection_days IS NULL OR no_objection_days BETWEEN 1 AND 366)
"""
KEEP = """
CREATE FUNCTION payables.keep_self_billing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM accounting.require_unlocked(NEW.company, 'PURCHASING', NEW.issued_on);
        RETURN NEW;
    END IF;
    IF (OLD.number, OLD.supplier_invoice, OLD.supplier, OLD.issued_on, OLD.supplied_from, OLD.supplied_to,
        OLD.currency, OLD.total, OLD.said, OLD.no_objection_days, OLD.silent_from, OLD.issued_by, OLD.issued_at
    ) IS DISTINCT FROM (
        NEW.number, NEW.supplier_invoice, NEW.supplier, NEW.issued_on, NEW.supplied_from, NEW.supplied_to,
        NEW.currency, NEW.total, NEW.said, NEW.no_objection_days, NEW.silent_from, NEW.issued_by, NEW.issued_at
    ) OR (OLD.file IS NOT NULL AND (OLD.file, OLD.sha256) IS DISTINCT FROM (NEW.file, NEW.sha256))
      OR (OLD.state <> NEW.state AND OLD.state <> 'ISSUED' AND NEW.state <> 'CANCELLED')
      OR (OLD.state <> 'ISSUED' AND (OLD.answered_on, OLD.answered_by, OLD.channel, OLD.answer_note)
          IS DISTINCT FROM (NEW.answered_on, NEW.answered_by, NEW.channel, NEW.answer_note)) THEN
        RAISE EXCEPTION 'SELF_BILLING_ISSUED number=%', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""
KEEPING = """
CREATE TRIGGER keep_self_billing BEFORE INSERT OR UPDATE ON payables.self_billing
    FOR EACH ROW EXECUTE FUNCTION payables.keep_self_billing()
"""
# As before, but an invoice without a number takes that of the statement we write for it; once.
POSTED = """
CREATE OR REPLACE FUNCTION payables.keep_posted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'DRAFT' AND (
        OLD.supplier, OLD.kind, OLD.number, OLD.invoiced_on, OLD.supplied_on, OLD.booked_on, OLD.subtotal, OLD.tax_total,
        OLD.total, OLD.deductible_tax, OLD.withheld, OLD.payable, OLD.currency,
        coalesce(OLD.number_key, NEW.number_key), OLD.origin
    ) IS DISTINCT FROM (
        NEW.supplier, NEW.kind, NEW.number, NEW.invoiced_on, NEW.supplied_on, NEW.booked_on, NEW.subtotal, NEW.tax_total,
        NEW.total, NEW.deductible_tax, NEW.withheld, NEW.payable, NEW.currency, NEW.number_key, NEW.origin
    ) OR (OLD.state = 'CANCELLED' AND NEW.state <> 'CANCELLED') OR (OLD.state = 'POSTED' AND NEW.state = 'DRAFT') THEN
        RAISE EXCEPTION 'SUPPLIER_INVOICE_POSTED number=%', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="payables", description=DESCRIPTION)

    async def guard():
        await execute("ALTER TABLE payables.self_billing ALTER COLUMN id SET DEFAULT uuidv7()")
        await execute("SELECT kernel.guard('payables.self_billing', false)")
        for statement in (KEYS, *INDEXES, NUMBERED, TERMS, KEEP, KEEPING, POSTED):
            await execute(statement)

    manager.add_raw(guard)
    return manager
