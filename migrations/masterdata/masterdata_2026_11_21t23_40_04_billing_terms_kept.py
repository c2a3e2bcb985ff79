"""Closing days are days of a month, in their order; nobody is billed through himself."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:40:04:000000"
VERSION = "1.38.0"
DESCRIPTION = "billing terms kept"

PROMISES = """
ALTER TABLE masterdata.party ADD CONSTRAINT party_closing_days_fit CHECK (
    coalesce(second_closing_day > closing_day AND second_closing_day <= 31, second_closing_day IS NULL)
    AND coalesce(third_closing_day > second_closing_day AND third_closing_day <= 31, third_closing_day IS NULL)
);
ALTER TABLE masterdata.party ADD CONSTRAINT party_billed_to_another CHECK (billed_to <> id);
ALTER TABLE masterdata.party ADD CONSTRAINT party_closes_some_day
    CHECK (billing NOT LIKE 'CLOSING%' OR closing_day IS NOT NULL);
CREATE INDEX party_billed_to ON masterdata.party (billed_to) WHERE billed_to IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="masterdata", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(PROMISES)

    manager.add_raw(put_up)
    return manager
