"""A house for one bench: migrated, with its base data and one program that may do everything; then gone.

Its PostgreSQL is as durable as in real life: a COMMIT is answered when it is on the disk.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from erp.embedded import start_embedded
from erp.kernel.database import Database
from erp.kernel.migrating import migrate
from erp.kernel.seeding import seed
from tests.people import a_person

ROLES = ["administrator", "sales", "warehouse", "accounting"]


@dataclass(frozen=True, slots=True)
class House:
    """Where its database answers, the company in it, and the token of the program."""

    url: str
    superuser: str
    redis_url: str
    data_dir: Path
    company: UUID
    token: str


@contextmanager
def throw_away() -> Iterator[House]:
    """A new house for as long as the bench runs."""
    with tempfile.TemporaryDirectory(prefix="erp-bench-") as folder:
        Path(folder).chmod(0o755)
        data_dir = Path(folder) / "data"
        held = start_embedded(data_dir)
        try:
            assert held.postgres is not None
            migrate(held.database_url)
            company, token = asyncio.run(furnish(held.database_url))
            yield House(
                held.database_url, held.postgres.url("postgres"), held.redis_url, data_dir, company, token
            )
        finally:
            held.stop()


async def furnish(url: str) -> tuple[UUID, str]:
    """Base data, the first company, and somebody who may do everything."""
    database = await Database.open(url)
    try:
        await seed(database, demo=False)
        company = await database.read("SELECT id FROM masterdata.company ORDER BY id LIMIT 1")
        return company, await a_person(database, "bench", ROLES, company)
    finally:
        await database.close()
