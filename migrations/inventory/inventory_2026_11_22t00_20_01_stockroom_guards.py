"""What the database promises about lots, places, transfers, counts and kits."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:20:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "stockroom guards"

# A serial number lies in one place at most once, whoever it belongs to.
BALANCES = """
ALTER TABLE inventory.stock_balance DROP CONSTRAINT stock_balance_key;
ALTER TABLE inventory.stock_balance ADD CONSTRAINT stock_balance_key
    UNIQUE NULLS NOT DISTINCT (company, product, location, lot, owner);
ALTER TABLE inventory.stock_balance ADD CONSTRAINT serial_is_one_piece
    CHECK (NOT is_serial OR (lot <> '' AND on_hand IN (0, 1)));
CREATE UNIQUE INDEX serial_in_one_place ON inventory.stock_balance (company, product, lot)
    WHERE is_serial AND on_hand > 0;
ALTER TABLE inventory.stock_move ADD CONSTRAINT not_ours_has_no_value CHECK (owner IS NULL OR value = 0);
ALTER TABLE inventory.reservation ADD CONSTRAINT per_kit_positive CHECK (per_kit > 0);
"""

UNIQUE = """
ALTER TABLE inventory.lot ADD CONSTRAINT lot_key UNIQUE (company, product, code);
ALTER TABLE inventory.lot ADD CONSTRAINT lot_has_code CHECK (code <> '');
ALTER TABLE inventory.stock_relocation ADD CONSTRAINT stock_relocation_number_key UNIQUE (company, number);
ALTER TABLE inventory.stock_relocation_line ADD CONSTRAINT stock_relocation_line_key UNIQUE (stock_relocation, line_no);
ALTER TABLE inventory.stock_relocation_line ADD CONSTRAINT relocated
    CHECK (quantity > 0 AND from_location <> to_location);
ALTER TABLE inventory.stock_transfer ADD CONSTRAINT stock_transfer_number_key UNIQUE (company, number);
ALTER TABLE inventory.stock_transfer ADD CONSTRAINT transfer_goes_somewhere CHECK (from_warehouse <> to_warehouse);
ALTER TABLE inventory.stock_transfer_line ADD CONSTRAINT stock_transfer_line_key UNIQUE (stock_transfer, line_no);
ALTER TABLE inventory.stock_transfer_line ADD CONSTRAINT no_more_arrives_than_left
    CHECK (quantity > 0 AND arrived >= 0 AND returned >= 0 AND lost >= 0 AND arrived + returned + lost <= quantity);
ALTER TABLE inventory.stock_count ADD CONSTRAINT stock_count_number_key UNIQUE (company, number);
ALTER TABLE inventory.stock_count ADD CONSTRAINT booked_by_somebody
    CHECK ((state = 'BOOKED') = (booked_by IS NOT NULL AND booked_on IS NOT NULL));
ALTER TABLE inventory.stock_count_line ADD CONSTRAINT stock_count_line_number UNIQUE (stock_count, line_no);
ALTER TABLE inventory.stock_count_line ADD CONSTRAINT stock_count_line_key
    UNIQUE NULLS NOT DISTINCT (stock_count, product, location, lot, owner);
ALTER TABLE inventory.stock_count_entry ADD CONSTRAINT stock_count_entry_key UNIQUE (stock_count_line, round);
ALTER TABLE inventory.stock_count_entry ADD CONSTRAINT counted_not_negative CHECK (quantity >= 0 AND round > 0);
ALTER TABLE inventory.kit ADD CONSTRAINT kit_key UNIQUE (company, product, valid_from);
ALTER TABLE inventory.kit ADD CONSTRAINT kit_ends_after_it_begins CHECK (valid_to IS NULL OR valid_to >= valid_from);
ALTER TABLE inventory.kit_component ADD CONSTRAINT kit_component_key UNIQUE (kit, product);
ALTER TABLE inventory.kit_component ADD CONSTRAINT kit_component_positive CHECK (quantity > 0);
ALTER TABLE inventory.kit_assembly ADD CONSTRAINT kit_assembly_number_key UNIQUE (company, number);
ALTER TABLE inventory.kit_assembly ADD CONSTRAINT kit_assembly_positive CHECK (quantity > 0 AND value >= 0);
CREATE UNIQUE INDEX stock_adjustment_of_count ON inventory.stock_adjustment (stock_count, owner) NULLS NOT DISTINCT
    WHERE stock_count IS NOT NULL;
CREATE INDEX stock_move_lot ON inventory.stock_move (product, lot) WHERE lot <> '';
CREATE INDEX stock_move_place ON inventory.stock_move (product, from_location, recorded_at);
"""

# What is not ours is in none of our sums.
SUMS = """
CREATE OR REPLACE FUNCTION inventory.parts_of(moves uuid[]) RETURNS SETOF inventory.stock_part
LANGUAGE sql STABLE AS $$
    WITH sides AS (
        SELECT m.company, m.product, s.warehouse, m.occurred_on, m.booked_on, s.inward,
               m.quantity, m.value, m.kind = 'VALUATION' AS is_worth
        FROM inventory.stock_move m
        LEFT JOIN masterdata.location f ON f.id = m.from_location
        LEFT JOIN masterdata.location t ON t.id = m.to_location
        CROSS JOIN LATERAL (VALUES (t.warehouse, true), (f.warehouse, false)) AS s(warehouse, inward)
        WHERE m.id = ANY (moves) AND m.owner IS NULL AND s.warehouse IS NOT NULL AND f.warehouse IS DISTINCT FROM t.warehouse
    ), parts AS (
        SELECT company, product, warehouse, occurred_on AS day,
               CASE WHEN inward THEN quantity ELSE 0 END AS came, CASE WHEN inward THEN 0 ELSE quantity END AS gone,
               0::numeric AS came_value, 0::numeric AS gone_value, 0::numeric AS revalued
        FROM sides WHERE quantity > 0
        UNION ALL
        SELECT company, product, warehouse, booked_on, 0, 0,
               CASE WHEN inward AND NOT is_worth THEN value ELSE 0 END,
               CASE WHEN inward OR is_worth THEN 0 ELSE value END,
               CASE WHEN NOT is_worth THEN 0 WHEN inward THEN value ELSE -value END
        FROM sides WHERE value > 0
    )
    SELECT company, product, warehouse, day,
           sum(came), sum(gone), sum(came_value), sum(gone_value), sum(revalued)
    FROM parts GROUP BY company, product, warehouse, day ORDER BY company, product, warehouse, day
$$;
"""

# A mark that decides how pieces are told apart does not change under pieces that lie there, in any company.
MARKS = """
CREATE FUNCTION inventory.keep_marks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    here text := current_setting('app.company', true);
    each uuid;
    lies boolean := false;
BEGIN
    IF NEW.tracking = OLD.tracking AND NEW.is_valued = OLD.is_valued AND NEW.is_stocked = OLD.is_stocked THEN
        RETURN NEW;
    END IF;
    FOR each IN SELECT id FROM masterdata.company LOOP
        PERFORM set_config('app.company', each::text, true);
        lies := lies OR EXISTS (
            SELECT FROM inventory.stock_balance b WHERE b.product = NEW.id AND b.on_hand > 0);
    END LOOP;
    PERFORM set_config('app.company', coalesce(here, ''), true);
    IF lies THEN
        RAISE EXCEPTION 'PRODUCT_IN_STOCK' USING ERRCODE = 'ER001',
            DETAIL = json_build_object('number', NEW.number)::text;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_marks BEFORE UPDATE ON masterdata.product
    FOR EACH ROW EXECUTE FUNCTION inventory.keep_marks();
"""

CHANGING = ("stock_balance", "stock_transfer", "stock_transfer_line", "stock_count")
FACTS = (
    "stock_move",
    "stock_receipt",
    "stock_receipt_line",
    "stock_adjustment",
    "stock_adjustment_line",
    "lot",
    "stock_relocation",
    "stock_relocation_line",
    "stock_count_line",
    "stock_count_entry",
    "kit",
    "kit_component",
    "kit_assembly",
)


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="inventory", description=DESCRIPTION)

    async def guard():
        for table in CHANGING + FACTS:
            await execute(f"ALTER TABLE inventory.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            insert_only = "true" if table in FACTS else "false"
            await execute(f"SELECT kernel.guard('inventory.{table}', {insert_only})")
        for sql in (BALANCES, UNIQUE, SUMS, MARKS):
            await execute(sql)

    manager.add_raw(guard)
    return manager
