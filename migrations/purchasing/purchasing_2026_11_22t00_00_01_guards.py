"""What the database itself promises about purchases: counts within each other, one bill for one paper."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

KEYS = """
ALTER TABLE purchasing.supplier_price ADD CONSTRAINT supplier_price_key
    UNIQUE (company, supplier, product, currency, minimum_quantity, valid_from);
ALTER TABLE purchasing.supplier_product ADD CONSTRAINT supplier_product_key UNIQUE (company, product, supplier);
ALTER TABLE purchasing.reorder_point ADD CONSTRAINT reorder_point_key UNIQUE (company, product, warehouse);
ALTER TABLE purchasing.purchase_tolerance ADD CONSTRAINT purchase_tolerance_key UNIQUE (company, valid_from);
ALTER TABLE purchasing.purchase_request ADD CONSTRAINT purchase_request_number_key UNIQUE (company, number);
ALTER TABLE purchasing.purchase_request ADD CONSTRAINT purchase_request_origin_key UNIQUE (company, origin);
ALTER TABLE purchasing.purchase_request_line ADD CONSTRAINT purchase_request_line_key
    UNIQUE (purchase_request, line_no);
ALTER TABLE purchasing.request_for_quotation ADD CONSTRAINT request_for_quotation_number_key UNIQUE (company, number);
ALTER TABLE purchasing.request_for_quotation_line ADD CONSTRAINT request_for_quotation_line_key
    UNIQUE (request_for_quotation, line_no);
ALTER TABLE purchasing.asked_supplier ADD CONSTRAINT asked_supplier_key UNIQUE (request_for_quotation, supplier);
ALTER TABLE purchasing.supplier_quotation_line ADD CONSTRAINT supplier_quotation_line_key
    UNIQUE (supplier_quotation, rfq_line);
ALTER TABLE purchasing.purchase_order ADD CONSTRAINT purchase_order_number_key UNIQUE (company, number);
ALTER TABLE purchasing.purchase_order ADD CONSTRAINT purchase_order_origin_key UNIQUE (company, origin);
ALTER TABLE purchasing.purchase_order_line ADD CONSTRAINT purchase_order_line_key UNIQUE (purchase_order, line_no);
ALTER TABLE purchasing.goods_receipt ADD CONSTRAINT goods_receipt_number_key UNIQUE (company, number);
ALTER TABLE purchasing.goods_receipt ADD CONSTRAINT goods_receipt_origin_key UNIQUE (company, origin);
ALTER TABLE purchasing.goods_receipt_line ADD CONSTRAINT goods_receipt_line_key UNIQUE (goods_receipt, line_no);
ALTER TABLE purchasing.inspection ADD CONSTRAINT inspection_number_key UNIQUE (company, number);
ALTER TABLE purchasing.inspection_line ADD CONSTRAINT inspection_line_key UNIQUE (inspection, line_no);
ALTER TABLE purchasing.purchase_return ADD CONSTRAINT purchase_return_number_key UNIQUE (company, number);
ALTER TABLE purchasing.purchase_return_line ADD CONSTRAINT purchase_return_line_key UNIQUE (purchase_return, line_no);
ALTER TABLE purchasing.purchase_bill ADD CONSTRAINT purchase_bill_once UNIQUE (supplier_invoice);
ALTER TABLE purchasing.purchase_bill_line ADD CONSTRAINT purchase_bill_line_key UNIQUE (purchase_bill, line_no)
"""
CHECKS = """
ALTER TABLE purchasing.supplier_price ADD CONSTRAINT supplier_price_sound
    CHECK (minimum_quantity >= 0 AND minimum_quantity <> 'NaN' AND unit_price >= 0 AND unit_price <> 'NaN'
           AND (valid_to IS NULL OR valid_to >= valid_from));
ALTER TABLE purchasing.supplier_product ADD CONSTRAINT supplier_product_sound
    CHECK (lead_days >= 0 AND minimum_order >= 0 AND minimum_order <> 'NaN' AND order_multiple >= 0
           AND order_multiple <> 'NaN');
ALTER TABLE purchasing.reorder_point ADD CONSTRAINT reorder_point_sound
    CHECK (reorder_point >= 0 AND target_stock >= reorder_point AND target_stock <> 'NaN');
ALTER TABLE purchasing.purchase_tolerance ADD CONSTRAINT purchase_tolerance_sound
    CHECK (over_receipt BETWEEN 0 AND 100 AND price_share BETWEEN 0 AND 100 AND price_amount >= 0
           AND price_amount <> 'NaN');
ALTER TABLE purchasing.purchase_request_line ADD CONSTRAINT purchase_request_line_sound
    CHECK (quantity > 0 AND quantity <> 'NaN' AND factor > 0 AND ordered >= 0
           AND (estimated_price IS NULL OR (estimated_price >= 0 AND estimated_price <> 'NaN')));
ALTER TABLE purchasing.request_for_quotation ADD CONSTRAINT request_for_quotation_decided
    CHECK ((state = 'DECIDED') = (chosen IS NOT NULL));
ALTER TABLE purchasing.request_for_quotation_line ADD CONSTRAINT request_for_quotation_line_sound
    CHECK (quantity > 0 AND quantity <> 'NaN' AND factor > 0);
ALTER TABLE purchasing.supplier_quotation ADD CONSTRAINT supplier_quotation_sound
    CHECK (extra_cost >= 0 AND extra_cost <> 'NaN' AND total >= 0 AND total <> 'NaN'
           AND (lead_days IS NULL OR lead_days >= 0));
ALTER TABLE purchasing.supplier_quotation_line ADD CONSTRAINT supplier_quotation_line_sound
    CHECK (unit_price >= 0 AND unit_price <> 'NaN' AND amount >= 0);
ALTER TABLE purchasing.purchase_order ADD CONSTRAINT purchase_order_placed
    CHECK (state NOT IN ('ORDERED', 'CLOSED') OR (placed_by IS NOT NULL AND placed_at IS NOT NULL));
ALTER TABLE purchasing.purchase_order_line ADD CONSTRAINT purchase_order_line_sound
    CHECK (quantity > 0 AND quantity <> 'NaN' AND factor > 0 AND unit_price >= 0 AND unit_price <> 'NaN'
           AND amount >= 0 AND amount <> 'NaN' AND most >= quantity AND most <> 'NaN');
ALTER TABLE purchasing.purchase_order_line ADD CONSTRAINT received_within_ordered
    CHECK (rejected >= 0 AND received >= 0 AND received - rejected <= most);
ALTER TABLE purchasing.purchase_order_line ADD CONSTRAINT accepted_within_received
    CHECK (accepted >= 0 AND accepted + rejected <= received);
ALTER TABLE purchasing.purchase_order_line ADD CONSTRAINT returned_within_accepted
    CHECK (returned >= 0 AND returned <= accepted);
ALTER TABLE purchasing.purchase_order_line ADD CONSTRAINT billed_not_negative CHECK (billed >= 0);
ALTER TABLE purchasing.goods_receipt_line ADD CONSTRAINT goods_receipt_line_sound
    CHECK (quantity > 0 AND accepted >= 0 AND rejected >= 0 AND accepted + rejected <= quantity
           AND returned BETWEEN 0 AND accepted AND sent_back BETWEEN 0 AND rejected);
ALTER TABLE purchasing.inspection_line ADD CONSTRAINT inspection_line_sound
    CHECK (accepted >= 0 AND rejected >= 0 AND accepted + rejected > 0 AND value >= 0
           AND (rejected = 0 OR reason IS NOT NULL));
ALTER TABLE purchasing.purchase_return_line ADD CONSTRAINT purchase_return_line_sound
    CHECK (quantity > 0 AND value >= 0 AND credit_expected BETWEEN 0 AND quantity);
ALTER TABLE purchasing.purchase_bill ADD CONSTRAINT purchase_bill_released
    CHECK (state NOT IN ('RELEASED', 'POSTED') OR findings = 0
           OR (released_by IS NOT NULL AND released_by <> entered_by AND release_reason <> ''));
ALTER TABLE purchasing.purchase_bill_line ADD CONSTRAINT purchase_bill_line_sound
    CHECK (quantity > 0 AND quantity <> 'NaN' AND unit_price >= 0 AND amount >= 0)
"""
INDEXES = """
CREATE INDEX supplier_price_product ON purchasing.supplier_price (company, product, supplier);
CREATE INDEX supplier_product_supplier ON purchasing.supplier_product (company, supplier);
CREATE UNIQUE INDEX supplier_product_preferred ON purchasing.supplier_product (company, product) WHERE is_preferred;
CREATE INDEX purchase_request_open ON purchasing.purchase_request (company, state);
CREATE INDEX purchase_order_list ON purchasing.purchase_order (company, number DESC);
CREATE INDEX purchase_order_supplier ON purchasing.purchase_order (company, supplier, ordered_on);
CREATE INDEX purchase_order_open ON purchasing.purchase_order (company, state) WHERE state IN ('DRAFT', 'ORDERED');
CREATE INDEX purchase_order_to_print ON purchasing.purchase_order (company, id)
    WHERE file IS NULL AND said IS NOT NULL;
CREATE INDEX purchase_order_line_product ON purchasing.purchase_order_line (product);
CREATE INDEX goods_receipt_order ON purchasing.goods_receipt (purchase_order);
CREATE INDEX goods_receipt_line_order ON purchasing.goods_receipt_line (order_line);
CREATE INDEX inspection_receipt ON purchasing.inspection (goods_receipt);
CREATE INDEX inspection_line_receipt ON purchasing.inspection_line (receipt_line);
CREATE INDEX inspection_line_order ON purchasing.inspection_line (order_line);
CREATE INDEX purchase_return_order ON purchasing.purchase_return (purchase_order);
CREATE INDEX purchase_return_line_receipt ON purchasing.purchase_return_line (receipt_line);
CREATE INDEX goods_accrual_supplier ON purchasing.goods_accrual (company, supplier, occurred_on);
CREATE INDEX goods_accrual_line ON purchasing.goods_accrual (order_line);
CREATE INDEX purchase_bill_open ON purchasing.purchase_bill (company, state);
CREATE INDEX purchase_bill_line_order ON purchasing.purchase_bill_line (order_line);
CREATE INDEX supplier_quotation_rfq ON purchasing.supplier_quotation (request_for_quotation);
CREATE INDEX request_for_quotation_request ON purchasing.request_for_quotation (purchase_request)
    WHERE purchase_request IS NOT NULL
"""
# What counts is kept: accepted goods that went back are not waited for again, refused ones are.
PROGRESS = (
    """
CREATE FUNCTION purchasing.accepted_progress(asked uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN bool_and(l.accepted >= l.quantity) THEN 'FULL'
                WHEN bool_or(l.received > 0) THEN 'PARTIAL' ELSE 'NONE' END
    FROM purchasing.purchase_order_line l WHERE l.purchase_order = asked
$$
""",
    """
CREATE FUNCTION purchasing.billed_progress(asked uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN NOT bool_or(l.billed > 0) THEN 'NONE'
                WHEN bool_and(l.billed >= l.quantity - l.returned) THEN 'FULL' ELSE 'PARTIAL' END
    FROM purchasing.purchase_order_line l WHERE l.purchase_order = asked
$$
""",
    """
CREATE FUNCTION purchasing.keep_placed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'DRAFT' AND (OLD.number, OLD.supplier, OLD.ordered_on, OLD.currency, OLD.subtotal, OLD.tax_total,
        OLD.total, OLD.worth, OLD.warehouse, OLD.origin, OLD.said) IS DISTINCT FROM (NEW.number, NEW.supplier,
        NEW.ordered_on, NEW.currency, NEW.subtotal, NEW.tax_total, NEW.total, NEW.worth, NEW.warehouse, NEW.origin,
        NEW.said) OR (OLD.state <> 'DRAFT' AND NEW.state = 'DRAFT')
        OR (OLD.state = 'CANCELLED' AND NEW.state <> 'CANCELLED') THEN
        RAISE EXCEPTION 'PURCHASE_ORDER_PLACED number=%', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
""",
    """
CREATE TRIGGER keep_placed BEFORE UPDATE ON purchasing.purchase_order
    FOR EACH ROW EXECUTE FUNCTION purchasing.keep_placed()
""",
)

CHANGING = (
    "supplier_price", "supplier_product", "reorder_point", "purchase_tolerance", "purchase_request",
    "purchase_request_line", "request_for_quotation", "purchase_order", "purchase_order_line",
    "goods_receipt_line", "purchase_bill",
)  # fmt: skip
FACTS = (
    "request_for_quotation_line", "asked_supplier", "supplier_quotation", "supplier_quotation_line", "goods_receipt",
    "inspection", "inspection_line", "purchase_return", "purchase_return_line", "goods_accrual", "purchase_bill_line",
)  # fmt: skip


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="purchasing", description=DESCRIPTION)

    async def guard():
        for sql in (KEYS, CHECKS, INDEXES):
            for statement in filter(None, (part.strip() for part in sql.split(";"))):
                await execute(statement)
        for statement in PROGRESS:
            await execute(statement)
        for table in CHANGING + FACTS:
            await execute(f"ALTER TABLE purchasing.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            insert_only = "true" if table in FACTS else "false"
            await execute(f"SELECT kernel.guard('purchasing.{table}', {insert_only})")

    manager.add_raw(guard)
    return manager
