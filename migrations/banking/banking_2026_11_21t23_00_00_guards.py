"""What the database itself promises about bank statements: what was read never changes and is never there twice."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

UNIQUE = """
ALTER TABLE banking.account_at_bank ADD CONSTRAINT account_at_bank_key UNIQUE (company, bank_account);
ALTER TABLE banking.account_at_bank ADD CONSTRAINT account_at_bank_number_key
    UNIQUE (company, bank_code, branch_code, kind, account_number);
ALTER TABLE banking.csv_format ADD CONSTRAINT csv_format_key UNIQUE (code, valid_from);
CREATE UNIQUE INDEX bank_import_file ON banking.bank_import (company, sha256) WHERE undone_at IS NULL;
ALTER TABLE banking.bank_statement ADD CONSTRAINT bank_statement_number_key UNIQUE (company, number);
CREATE UNIQUE INDEX statement_line_once ON banking.statement_line
    (company, bank_account, booked_on, direction, amount, (coalesce(inquiry_no, '')), (coalesce(payer_key, '')),
     (coalesce(description, '')), running_no) WHERE state <> 'WITHDRAWN';
ALTER TABLE banking.statement_match ADD CONSTRAINT statement_match_undone_once UNIQUE (undoes);
CREATE UNIQUE INDEX payer_alias_once ON banking.payer_alias (company, payer_key, customer) WHERE is_active;
ALTER TABLE banking.payer_terms ADD CONSTRAINT payer_terms_key UNIQUE (company, customer);
ALTER TABLE banking.matching_settings ADD CONSTRAINT matching_settings_key UNIQUE (company);
ALTER TABLE banking.match_proposal ADD CONSTRAINT match_proposal_line_key UNIQUE (line);
"""

CHECKS = """
ALTER TABLE banking.statement_line ADD CONSTRAINT statement_line_above_zero CHECK (amount > 0 AND amount <> 'NaN');
ALTER TABLE banking.linked_entry ADD CONSTRAINT linked_entry_above_zero CHECK (amount > 0 AND amount <> 'NaN');
ALTER TABLE banking.transfer_fee ADD CONSTRAINT transfer_fee_above_zero CHECK (amount > 0 AND amount <> 'NaN');
ALTER TABLE banking.transfer_fee ADD CONSTRAINT transfer_fee_days CHECK (valid_to IS NULL OR valid_to >= valid_from);
ALTER TABLE banking.csv_format ADD CONSTRAINT csv_format_days CHECK (valid_to IS NULL OR valid_to >= valid_from);
ALTER TABLE banking.csv_format ADD CONSTRAINT csv_format_has_money
    CHECK ((amount_column IS NULL) = (in_column IS NOT NULL OR out_column IS NOT NULL));
ALTER TABLE banking.matching_settings ADD CONSTRAINT automatic_from_is_a_score
    CHECK (automatic_from IS NULL OR automatic_from BETWEEN 50 AND 100);
ALTER TABLE banking.match_proposal_part ADD CONSTRAINT match_proposal_part_within
    CHECK (amount > 0 AND amount <= open_amount AND amount <> 'NaN');
"""

INDEXES = """
CREATE INDEX statement_line_day ON banking.statement_line (company, bank_account, booked_on);
CREATE INDEX statement_line_waiting ON banking.statement_line (company, booked_on) WHERE state IN ('OPEN', 'SUSPENDED');
CREATE INDEX statement_line_statement ON banking.statement_line (bank_statement);
CREATE INDEX statement_match_line ON banking.statement_match (line);
CREATE INDEX statement_match_document ON banking.statement_match (document);
CREATE INDEX linked_entry_line ON banking.linked_entry (journal_line);
CREATE INDEX linked_entry_match ON banking.linked_entry (statement_match);
CREATE INDEX payer_alias_customer ON banking.payer_alias (customer);
CREATE INDEX match_proposal_score ON banking.match_proposal (company, score);
CREATE INDEX match_proposal_part_proposal ON banking.match_proposal_part (proposal);
CREATE INDEX match_proposal_part_document ON banking.match_proposal_part (document);
CREATE INDEX bank_statement_import ON banking.bank_statement (bank_import);
CREATE INDEX bank_statement_account ON banking.bank_statement (company, bank_account, to_on);
"""

# What the bank wrote is a fact; only what we did about it moves.
KEEP_LINE = """
CREATE FUNCTION banking.keep_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - 'state' - 'version' <> to_jsonb(NEW) - 'state' - 'version' THEN
        RAISE EXCEPTION 'a line of a statement does not change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""
KEEP_LINE_TRIGGERS = """
CREATE TRIGGER keep_line BEFORE UPDATE ON banking.statement_line FOR EACH ROW EXECUTE FUNCTION banking.keep_line();
CREATE TRIGGER keep_line_there BEFORE DELETE ON banking.statement_line
    FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse();
"""

CHANGING = (
    "account_at_bank",
    "csv_format",
    "bank_import",
    "statement_line",
    "payer_alias",
    "payer_terms",
    "transfer_fee",
    "matching_settings",
    "posting_rule",
)
FACTS = ("bank_statement", "statement_match", "linked_entry")
# Made anew from the lines and what is open at any time: without a history of their own.
LOOKS = ("match_proposal", "match_proposal_part")


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="banking", description=DESCRIPTION)

    async def guard():
        await execute(KEEP_LINE)
        for sql in (UNIQUE, CHECKS, INDEXES, KEEP_LINE_TRIGGERS):
            for statement in filter(None, (part.strip() for part in sql.split(";"))):
                await execute(statement)
        for table in CHANGING + FACTS + LOOKS:
            await execute(f"ALTER TABLE banking.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
        for table in CHANGING + FACTS:
            await execute(f"SELECT kernel.guard('banking.{table}', {'true' if table in FACTS else 'false'})")
        for table in LOOKS:
            await execute(f"SELECT kernel.guard('banking.{table}', false, false)")

    manager.add_raw(guard)
    return manager
