"""What the database itself promises about stock: nothing below zero, nothing promised that is not there."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

UNIQUE = """
ALTER TABLE inventory.stock_balance ADD CONSTRAINT stock_balance_key UNIQUE (company, product, location, lot);
ALTER TABLE inventory.stock_value ADD CONSTRAINT stock_value_key UNIQUE (company, product);
ALTER TABLE inventory.shipment ADD CONSTRAINT shipment_number_key UNIQUE (company, number);
ALTER TABLE inventory.stock_receipt ADD CONSTRAINT stock_receipt_number_key UNIQUE (company, number);
ALTER TABLE inventory.stock_receipt ADD CONSTRAINT stock_receipt_origin_key UNIQUE (company, origin);
ALTER TABLE inventory.stock_adjustment ADD CONSTRAINT stock_adjustment_number_key UNIQUE (company, number);
ALTER TABLE inventory.shipment_line ADD CONSTRAINT shipment_line_key UNIQUE (shipment, line_no);
ALTER TABLE inventory.stock_receipt_line ADD CONSTRAINT stock_receipt_line_key UNIQUE (stock_receipt, line_no);
ALTER TABLE inventory.stock_adjustment_line
    ADD CONSTRAINT stock_adjustment_line_key UNIQUE (stock_adjustment, line_no);
"""

CHECKS = """
ALTER TABLE inventory.stock_balance ADD CONSTRAINT reserved_within_on_hand
    CHECK (reserved >= 0 AND reserved <= on_hand AND on_hand <> 'NaN' AND reserved <> 'NaN');
ALTER TABLE inventory.stock_value ADD CONSTRAINT value_with_goods
    CHECK (quantity >= 0 AND value >= 0 AND (quantity > 0 OR value = 0) AND quantity <> 'NaN' AND value <> 'NaN');
ALTER TABLE inventory.stock_move ADD CONSTRAINT move_positive
    CHECK (quantity > 0 AND value >= 0 AND quantity <> 'NaN' AND value <> 'NaN');
ALTER TABLE inventory.stock_move ADD CONSTRAINT move_goes_somewhere
    CHECK (from_location IS DISTINCT FROM to_location);
ALTER TABLE inventory.reservation ADD CONSTRAINT reservation_not_negative CHECK (quantity >= 0 AND quantity <> 'NaN');
ALTER TABLE inventory.shipment_line ADD CONSTRAINT shipment_line_positive
    CHECK (quantity > 0 AND value >= 0 AND quantity <> 'NaN' AND value <> 'NaN');
ALTER TABLE inventory.shipment ADD CONSTRAINT return_names_shipment
    CHECK ((kind = 'RETURN') = (returns IS NOT NULL));
ALTER TABLE inventory.stock_receipt_line ADD CONSTRAINT stock_receipt_line_positive
    CHECK (quantity > 0 AND unit_cost >= 0 AND value >= 0 AND quantity <> 'NaN' AND value <> 'NaN');
ALTER TABLE inventory.stock_adjustment_line ADD CONSTRAINT stock_adjustment_line_changes
    CHECK (quantity <> 0 AND quantity <> 'NaN' AND value <> 'NaN');
"""

INDEXES = """
CREATE INDEX stock_balance_product ON inventory.stock_balance (product, location);
CREATE INDEX stock_move_product ON inventory.stock_move (company, product, occurred_on);
CREATE INDEX stock_move_document ON inventory.stock_move (document);
CREATE INDEX reservation_document ON inventory.reservation (document) WHERE quantity > 0;
CREATE INDEX reservation_demand ON inventory.reservation (demand);
CREATE INDEX shipment_sales_order ON inventory.shipment (sales_order);
CREATE INDEX shipment_customer ON inventory.shipment (company, customer, shipped_on);
CREATE INDEX shipment_returns ON inventory.shipment (returns) WHERE returns IS NOT NULL;
CREATE INDEX shipment_line_demand ON inventory.shipment_line (demand);
"""

CHANGING = ("stock_balance", "stock_value", "reservation")
FACTS = (
    "stock_move",
    "shipment",
    "shipment_line",
    "stock_receipt",
    "stock_receipt_line",
    "stock_adjustment",
    "stock_adjustment_line",
)


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="inventory", description=DESCRIPTION)

    async def guard():
        for sql in (UNIQUE, CHECKS, INDEXES):
            for statement in filter(None, (part.strip() for part in sql.split(";"))):
                await execute(statement)
        for table in CHANGING + FACTS:
            await execute(f"ALTER TABLE inventory.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            insert_only = "true" if table in FACTS else "false"
            await execute(f"SELECT kernel.guard('inventory.{table}', {insert_only})")

    manager.add_raw(guard)
    return manager
