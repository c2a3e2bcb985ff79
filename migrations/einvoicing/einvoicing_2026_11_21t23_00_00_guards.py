"""What the database itself promises about electronic invoices, to every writer.

What a document says never changes; only how far we are with it does. The same file, and the same number of the
same sender, is taken once; a document of ours is written once.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

RULES = """
ALTER TABLE einvoicing.e_invoice ADD CONSTRAINT e_invoice_figures
    CHECK (subtotal <> 'NaN' AND tax_total <> 'NaN' AND total <> 'NaN' AND payable <> 'NaN');
ALTER TABLE einvoicing.e_invoice ADD CONSTRAINT e_invoice_written_or_received
    CHECK ((direction = 'SENT') = (state = 'WRITTEN') AND (direction = 'RECEIVED' OR document IS NOT NULL));
ALTER TABLE einvoicing.e_invoice ADD CONSTRAINT e_invoice_taken_by_somebody
    CHECK (state <> 'TAKEN' OR party IS NOT NULL);
ALTER TABLE einvoicing.e_invoice ADD CONSTRAINT e_invoice_rejected_with_reason
    CHECK (state <> 'REJECTED' OR reason IS NOT NULL);
CREATE UNIQUE INDEX e_invoice_file_once ON einvoicing.e_invoice (company, sha256)
    WHERE direction = 'RECEIVED' AND state <> 'REJECTED';
CREATE UNIQUE INDEX e_invoice_number_once
    ON einvoicing.e_invoice (company, coalesce(t_number, corporate_number, endpoint, party_name), number)
    WHERE direction = 'RECEIVED' AND state <> 'REJECTED';
CREATE UNIQUE INDEX e_invoice_written_once ON einvoicing.e_invoice (company, document) WHERE direction = 'SENT';
CREATE INDEX e_invoice_state ON einvoicing.e_invoice (company, direction, state, issued_on);
CREATE INDEX e_invoice_document ON einvoicing.e_invoice (document) WHERE document IS NOT NULL;
ALTER TABLE einvoicing.e_invoice_line ADD CONSTRAINT e_invoice_line_key UNIQUE (e_invoice, line_no);
ALTER TABLE einvoicing.e_invoice_tax ADD CONSTRAINT e_invoice_tax_key UNIQUE (e_invoice, line_no);
ALTER TABLE einvoicing.e_invoice_fault ADD CONSTRAINT e_invoice_fault_key UNIQUE (e_invoice, line_no);
"""

FROZEN = """
CREATE FUNCTION einvoicing.keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(new) - '{state,party,document,reason}'::text[]
       IS DISTINCT FROM to_jsonb(old) - '{state,party,document,reason}'::text[] THEN
        RAISE EXCEPTION 'what an electronic invoice says never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF old.state IN ('WRITTEN', 'TAKEN', 'REJECTED') AND new.state <> old.state THEN
        RAISE EXCEPTION 'an electronic invoice that is % stays so', old.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN new;
END $$
"""
TRIGGER = """
CREATE TRIGGER keep_words BEFORE UPDATE ON einvoicing.e_invoice
    FOR EACH ROW EXECUTE FUNCTION einvoicing.keep_words()
"""

CHANGING = ("e_invoice",)
FACTS = ("e_invoice_line", "e_invoice_tax", "e_invoice_fault")


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="einvoicing", description=DESCRIPTION)

    async def guard():
        for statement in filter(None, (part.strip() for part in RULES.split(";"))):
            await execute(statement)
        await execute(FROZEN)
        await execute(TRIGGER)
        for table in CHANGING + FACTS:
            await execute(f"ALTER TABLE einvoicing.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            insert_only = "true" if table in FACTS else "false"
            await execute(f"SELECT kernel.guard('einvoicing.{table}', {insert_only})")

    manager.add_raw(guard)
    return manager
