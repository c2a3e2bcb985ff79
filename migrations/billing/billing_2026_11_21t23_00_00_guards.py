"""What the database promises about bills: one a closing day, figures that add up, facts that stay."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

FACTS = ("closing_run", "closing_bill_tax", "supply_line", "supply_tax")
CHANGING = ("closing_bill", "closing_bill_document", "closing_run_customer", "supply")

PROMISES = """
ALTER TABLE billing.closing_bill
    ADD CONSTRAINT closing_bill_number_key UNIQUE (company, number),
    ADD CONSTRAINT closing_bill_adds_up CHECK (
        carried = previous - received - adjusted AND balance = carried + sales + tax
        AND total = CASE WHEN carries_balance THEN balance ELSE sales + tax END
    ),
    ADD CONSTRAINT closing_bill_ends_after_it_begins CHECK (period_from <= closing_on AND due_on >= closing_on),
    ADD CONSTRAINT cancelled_with_a_reason CHECK (
        (state = 'CANCELLED') = (reason IS NOT NULL) AND (state = 'CANCELLED') = (cancelled_on IS NOT NULL)
    );
CREATE UNIQUE INDEX closing_bill_once ON billing.closing_bill (company, customer, closing_on) WHERE state = 'ISSUED';
CREATE UNIQUE INDEX closing_bill_invoice ON billing.closing_bill (invoice) WHERE invoice IS NOT NULL;
CREATE INDEX closing_bill_customer ON billing.closing_bill (customer, closing_on);
CREATE UNIQUE INDEX on_one_bill ON billing.closing_bill_document (document) WHERE NOT is_released;
CREATE INDEX closing_bill_document_of ON billing.closing_bill_document (bill);
CREATE INDEX closing_bill_tax_of ON billing.closing_bill_tax (bill);
ALTER TABLE billing.closing_run_customer ADD CONSTRAINT closing_run_customer_key UNIQUE (run, customer);
CREATE INDEX closing_run_customer_bill ON billing.closing_run_customer (bill) WHERE bill IS NOT NULL;

ALTER TABLE billing.supply
    ADD CONSTRAINT supply_origin_key UNIQUE (company, origin),
    ADD CONSTRAINT supply_adds_up CHECK (base + tax = total AND (returns IS NULL) = (total >= 0 AND base >= 0));
ALTER TABLE billing.supply_line
    ADD CONSTRAINT supply_line_key UNIQUE (supply, line_no),
    ADD CONSTRAINT supply_line_sound CHECK ((returns_line IS NULL) = (quantity > 0) AND unit_price >= 0);
ALTER TABLE billing.supply_tax ADD CONSTRAINT supply_tax_key UNIQUE (supply, tax_code, rate);
CREATE INDEX supply_unbilled ON billing.supply (customer, supplied_on) WHERE bill IS NULL;
CREATE INDEX supply_bill ON billing.supply (bill) WHERE bill IS NOT NULL;
CREATE INDEX supply_order ON billing.supply (sales_order);
CREATE INDEX supply_shipment ON billing.supply (shipment);
CREATE INDEX supply_returns ON billing.supply (returns) WHERE returns IS NOT NULL;
CREATE INDEX supply_line_origin ON billing.supply_line (origin_line);
CREATE INDEX supply_line_returns ON billing.supply_line (returns_line) WHERE returns_line IS NOT NULL;

-- Which bill it is on is the only thing that is written later.
CREATE FUNCTION billing.keep_supply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'bill' <> to_jsonb(OLD) - 'bill' THEN
        RAISE EXCEPTION 'what was supplied does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_supply BEFORE UPDATE ON billing.supply
    FOR EACH ROW EXECUTE FUNCTION billing.keep_supply();

-- As rules/terms.py has it: a closing day is cut to the month's length.
CREATE FUNCTION billing.closes_on(first int, second int, third int, on_day date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(bool_or(least(closing, extract(day FROM
               date_trunc('month', on_day) + interval '1 month' - interval '1 day')::int)
           = extract(day FROM on_day)::int), false)
      FROM unnest(ARRAY[first, second, third]) AS closing WHERE closing IS NOT NULL
$$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="billing", description=DESCRIPTION)

    async def put_up() -> None:
        for table in FACTS + CHANGING:
            await execute(f"ALTER TABLE billing.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
        await execute(PROMISES)
        for table in FACTS + CHANGING:
            await execute(f"SELECT kernel.guard('billing.{table}', {'true' if table in FACTS else 'false'})")
        for table in CHANGING:
            await execute(f"REVOKE DELETE ON billing.{table} FROM erp_app")

    manager.add_raw(put_up)
    return manager
