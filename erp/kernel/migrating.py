"""Bringing the database to the shape the code expects.

Migrations are Piccolo's: one folder a module under `migrations/`, each file once, in the order of the
modules' needs. What Piccolo leaves open is closed here: two runs at once wait for each other; a file and
the note that it ran are one transaction; a migration that cannot get its lock gives way and tries again
instead of queueing everybody behind it; and a database that is newer than the code is refused.
"""

import asyncio
import contextlib
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import asyncpg

from erp.kernel.module import Module, installed

LOCK = 0x45525000
TRIES = 10
FIRST_ID = "2026-11-21T00:00:00:000000"


class CannotMigrate(Exception):
    """Why the database was left as it is, in one sentence."""


def _use(database_url: str) -> Any:
    os.environ["PICCOLO_CONF"] = "erp.piccolo_conf"
    from erp import piccolo_conf

    return piccolo_conf.use(database_url)


def _files(module: Module) -> dict[str, Any]:
    """The module's migrations by id, in their order."""
    from piccolo.apps.migrations.commands.base import BaseMigrationManager

    if not module.migrations.is_dir():
        return {}
    found = BaseMigrationManager().get_migration_modules(str(module.migrations))
    return dict(sorted(found.items()))


def migrate(database_url: str, parts: Sequence[str] | None = None) -> list[str]:
    """Run what has not run yet, of all parts or of these; answers the names of what was run."""
    return asyncio.run(_migrate(database_url, parts))


async def _migrate(database_url: str, parts: Sequence[str] | None) -> list[str]:
    try:
        guard = await asyncpg.connect(database_url, timeout=10)
    except (OSError, asyncpg.PostgresError) as error:
        raise CannotMigrate(f"The database of ERP_DATABASE_URL cannot be reached: {error}") from error
    try:
        if guard.get_server_version().major < 18:
            raise CannotMigrate("PostgreSQL 18 or newer is needed.")
        await guard.execute("SET statement_timeout = 0")
        await guard.execute("SELECT pg_advisory_lock($1)", LOCK)
        return await _run_all(database_url, parts)
    finally:
        await guard.close()


async def _run_all(database_url: str, parts: Sequence[str] | None) -> list[str]:
    from piccolo.apps.migrations.tables import Migration

    _use(database_url)
    # Piccolo remembers the first database a table was asked in; a process may migrate several.
    Migration._meta.refresh_db()
    with contextlib.redirect_stdout(io.StringIO()):
        await Migration.create_table(if_not_exists=True).run()
        ran = {(row["app_name"], row["name"]) for row in await Migration.select().run()}
    planned = {module.name: _files(module) for module in installed() if parts is None or module.name in parts}
    unknown = sorted(f"{app} {name}" for app, name in ran if app in planned and name not in planned[app])
    if unknown:
        raise CannotMigrate(
            f"The database is newer than this program, which does not know {unknown[0]}: start the newer one."
        )
    done = []
    for app, files in planned.items():
        for name, file in files.items():
            if (app, name) not in ran:
                await _run_one(app, name, file)
                done.append(f"{app} {name}")
    return done


async def pending(database_url: str) -> list[str]:
    """The names of what `migrate` would run; asks only, changes nothing."""
    connection = await asyncpg.connect(database_url, timeout=10)
    try:
        known = await connection.fetchval("SELECT to_regclass('public.migration') IS NOT NULL")
        rows = await connection.fetch("SELECT app_name, name FROM public.migration") if known else []
    finally:
        await connection.close()
    ran = {(row["app_name"], row["name"]) for row in rows}
    planned = ((module.name, name) for module in installed() for name in _files(module))
    return [f"{app} {name}" for app, name in planned if (app, name) not in ran]


async def _run_one(app: str, name: str, file: Any) -> None:
    """One file and the note that it ran, in one transaction; patient with whoever holds the table."""
    from piccolo.apps.migrations.tables import Migration

    for attempt in range(1, TRIES + 1):
        manager = await file.forwards()

        async def note() -> None:
            await Migration.insert(Migration(name=name, app_name=app)).run()

        manager.add_raw(note)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                await manager.run()
            return
        except asyncpg.LockNotAvailableError:
            if attempt == TRIES:
                raise CannotMigrate(f"{app} {name}: the tables are in use; nothing of it was done.") from None
            await asyncio.sleep(0.2 * attempt)


async def run_sql(path: Path) -> None:
    """Run a file of SQL on the migration's own connection; for `manager.add_raw`."""
    await execute(path.read_text(encoding="utf-8"))


async def execute(sql: str) -> None:
    """Run SQL as it stands, braces and all, inside the running migration's transaction."""
    from piccolo.engine import engine_finder

    engine = engine_finder()
    transaction = engine.current_transaction.get() if engine else None
    if transaction is None:
        raise RuntimeError("only inside a migration")
    await transaction.connection.execute(sql)


def new_migration(module: str) -> Path | None:
    """Write the next migration of a module from its tables; None when nothing changed. Needs no database."""
    from piccolo.apps.migrations.commands import new

    _use("postgresql://")
    found = next((each for each in installed() if each.name == module), None)
    if found is None:
        raise CannotMigrate(f"There is no module called {module}.")
    found.migrations.mkdir(parents=True, exist_ok=True)
    app = found.piccolo_app()
    first = not any("add_table" in file.read_text(encoding="utf-8") for file in found.migrations.glob("*.py"))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            made = asyncio.run(new._create_new_migration(app, auto=True))
    except new.NoChanges:
        return None
    path = Path(made.migration_path)
    if not first:
        return path
    # The tables come before the hand-written guards beside them, whenever they are written again.
    text = path.read_text(encoding="utf-8").replace(made.migration_id, FIRST_ID)
    beginning = found.migrations / f"{module}_{FIRST_ID[:10].replace('-', '_')}_tables.py"
    beginning.write_text(text, encoding="utf-8")
    path.unlink()
    return beginning
