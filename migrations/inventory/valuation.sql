-- Worth by warehouse, sums of each day, and entries that say what the moves say.

ALTER TABLE inventory.stock_value FORCE ROW LEVEL SECURITY;

-- A move without goods only changes what the goods of a warehouse are worth.
ALTER TABLE inventory.stock_move DROP CONSTRAINT move_positive;
ALTER TABLE inventory.stock_move ADD CONSTRAINT move_positive CHECK (
    value >= 0 AND value <> 'NaN' AND quantity <> 'NaN'
    AND (quantity > 0 OR (quantity = 0 AND kind = 'VALUATION' AND value > 0))
);
CREATE INDEX stock_move_recorded ON inventory.stock_move (company, recorded_at);

ALTER TABLE inventory.stock_value DROP CONSTRAINT stock_value_key;
ALTER TABLE inventory.stock_day ADD CONSTRAINT stock_day_key UNIQUE (company, product, warehouse, day);
ALTER TABLE inventory.stock_month ADD CONSTRAINT stock_month_key UNIQUE (company, product, warehouse, month);
CREATE INDEX stock_day_by_day ON inventory.stock_day (company, day);
ALTER TABLE inventory.stock_posting ADD CONSTRAINT stock_posting_key UNIQUE (company, document, booked_on);
CREATE INDEX stock_posting_day ON inventory.stock_posting (company, booked_on);
ALTER TABLE inventory.cost_layer ADD CONSTRAINT layer_holds CHECK (
    quantity_left >= 0 AND quantity_left <= quantity AND value_left >= 0 AND (quantity_left > 0 OR value_left = 0)
);
CREATE INDEX cost_layer_left ON inventory.cost_layer (company, product, warehouse, received_on, id)
    WHERE quantity_left > 0;
CREATE INDEX cost_layer_source ON inventory.cost_layer (source) WHERE source IS NOT NULL;
ALTER TABLE inventory.costing_choice ADD CONSTRAINT costing_choice_key UNIQUE (company, product, valid_from);
ALTER TABLE inventory.stock_cost
    ADD CONSTRAINT stock_cost_number_key UNIQUE (company, number),
    ADD CONSTRAINT stock_cost_adds_up CHECK (in_stock + expensed = total AND total <> 0);
CREATE UNIQUE INDEX stock_cost_reverses ON inventory.stock_cost (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX stock_cost_cause ON inventory.stock_cost (cause) WHERE cause IS NOT NULL;
ALTER TABLE inventory.stock_cost_line
    ADD CONSTRAINT stock_cost_line_key UNIQUE (stock_cost, line_no),
    ADD CONSTRAINT stock_cost_line_adds_up CHECK (in_stock + expensed = amount);
CREATE INDEX stock_cost_line_receipt ON inventory.stock_cost_line (receipt_line);
CREATE INDEX stock_receipt_returns ON inventory.stock_receipt (returns) WHERE returns IS NOT NULL;

-- When we learnt of a move is not for the writer to say, and its value counts on its day unless he says so.
CREATE FUNCTION inventory.receive_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.recorded_at := now();
    NEW.booked_on := coalesce(NEW.booked_on, NEW.occurred_on);
    RETURN NEW;
END $$;

-- The moves of a statement, each on the two sides it has, as sums of days. A move inside a warehouse changes nothing.
CREATE TYPE inventory.stock_part AS (
    company uuid, product uuid, warehouse uuid, day date,
    came numeric, gone numeric, came_value numeric, gone_value numeric, revalued numeric
);

CREATE FUNCTION inventory.parts_of(moves uuid[]) RETURNS SETOF inventory.stock_part
LANGUAGE sql STABLE AS $$
    WITH sides AS (
        SELECT m.company, m.product, s.warehouse, m.occurred_on, m.booked_on, s.inward,
               m.quantity, m.value, m.kind = 'VALUATION' AS is_worth
        FROM inventory.stock_move m
        LEFT JOIN masterdata.location f ON f.id = m.from_location
        LEFT JOIN masterdata.location t ON t.id = m.to_location
        CROSS JOIN LATERAL (VALUES (t.warehouse, true), (f.warehouse, false)) AS s(warehouse, inward)
        WHERE m.id = ANY (moves) AND s.warehouse IS NOT NULL AND f.warehouse IS DISTINCT FROM t.warehouse
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

CREATE FUNCTION inventory.add_parts(parts inventory.stock_part[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO inventory.stock_day AS kept
        (company, product, warehouse, day, came, gone, came_value, gone_value, revalued)
    SELECT p.* FROM unnest(parts) p
    ON CONFLICT (company, product, warehouse, day) DO UPDATE
    SET came = kept.came + excluded.came, gone = kept.gone + excluded.gone,
        came_value = kept.came_value + excluded.came_value, gone_value = kept.gone_value + excluded.gone_value,
        revalued = kept.revalued + excluded.revalued;
    INSERT INTO inventory.stock_month AS kept
        (company, product, warehouse, month, came, gone, came_value, gone_value, revalued)
    SELECT p.company, p.product, p.warehouse, date_trunc('month', p.day)::date,
           sum(p.came), sum(p.gone), sum(p.came_value), sum(p.gone_value), sum(p.revalued)
    FROM unnest(parts) p GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (company, product, warehouse, month) DO UPDATE
    SET came = kept.came + excluded.came, gone = kept.gone + excluded.gone,
        came_value = kept.came_value + excluded.came_value, gone_value = kept.gone_value + excluded.gone_value,
        revalued = kept.revalued + excluded.revalued;
END $$;

-- The first day from which on less than nothing would lie in a warehouse, where goods left by the way of history.
CREATE FUNCTION inventory.require_goods(parts inventory.stock_part[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    low record;
BEGIN
    SELECT k.product, k.warehouse, found.day, found.quantity INTO low
    FROM (SELECT p.company, p.product, p.warehouse, min(p.day) AS day FROM unnest(parts) p
          WHERE p.gone > p.came GROUP BY 1, 2, 3) k
    CROSS JOIN LATERAL (
        SELECT s.day, s.quantity FROM (
            SELECT d.day, sum(d.came - d.gone) OVER (ORDER BY d.day) + coalesce((
                SELECT sum(m.came - m.gone) FROM inventory.stock_month m
                WHERE m.company = k.company AND m.product = k.product AND m.warehouse = k.warehouse
                  AND m.month < date_trunc('month', k.day)::date), 0) AS quantity
            FROM inventory.stock_day d
            WHERE d.company = k.company AND d.product = k.product AND d.warehouse = k.warehouse
              AND d.day >= date_trunc('month', k.day)::date
        ) s WHERE s.day >= k.day AND s.quantity < 0 ORDER BY s.day LIMIT 1
    ) found
    WHERE EXISTS (SELECT FROM inventory.stock_day later WHERE later.company = k.company
                  AND later.product = k.product AND later.warehouse = k.warehouse AND later.day > k.day)
    ORDER BY k.product, k.warehouse LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'NEGATIVE_ON_DAY' USING ERRCODE = 'ER001', DETAIL = json_build_object(
            'product', low.product, 'warehouse', low.warehouse, 'day', low.day,
            'quantity', trim_scale(low.quantity)::text)::text;
    END IF;
END $$;

CREATE FUNCTION inventory.sum_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    parts inventory.stock_part[];
BEGIN
    SELECT array_agg(p ORDER BY p.company, p.product, p.warehouse, p.day) INTO parts
    FROM inventory.parts_of((SELECT array_agg(a.id) FROM added a)) p;
    IF parts IS NOT NULL THEN
        PERFORM inventory.add_parts(parts);
        PERFORM inventory.require_goods(parts);
    END IF;
    INSERT INTO inventory.stock_posting AS kept (company, document, booked_on, value)
    SELECT a.company, a.document, a.booked_on,
           sum(CASE WHEN a.from_location IS NULL THEN a.value WHEN a.to_location IS NULL THEN -a.value ELSE 0 END)
    FROM added a GROUP BY 1, 2, 3
    HAVING sum(CASE WHEN a.from_location IS NULL THEN a.value WHEN a.to_location IS NULL THEN -a.value ELSE 0 END) <> 0
    ORDER BY 1, 2, 3
    ON CONFLICT (company, document, booked_on) DO UPDATE SET value = kept.value + excluded.value;
    RETURN NULL;
END $$;

-- Moves and entry of a document say the same when its transaction ends. What was written before is not asked again.
CREATE FUNCTION inventory.require_posting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    booked numeric;
    moved numeric;
BEGIN
    SELECT p.value INTO moved FROM inventory.stock_posting p WHERE p.id = NEW.id;
    SELECT coalesce(sum(l.debit - l.credit), 0) INTO booked
    FROM accounting.journal_entry e
    JOIN accounting.journal_line l ON l.entry = e.id
    JOIN accounting.posting_account a ON a.company = l.company AND a.account = l.account AND a.purpose = 'STOCK'
    WHERE e.cause = NEW.document AND e.company = NEW.company AND e.effective_on = NEW.booked_on;
    IF moved IS NOT NULL AND booked <> moved THEN
        RAISE EXCEPTION 'STOCK_DIFFERS_FROM_LEDGER document=% day=% moved=% booked=%',
            NEW.document, NEW.booked_on, moved, booked USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

-- What goods are worth is the sum of their moves, whoever writes.
CREATE FUNCTION inventory.require_worth() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept record;
    summed record;
BEGIN
    SELECT v.quantity, v.value INTO kept FROM inventory.stock_value v WHERE v.id = NEW.id;
    SELECT coalesce(sum(m.came - m.gone), 0) AS quantity,
           coalesce(sum(m.came_value - m.gone_value + m.revalued), 0) AS value INTO summed
    FROM inventory.stock_month m
    WHERE m.company = NEW.company AND m.product = NEW.product AND m.warehouse = NEW.warehouse;
    IF kept.quantity <> summed.quantity OR kept.value <> summed.value THEN
        RAISE EXCEPTION 'WORTH_DIFFERS_FROM_MOVES product=% kept=%/% moved=%/%',
            NEW.product, kept.quantity, kept.value, summed.quantity, summed.value USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

-- Stock that is there: its moves are summed, and what a company's goods are worth is shared among its warehouses.
ALTER TABLE inventory.stock_move DISABLE TRIGGER USER;
DO $$
DECLARE
    one uuid;
BEGIN
    FOR one IN SELECT id FROM masterdata.company LOOP
        PERFORM set_config('app.company', one::text, true);
        UPDATE inventory.stock_move SET booked_on = occurred_on WHERE company = one AND booked_on IS NULL;
        CREATE TEMP TABLE shared ON COMMIT DROP AS
        WITH lies AS (
            SELECT b.product, l.warehouse, sum(b.on_hand) AS quantity
            FROM inventory.stock_balance b JOIN masterdata.location l ON l.id = b.location
            WHERE b.company = one GROUP BY b.product, l.warehouse
        ), ranked AS (
            SELECT v.product, x.warehouse, x.quantity, v.value, v.quantity AS whole,
                   row_number() OVER (PARTITION BY v.product ORDER BY x.quantity DESC, x.warehouse) AS place,
                   sum(x.quantity) OVER (PARTITION BY v.product ORDER BY x.quantity, x.warehouse DESC) AS until,
                   (SELECT max(m.occurred_on) FROM inventory.stock_move m WHERE m.company = one
                     AND m.product = v.product) AS last_on
            FROM inventory.stock_value v JOIN lies x ON x.product = v.product WHERE v.company = one
        )
        SELECT product, warehouse, quantity, last_on, place,
               CASE WHEN whole = 0 THEN 0 WHEN place = 1
                    THEN value - coalesce(sum(trunc(value * quantity / whole)) FILTER (WHERE place > 1)
                         OVER (PARTITION BY product), 0)
                    ELSE trunc(value * quantity / whole) END AS value
        FROM ranked;
        DELETE FROM inventory.stock_value WHERE company = one;
        INSERT INTO inventory.stock_value (company, product, warehouse, quantity, value, method, last_on)
        SELECT one, product, warehouse, quantity, value, 'MOVING_AVERAGE', last_on FROM shared;
        PERFORM inventory.add_parts(array_agg(p)) FROM inventory.parts_of(
            (SELECT array_agg(m.id) FROM inventory.stock_move m WHERE m.company = one)) p HAVING count(*) > 0;
        -- Warehouses that lived on one average get their worth by a move of value between them.
        WITH summed AS (
            SELECT product, warehouse, sum(came_value - gone_value + revalued) AS value
            FROM inventory.stock_month WHERE company = one GROUP BY 1, 2
        ), change AS (
            SELECT s.product, s.warehouse, s.value - summed.value AS value, s.last_on,
                   (SELECT l.id FROM masterdata.location l WHERE l.warehouse = s.warehouse AND l.is_default) AS place
            FROM shared s JOIN summed USING (product, warehouse) WHERE s.value <> summed.value
        ), moved AS (
            INSERT INTO inventory.stock_move (company, kind, product, from_location, to_location, lot, quantity,
                value, occurred_on, recorded_at, document, booked_on)
            SELECT one, 'VALUATION', product, CASE WHEN value < 0 THEN place END, CASE WHEN value > 0 THEN place END,
                   '', 0, abs(value), last_on, now(), one, last_on FROM change
            RETURNING *
        )
        INSERT INTO inventory.stock_month AS kept
            (company, product, warehouse, month, came, gone, came_value, gone_value, revalued)
        SELECT one, product, warehouse, date_trunc('month', last_on)::date, 0, 0, 0, 0, value FROM change
        ON CONFLICT (company, product, warehouse, month) DO UPDATE SET revalued = kept.revalued + excluded.revalued;
        INSERT INTO inventory.stock_day AS kept
            (company, product, warehouse, day, came, gone, came_value, gone_value, revalued)
        SELECT one, m.product, l.warehouse, m.occurred_on, 0, 0, 0, 0,
               CASE WHEN m.to_location IS NULL THEN -m.value ELSE m.value END
        FROM inventory.stock_move m JOIN masterdata.location l ON l.id = coalesce(m.to_location, m.from_location)
        WHERE m.company = one AND m.kind = 'VALUATION'
        ON CONFLICT (company, product, warehouse, day) DO UPDATE SET revalued = kept.revalued + excluded.revalued;
        INSERT INTO inventory.stock_posting (company, document, booked_on, value)
        SELECT one, m.document, m.booked_on,
               sum(CASE WHEN m.from_location IS NULL THEN m.value WHEN m.to_location IS NULL THEN -m.value ELSE 0 END)
        FROM inventory.stock_move m WHERE m.company = one GROUP BY 2, 3
        HAVING sum(CASE WHEN m.from_location IS NULL THEN m.value WHEN m.to_location IS NULL THEN -m.value ELSE 0 END)
               <> 0;
        DROP TABLE shared;
    END LOOP;
    PERFORM set_config('app.company', '', true);
END $$;
ALTER TABLE inventory.stock_move ENABLE TRIGGER USER;

ALTER TABLE inventory.stock_move ALTER COLUMN booked_on SET NOT NULL;
ALTER TABLE inventory.stock_move ADD CONSTRAINT booked_not_before CHECK (booked_on >= occurred_on);
ALTER TABLE inventory.stock_value ALTER COLUMN warehouse SET NOT NULL;
ALTER TABLE inventory.stock_value ADD CONSTRAINT stock_value_key UNIQUE (company, product, warehouse);

CREATE TRIGGER receive_move BEFORE INSERT ON inventory.stock_move
    FOR EACH ROW EXECUTE FUNCTION inventory.receive_move();
CREATE TRIGGER sum_up AFTER INSERT ON inventory.stock_move
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION inventory.sum_up();
CREATE CONSTRAINT TRIGGER require_posting AFTER INSERT OR UPDATE ON inventory.stock_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION inventory.require_posting();
CREATE CONSTRAINT TRIGGER require_worth AFTER INSERT OR UPDATE ON inventory.stock_value
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION inventory.require_worth();
