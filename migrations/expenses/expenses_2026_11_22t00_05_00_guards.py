"""What the database itself promises about expenses: what was submitted stands still, facts are only added."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

RULES = """
ALTER TABLE expenses.grade ADD CONSTRAINT grade_code_key UNIQUE (code);
ALTER TABLE expenses.expense_kind ADD CONSTRAINT expense_kind_code_key UNIQUE (code);
ALTER TABLE expenses.policy_limit ADD CONSTRAINT policy_limit_once
    UNIQUE NULLS NOT DISTINCT (company, expense_kind, grade, valid_from);
ALTER TABLE expenses.policy_limit ADD CONSTRAINT policy_limit_figures
    CHECK (coalesce(line_limit, 0) >= 0 AND coalesce(receipt_from, 0) >= 0 AND coalesce(reason_from, 0) >= 0
           AND coalesce(line_limit, 0) <> 'NaN' AND coalesce(receipt_from, 0) <> 'NaN'
           AND coalesce(reason_from, 0) <> 'NaN');
ALTER TABLE expenses.allowance_rate ADD CONSTRAINT allowance_rate_once
    UNIQUE NULLS NOT DISTINCT (company, expense_kind, grade, valid_from);
ALTER TABLE expenses.allowance_rate ADD CONSTRAINT allowance_rate_figures
    CHECK (amount >= 0 AND amount <> 'NaN');
ALTER TABLE expenses.claimant ADD CONSTRAINT claimant_person_key UNIQUE (company, person);
ALTER TABLE expenses.claimant ADD CONSTRAINT claimant_party_key UNIQUE (company, party);
ALTER TABLE expenses.claimant_term ADD CONSTRAINT claimant_term_once UNIQUE (claimant, valid_from);
ALTER TABLE expenses.company_card ADD CONSTRAINT company_card_digits CHECK (last_digits ~ '^[0-9]{4}$');
ALTER TABLE expenses.company_card ADD CONSTRAINT company_card_name_key UNIQUE (company, name);
ALTER TABLE expenses.card_format ADD CONSTRAINT card_format_code_key UNIQUE (code);
ALTER TABLE expenses.card_format ADD CONSTRAINT card_format_days
    CHECK (valid_to IS NULL OR valid_to >= valid_from);
ALTER TABLE expenses.card_statement ADD CONSTRAINT card_statement_number_key UNIQUE (company, number);
ALTER TABLE expenses.card_statement ADD CONSTRAINT card_statement_file_key UNIQUE (company, sha256);
ALTER TABLE expenses.card_line ADD CONSTRAINT card_line_once
    UNIQUE NULLS NOT DISTINCT (card, used_on, amount, shop_key, reference, running_no);
ALTER TABLE expenses.card_line ADD CONSTRAINT card_line_figures CHECK (amount <> 0 AND amount <> 'NaN');
ALTER TABLE expenses.cash_advance ADD CONSTRAINT cash_advance_figures CHECK (amount > 0 AND amount <> 'NaN');
ALTER TABLE expenses.expense_claim ADD CONSTRAINT expense_claim_number_key UNIQUE (company, number);
ALTER TABLE expenses.expense_claim ADD CONSTRAINT expense_claim_figures
    CHECK (total >= 0 AND payable >= 0 AND advance_used >= 0 AND payable + advance_used <= total
           AND total <> 'NaN' AND payable <> 'NaN' AND advance_used <> 'NaN');
ALTER TABLE expenses.expense_claim ADD CONSTRAINT expense_claim_posted
    CHECK ((state IN ('POSTED', 'PAYING', 'PAID')) <= (posted_on IS NOT NULL));
ALTER TABLE expenses.expense_line ADD CONSTRAINT expense_line_place UNIQUE (expense_claim, line_no);
ALTER TABLE expenses.expense_line ADD CONSTRAINT expense_line_figures
    CHECK (amount > 0 AND amount <> 'NaN' AND tax >= 0 AND base + tax = amount
           AND coalesce(deductible, 0) BETWEEN 0 AND tax AND coalesce(ways, 1) BETWEEN 1 AND 2
           AND (until IS NULL OR until >= spent_on) AND coalesce(distance, 1) > 0);
CREATE INDEX expense_claim_person ON expenses.expense_claim (company, person, state);
CREATE INDEX expense_claim_payroll ON expenses.expense_claim (company, payroll_month)
    WHERE payroll_month IS NOT NULL;
CREATE INDEX expense_claim_invoice ON expenses.expense_claim (supplier_invoice)
    WHERE supplier_invoice IS NOT NULL;
CREATE INDEX expense_claim_advance ON expenses.expense_claim (advance) WHERE advance IS NOT NULL;
CREATE INDEX expense_line_receipt ON expenses.expense_line (company, receipt_sha256)
    WHERE receipt_sha256 IS NOT NULL;
CREATE INDEX expense_line_alike ON expenses.expense_line (company, spent_on, amount);
CREATE INDEX expense_line_card ON expenses.expense_line (card_line) WHERE card_line IS NOT NULL;
CREATE INDEX card_line_of_statement ON expenses.card_line (card_statement);
CREATE INDEX cash_advance_returns ON expenses.cash_advance (returns) WHERE returns IS NOT NULL
"""

# Lines belong to a draft; afterwards only what posting finds out is written to them.
KEEP_LINES = """
CREATE FUNCTION expenses.keep_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now_is text;
    later text[] := '{ground,share,deductible,registration,registration_checked_on,published_name}';
BEGIN
    SELECT state INTO now_is FROM expenses.expense_claim
     WHERE id = CASE WHEN tg_op = 'DELETE' THEN old.expense_claim ELSE new.expense_claim END;
    IF now_is = 'DRAFT' THEN
        RETURN CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
    END IF;
    IF tg_op = 'UPDATE' AND now_is = 'SUBMITTED' AND to_jsonb(new) - later = to_jsonb(old) - later THEN
        RETURN new;
    END IF;
    RAISE EXCEPTION 'lines of a claim stand still once it is submitted' USING ERRCODE = 'restrict_violation';
END $$
"""
KEEP_CLAIM = """
CREATE FUNCTION expenses.keep_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := '{state,submitted_at,return_reason,posted_on,posted_by,posted_at,supplier_invoice,'
        'payroll_month,paid_on,cancelled_on,cancel_reason,payable,advance_used}';
BEGIN
    IF old.state IN ('PAID', 'CANCELLED') THEN
        RAISE EXCEPTION 'a claim that is over stands still' USING ERRCODE = 'restrict_violation';
    END IF;
    IF old.state <> 'DRAFT' AND to_jsonb(new) - later IS DISTINCT FROM to_jsonb(old) - later
       OR old.state NOT IN ('DRAFT', 'SUBMITTED') AND (new.payable, new.advance_used, new.posted_on)
          IS DISTINCT FROM (old.payable, old.advance_used, old.posted_on) THEN
        RAISE EXCEPTION 'a claim stands still once it is submitted' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN new;
END $$
"""
# A payment by card is claimed once, whoever writes.
ONCE = """
CREATE FUNCTION expenses.card_line_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('card_line' || new.card_line::text, 0));
    IF EXISTS (SELECT FROM expenses.expense_line l JOIN expenses.expense_claim c ON c.id = l.expense_claim
               WHERE l.card_line = new.card_line AND l.id <> new.id AND c.state <> 'CANCELLED') THEN
        RAISE EXCEPTION 'a payment by card is claimed once' USING ERRCODE = 'unique_violation';
    END IF;
    RETURN new;
END $$
"""
TRIGGERS = (
    "CREATE TRIGGER keep_lines BEFORE INSERT OR UPDATE OR DELETE ON expenses.expense_line"
    " FOR EACH ROW EXECUTE FUNCTION expenses.keep_lines()",
    "CREATE TRIGGER keep_claim BEFORE UPDATE ON expenses.expense_claim"
    " FOR EACH ROW EXECUTE FUNCTION expenses.keep_claim()",
    "CREATE TRIGGER card_line_once BEFORE INSERT OR UPDATE OF card_line ON expenses.expense_line"
    " FOR EACH ROW WHEN (new.card_line IS NOT NULL) EXECUTE FUNCTION expenses.card_line_once()",
)

CHANGING = ("grade", "expense_kind", "claimant", "company_card", "card_format", "expense_claim", "expense_line")
FACTS = (
    "policy_limit", "allowance_rate", "claimant_term", "card_statement", "card_line", "cash_advance",
)  # fmt: skip


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="expenses", description=DESCRIPTION)

    async def guard() -> None:
        for statement in filter(None, (part.strip() for part in RULES.split(";"))):
            await execute(statement)
        for statement in (KEEP_LINES, KEEP_CLAIM, ONCE, *TRIGGERS):
            await execute(statement)
        for table in CHANGING + FACTS:
            await execute(f"ALTER TABLE expenses.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            insert_only = "true" if table in FACTS else "false"
            await execute(f"SELECT kernel.guard('expenses.{table}', {insert_only})")

    manager.add_raw(guard)
    return manager
