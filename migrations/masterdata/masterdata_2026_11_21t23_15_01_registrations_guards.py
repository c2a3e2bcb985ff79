"""Registrations are facts; a prepared rate meets no other, since nobody computes with it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:15:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "registrations"

REGISTRATIONS = """
ALTER TABLE masterdata.party_registration ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT party_registration_fits CHECK (
        t_number ~ '^T[0-9]{13}$' AND (ends_on IS NULL) = (ended_as IS NULL)
        AND (ends_on IS NULL OR valid_from IS NOT NULL) AND ends_on >= valid_from
    );
ALTER TABLE masterdata.company_registration ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT company_registration_fits CHECK (t_number ~ '^T[0-9]{13}$' AND ends_on >= valid_from);
CREATE INDEX party_registration_of ON masterdata.party_registration (party, checked_on);
CREATE INDEX company_registration_of ON masterdata.company_registration (company);
SELECT kernel.guard('masterdata.party_registration', true);
SELECT kernel.guard('masterdata.company_registration', true);
"""

RATES = """
CREATE OR REPLACE FUNCTION masterdata.refuse_overlapping_rate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM masterdata.tax_code WHERE id = NEW.tax_code FOR NO KEY UPDATE;
    IF NEW.is_active AND EXISTS (
        SELECT FROM masterdata.tax_rate r
         WHERE r.tax_code = NEW.tax_code AND r.is_active AND r.id <> NEW.id
           AND daterange(r.valid_from, r.valid_to, '[]') && daterange(NEW.valid_from, NEW.valid_to, '[]')
    ) THEN
        RAISE EXCEPTION 'two rates of one tax code would hold on the same day'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'tax_rate_overlap';
    END IF;
    RETURN NEW;
END $$;
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="masterdata", description=DESCRIPTION)

    async def guard():
        await execute(REGISTRATIONS)
        await execute(RATES)

    manager.add_raw(guard)
    return manager
