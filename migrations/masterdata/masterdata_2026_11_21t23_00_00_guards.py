"""What the database itself promises about masters: numbers are used once, prices and rates never overlap."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

UNIQUE = """
ALTER TABLE masterdata.company ADD CONSTRAINT company_code_key UNIQUE (code);
ALTER TABLE masterdata.party ADD CONSTRAINT party_number_key UNIQUE (number);
ALTER TABLE masterdata.product ADD CONSTRAINT product_number_key UNIQUE (number);
ALTER TABLE masterdata.unit ADD CONSTRAINT unit_code_key UNIQUE (code);
ALTER TABLE masterdata.product_unit ADD CONSTRAINT product_unit_key UNIQUE (product, unit);
ALTER TABLE masterdata.tax_code ADD CONSTRAINT tax_code_code_key UNIQUE (code);
ALTER TABLE masterdata.account ADD CONSTRAINT account_code_key UNIQUE (code);
ALTER TABLE masterdata.department ADD CONSTRAINT department_code_key UNIQUE (code);
ALTER TABLE masterdata.warehouse ADD CONSTRAINT warehouse_code_key UNIQUE (company, code);
ALTER TABLE masterdata.location ADD CONSTRAINT location_code_key UNIQUE (warehouse, code);
ALTER TABLE masterdata.price_list ADD CONSTRAINT price_list_code_key UNIQUE NULLS NOT DISTINCT (company, code);
CREATE UNIQUE INDEX one_default_location ON masterdata.location (warehouse) WHERE is_default;
CREATE UNIQUE INDEX one_default_address ON masterdata.party_address (party, kind) WHERE is_default;
CREATE UNIQUE INDEX one_living_merge ON masterdata.party_merge (duplicate) WHERE undone_at IS NULL;
"""

CHECKS = """
ALTER TABLE masterdata.company ADD CONSTRAINT company_fits
    CHECK (fiscal_year_start_month BETWEEN 1 AND 12 AND currency ~ '^[A-Z]{3}$'
           AND t_number ~ '^T[0-9]{13}$' AND corporate_number ~ '^[0-9]{13}$');
ALTER TABLE masterdata.party ADD CONSTRAINT party_plays_a_role CHECK (is_customer OR is_supplier);
ALTER TABLE masterdata.party ADD CONSTRAINT party_terms_fit
    CHECK (closing_day BETWEEN 1 AND 31 AND payment_months BETWEEN 0 AND 12 AND payment_day BETWEEN 1 AND 31);
ALTER TABLE masterdata.party ADD CONSTRAINT party_numbers_fit
    CHECK (currency ~ '^[A-Z]{3}$' AND t_number ~ '^T[0-9]{13}$' AND corporate_number ~ '^[0-9]{13}$'
           AND (t_number IS NULL) = (t_number_state = 'NONE'));
ALTER TABLE masterdata.party ADD CONSTRAINT party_credit_limit_fits CHECK (credit_limit >= 0);
ALTER TABLE masterdata.party ADD CONSTRAINT party_merged_is_at_rest
    CHECK (merged_into IS NULL OR (merged_into <> id AND NOT is_active));
ALTER TABLE masterdata.party_merge ADD CONSTRAINT merge_of_two CHECK (duplicate <> survivor);
ALTER TABLE masterdata.party_merge ADD CONSTRAINT merge_undone_by_somebody
    CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undo_reason IS NULL));
ALTER TABLE masterdata.unit ADD CONSTRAINT unit_decimals_fit CHECK (decimals BETWEEN 0 AND 6);
ALTER TABLE masterdata.product ADD CONSTRAINT product_service_has_no_stock
    CHECK (kind <> 'SERVICE' OR NOT is_stocked);
ALTER TABLE masterdata.product ADD CONSTRAINT product_price_fits
    CHECK ((standard_price IS NULL) = (standard_currency IS NULL) AND standard_price >= 0);
ALTER TABLE masterdata.product_unit ADD CONSTRAINT product_unit_factor_fits CHECK (factor > 0);
ALTER TABLE masterdata.tax_rate ADD CONSTRAINT tax_rate_fits
    CHECK (rate >= 0 AND rate < 100 AND valid_to >= valid_from);
ALTER TABLE masterdata.department ADD CONSTRAINT department_fits CHECK (valid_to >= valid_from);
ALTER TABLE masterdata.price ADD CONSTRAINT price_fits
    CHECK (unit_price >= 0 AND minimum_quantity >= 0 AND valid_to >= valid_from);
"""

# Exclusion constraints on a key and a range need an extension, and the schema needs none: whoever writes a rate or
# a price holds its tax code or price list, so that the rows a trigger sees are all there are.
DATED = """
CREATE FUNCTION masterdata.refuse_overlapping_rate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM masterdata.tax_code WHERE id = NEW.tax_code FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM masterdata.tax_rate r
         WHERE r.tax_code = NEW.tax_code AND r.id <> NEW.id
           AND daterange(r.valid_from, r.valid_to, '[]') && daterange(NEW.valid_from, NEW.valid_to, '[]')
    ) THEN
        RAISE EXCEPTION 'two rates of one tax code would hold on the same day'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'tax_rate_overlap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse_overlap BEFORE INSERT OR UPDATE ON masterdata.tax_rate
    FOR EACH ROW EXECUTE FUNCTION masterdata.refuse_overlapping_rate();

CREATE FUNCTION masterdata.refuse_overlapping_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM masterdata.price_list WHERE id = NEW.price_list FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM masterdata.price p
         WHERE p.price_list = NEW.price_list AND p.product = NEW.product
           AND p.minimum_quantity = NEW.minimum_quantity AND p.id <> NEW.id
           AND daterange(p.valid_from, p.valid_to, '[]') && daterange(NEW.valid_from, NEW.valid_to, '[]')
    ) THEN
        RAISE EXCEPTION 'two prices of one product would hold on the same day'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'price_overlap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse_overlap BEFORE INSERT OR UPDATE ON masterdata.price
    FOR EACH ROW EXECUTE FUNCTION masterdata.refuse_overlapping_price();
"""

# A merged party points at one that is not merged: whoever points holds the party he points at.
MERGED = """
CREATE FUNCTION masterdata.refuse_chain_of_merges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM masterdata.party p JOIN masterdata.party s ON s.id = p.merged_into
                WHERE s.merged_into IS NOT NULL AND (p.id = NEW.id OR s.id = NEW.id)) THEN
        RAISE EXCEPTION 'a merged party points at a party that is merged itself'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'party_merge_chain';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER refuse_chain AFTER INSERT OR UPDATE OF merged_into ON masterdata.party
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION masterdata.refuse_chain_of_merges();
"""

LOOK_UP = """
CREATE FUNCTION masterdata.letter_pairs(key text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT substr('^' || key || '$', at, 2)), '{}')
      FROM generate_series(1, char_length(key) + 1) AS at
$$;
CREATE FUNCTION masterdata.shared_share(one text, other text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT count(*) FILTER (WHERE pair = ANY (masterdata.letter_pairs(other)))::numeric
           / greatest(count(*) + cardinality(masterdata.letter_pairs(other)), 1)
      FROM unnest(masterdata.letter_pairs(one)) AS pair
$$;

-- What one of a product's own units costs a customer on a day: his own list goes before the company's, that before
-- everybody's; within a list the highest quantity step that is reached. The standard price is the last resort.
CREATE FUNCTION masterdata.price_of(product uuid, customer uuid, quantity numeric, currency text, on_day date)
RETURNS numeric LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(
        (SELECT e.unit_price
           FROM masterdata.price e JOIN masterdata.price_list l ON l.id = e.price_list
          WHERE e.product = $1 AND e.minimum_quantity <= $3 AND e.valid_from <= $5
            AND (e.valid_to IS NULL OR e.valid_to >= $5) AND l.currency = $4 AND l.is_active
            AND (l.customer IS NULL OR l.customer IN (
                    SELECT other.id FROM masterdata.party me JOIN masterdata.party other
                      ON coalesce(other.merged_into, other.id) = coalesce(me.merged_into, me.id)
                     WHERE me.id = $2))
          ORDER BY l.customer IS NULL, l.company IS NULL, e.minimum_quantity DESC, l.code
          LIMIT 1),
        (SELECT p.standard_price FROM masterdata.product p WHERE p.id = $1 AND p.standard_currency = $4)
    )
$$;
CREATE INDEX party_letter_pairs ON masterdata.party USING gin (masterdata.letter_pairs(name_key));
CREATE INDEX product_letter_pairs ON masterdata.product USING gin (masterdata.letter_pairs(name_key));
CREATE INDEX party_name_key ON masterdata.party (name_key);
CREATE INDEX party_kana_key ON masterdata.party (kana_key) WHERE kana_key IS NOT NULL;
CREATE INDEX party_corporate_number ON masterdata.party (corporate_number) WHERE corporate_number IS NOT NULL;
CREATE INDEX party_phone_key ON masterdata.party (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX party_email ON masterdata.party (lower(email)) WHERE email IS NOT NULL;
CREATE INDEX party_merged_into ON masterdata.party (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX party_address_of ON masterdata.party_address (party);
CREATE INDEX party_contact_of ON masterdata.party_contact (party);
CREATE INDEX party_merge_survivor ON masterdata.party_merge (survivor);
CREATE INDEX party_merge_duplicate ON masterdata.party_merge (duplicate);
CREATE INDEX duplicate_decision_subject ON masterdata.duplicate_decision (subject);
CREATE INDEX product_name_key ON masterdata.product (name_key);
CREATE INDEX product_jan_code ON masterdata.product (jan_code) WHERE jan_code IS NOT NULL;
CREATE INDEX tax_rate_of ON masterdata.tax_rate (tax_code, valid_from);
CREATE INDEX location_company ON masterdata.location (company);
CREATE INDEX price_of ON masterdata.price (product, price_list, minimum_quantity, valid_from);
CREATE INDEX price_in_list ON masterdata.price (price_list);
CREATE INDEX price_list_customer ON masterdata.price_list (customer) WHERE customer IS NOT NULL;
"""

# With the rights of whoever asks, so that the wall between companies stands here too.
VIEW = """
CREATE VIEW masterdata.master_record WITH (security_invoker = true) AS
    SELECT id, 'PARTY' AS kind, number, name, is_active, owner, review_on FROM masterdata.party
    UNION ALL SELECT id, 'PRODUCT', number, name, is_active, owner, review_on FROM masterdata.product
    UNION ALL SELECT id, 'ACCOUNT', code, name_ja, is_active, owner, review_on FROM masterdata.account
    UNION ALL SELECT id, 'TAX_CODE', code, name_ja, is_active, owner, review_on FROM masterdata.tax_code
    UNION ALL SELECT id, 'DEPARTMENT', code, name, valid_to IS NULL, owner, review_on FROM masterdata.department
    UNION ALL SELECT id, 'WAREHOUSE', code, name, is_active, owner, review_on FROM masterdata.warehouse;
GRANT SELECT ON masterdata.master_record TO erp_app;
"""

TABLES = (
    "company", "party", "party_address", "party_contact", "party_merge", "unit", "product", "product_unit",
    "tax_code", "tax_rate", "account", "department", "warehouse", "location", "price_list", "price",
)  # fmt: skip


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="masterdata", description=DESCRIPTION)

    async def put_up() -> None:
        for table in (*TABLES, "duplicate_decision"):
            await execute(f"ALTER TABLE masterdata.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
        for sql in (UNIQUE, CHECKS, DATED, MERGED, LOOK_UP):
            await execute(sql)
        for table in TABLES:
            await execute(f"SELECT kernel.guard('masterdata.{table}')")
            # Masters are taken out of use, never deleted: documents name them for ten years.
            await execute(f"REVOKE DELETE ON masterdata.{table} FROM erp_app")
        await execute(VIEW)
        await execute("SELECT kernel.guard('masterdata.duplicate_decision', insert_only => true)")

    manager.add_raw(put_up)
    return manager
