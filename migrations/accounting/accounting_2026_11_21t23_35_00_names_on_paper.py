"""Names as an invoice shows them: kept at its issue, for older ones asked when shown. Each asks for its PDF."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:35:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "names on paper"

NAMES = """
CREATE FUNCTION accounting.own_t_number(of_company uuid, on_day date) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN NOT EXISTS (SELECT FROM masterdata.company_registration r WHERE r.company = of_company)
        THEN (SELECT c.t_number FROM masterdata.company c WHERE c.id = of_company)
        ELSE (SELECT dated.t_number
                FROM (SELECT DISTINCT ON (r.valid_from) r.t_number, r.valid_from, r.ends_on
                        FROM masterdata.company_registration r WHERE r.company = of_company
                       ORDER BY r.valid_from, r.recorded_at DESC) dated
               WHERE dated.valid_from <= on_day AND (dated.ends_on IS NULL OR on_day < dated.ends_on)
               ORDER BY dated.valid_from DESC LIMIT 1)
        END
$$;

CREATE FUNCTION accounting.issuer_of(of_company uuid, on_day date) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT jsonb_build_object(
        'name', c.name, 't_number', accounting.own_t_number(c.id, on_day), 'postal_code', c.postal_code,
        'address', c.address, 'phone', c.phone, 'logo', c.logo, 'seal', c.seal,
        'bank', (SELECT coalesce(jsonb_agg(b.printed_as ORDER BY b.is_default DESC, b.name), '[]')
                   FROM accounting.bank_account b
                  WHERE b.company = c.id AND b.is_active AND b.printed_as <> ''))
      FROM masterdata.company c WHERE c.id = of_company
$$;

CREATE FUNCTION accounting.recipient_of(of_party uuid) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT jsonb_build_object(
        'name', p.name, 'kind', p.kind, 'language', p.language, 'postal_code', a.postal_code,
        'address', nullif(concat(a.prefecture, a.city, a.street), ''), 'building', a.building)
      FROM masterdata.party p
      LEFT JOIN LATERAL (
          SELECT w.postal_code, w.prefecture, w.city, w.street, w.building FROM masterdata.party_address w
           WHERE w.party = p.id AND w.is_active AND w.kind <> 'SHIPPING'
           ORDER BY w.kind = 'BILLING' DESC, w.is_default DESC, w.id LIMIT 1) a ON true
     WHERE p.id = of_party
$$;
"""


KEPT = """
-- Whoever writes an invoice keeps with it the names of its day, and what it is to the tax act.
CREATE FUNCTION accounting.keep_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.supplied_from := coalesce(NEW.supplied_from, NEW.supplied_to, NEW.issued_on);
    NEW.supplied_to := coalesce(NEW.supplied_to, NEW.supplied_from);
    NEW.issuer := coalesce(NEW.issuer, accounting.issuer_of(NEW.company, NEW.supplied_to));
    NEW.recipient := coalesce(NEW.recipient, accounting.recipient_of(NEW.customer));
    NEW.form := coalesce(NEW.form, CASE WHEN NEW.issuer ->> 't_number' IS NULL THEN 'ORDINARY'
                                        WHEN NEW.kind = 'CREDIT_NOTE' THEN 'RETURN' ELSE 'QUALIFIED' END);
    RETURN NEW;
END $$;
CREATE TRIGGER keep_names BEFORE INSERT ON accounting.invoice
    FOR EACH ROW EXECUTE FUNCTION accounting.keep_names();
"""

REQUESTS = """
ALTER TABLE accounting.rendering_request ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT rendering_request_key UNIQUE (invoice);
CREATE INDEX rendering_request_due ON accounting.rendering_request (company, id);
SELECT kernel.guard('accounting.rendering_request', false, false);

-- Whoever writes an invoice asks for its PDF with it.
CREATE FUNCTION accounting.ask_for_rendering() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO accounting.rendering_request (company, invoice, attempts)
    SELECT company, id, 0 FROM added;
    RETURN NULL;
END $$;
CREATE TRIGGER ask_for_rendering AFTER INSERT ON accounting.invoice
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION accounting.ask_for_rendering();
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def put_up():
        await execute(NAMES)
        await execute(KEPT)
        await execute(REQUESTS)

    manager.add_raw(put_up)
    return manager
