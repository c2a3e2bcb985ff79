"""Before anybody is served: the database is brought up to date and, when new, filled with what it needs.

Runs as a process of its own (`python -m erp.preparing`), so that the one that watches over the others stays
small. What it prints is the first sign-in, which is shown once and kept nowhere.
"""

import asyncio
import json
import sys

from erp.child import ServerError
from erp.settings import SettingsError, load


async def fill(database_url: str, *, demo: bool) -> dict[str, str] | None:
    """Seed an empty database; the first sign-in when there was none before."""
    from erp.access import follow_installed
    from erp.kernel.database import Database
    from erp.kernel.seeding import seed

    database = await Database.open(database_url)
    try:
        first = await seed(database, demo=demo)
        # What came with a new version or a new module belongs to the built-in roles from this start on.
        await follow_installed(database)
    finally:
        await database.close()
    return None if first is None else {"login": first.login, "password": first.password}


def prepare(*, demo: bool) -> dict[str, str] | None:
    """Migrate, then seed."""
    from erp.kernel.migrating import CannotMigrate, migrate

    url = load().database_url
    if url is None:
        raise ServerError("ERP_DATABASE_URL must be set.")
    try:
        ran = migrate(url.get_secret_value())
    except CannotMigrate as error:
        raise ServerError(str(error)) from error
    if demo and any(name.startswith("kernel ") for name in ran):
        print("Filling it with a small trading company to try things on …", file=sys.stderr, flush=True)
    return asyncio.run(fill(url.get_secret_value(), demo=demo))


if __name__ == "__main__":
    try:
        print(json.dumps(prepare(demo="--empty" not in sys.argv)))
    except (SettingsError, ServerError) as error:
        sys.exit(str(error))
