"""What the database itself promises about orders: no line ships, returns or bills more than it can."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

RULES = """
ALTER TABLE ordering.quotation ADD CONSTRAINT quotation_number_key UNIQUE (company, number);
ALTER TABLE ordering.quotation_line ADD CONSTRAINT quotation_line_key UNIQUE (quotation, line_no);
ALTER TABLE ordering.sales_order ADD CONSTRAINT sales_order_number_key UNIQUE (company, number);
ALTER TABLE ordering.sales_order ADD CONSTRAINT sales_order_origin_key UNIQUE (company, origin);
ALTER TABLE ordering.sales_order_line ADD CONSTRAINT sales_order_line_key UNIQUE (sales_order, line_no);
ALTER TABLE ordering.quotation_line ADD CONSTRAINT quotation_line_sound
    CHECK (quantity > 0 AND quantity <> 'NaN' AND unit_price >= 0 AND unit_price <> 'NaN'
           AND discount BETWEEN 0 AND 100 AND amount >= 0 AND amount <> 'NaN' AND factor > 0);
ALTER TABLE ordering.sales_order_line ADD CONSTRAINT sales_order_line_sound
    CHECK (quantity > 0 AND quantity <> 'NaN' AND unit_price >= 0 AND unit_price <> 'NaN'
           AND discount BETWEEN 0 AND 100 AND amount >= 0 AND amount <> 'NaN' AND factor > 0);
ALTER TABLE ordering.sales_order_line ADD CONSTRAINT shipped_within_ordered
    CHECK (shipped >= 0 AND shipped <= quantity);
ALTER TABLE ordering.sales_order_line ADD CONSTRAINT returned_within_shipped
    CHECK (returned >= 0 AND returned <= shipped);
ALTER TABLE ordering.sales_order_line ADD CONSTRAINT billed_within_kept
    CHECK (billed >= 0 AND billed <= shipped - returned);
CREATE INDEX sales_order_list ON ordering.sales_order (company, number DESC);
CREATE INDEX sales_order_customer ON ordering.sales_order (company, customer, ordered_on);
CREATE INDEX sales_order_open ON ordering.sales_order (company, state) WHERE state IN ('DRAFT', 'CONFIRMED');
CREATE INDEX sales_order_quotation ON ordering.sales_order (quotation) WHERE quotation IS NOT NULL;
CREATE INDEX quotation_customer ON ordering.quotation (company, customer, quoted_on);
"""

# What was shipped counts even when it came back later; what came back need not be billed.
PROGRESS = """
CREATE FUNCTION ordering.shipped_progress(asked uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN bool_and(l.shipped >= l.quantity) THEN 'FULL'
                WHEN bool_or(l.shipped > 0) THEN 'PARTIAL' ELSE 'NONE' END
    FROM ordering.sales_order_line l WHERE l.sales_order = asked
$$
""", """
CREATE FUNCTION ordering.billed_progress(asked uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN NOT bool_or(l.billed > 0) THEN 'NONE'
                WHEN bool_and(l.billed >= l.quantity - l.returned) THEN 'FULL' ELSE 'PARTIAL' END
    FROM ordering.sales_order_line l WHERE l.sales_order = asked
$$
"""

TABLES = ("quotation", "quotation_line", "sales_order", "sales_order_line")


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="ordering", description=DESCRIPTION)

    async def guard():
        statements = [part.strip() for part in RULES.split(";") if part.strip()]
        for statement in [*statements, *PROGRESS]:
            await execute(statement)
        for table in TABLES:
            await execute(f"ALTER TABLE ordering.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            await execute(f"SELECT kernel.guard('ordering.{table}')")

    manager.add_raw(guard)
    return manager
