"""Migrations: once each, one run at a time, and never backwards."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import asyncpg
import pytest
from piccolo.apps.migrations.auto import DiffableTable, SchemaDiffer, SchemaSnapshot
from piccolo.apps.migrations.commands.base import BaseMigrationManager

from erp.kernel import migrating
from erp.kernel.migrating import CannotMigrate, migrate, pending
from erp.kernel.module import installed
from tests.server import Server, background


async def ask(url: str, sql: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    name = server.clone("template1")
    yield server.url(name)
    server.drop(name)


def test_a_new_database_is_brought_up_once(empty: str) -> None:
    first = migrate(empty)
    assert first[0].startswith("kernel")
    assert migrate(empty) == []
    assert background().run(pending(empty)) == []


def test_two_runs_at_once_wait_for_each_other(empty: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: migrate(empty, parts=["kernel"]), range(2)))
    assert sorted(map(bool, done)) == [False, True]


def test_a_database_newer_than_the_program_is_left_alone(empty: str) -> None:
    migrate(empty, parts=["kernel"])
    background().run(
        ask(empty, "INSERT INTO migration (name, app_name, ran_on) VALUES ('2099-01-01', 'kernel', now())")
    )
    with pytest.raises(CannotMigrate, match="newer than this program"):
        migrate(empty, parts=["kernel"])


def test_a_file_that_fails_leaves_nothing_behind(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(sql: str) -> None:
        await execute(sql)
        if "CREATE TABLE kernel.idempotency" in sql:
            raise ZeroDivisionError

    execute = migrating.execute
    for file in migrating._files(next(each for each in installed() if each.name == "kernel")).values():
        if hasattr(file, "execute"):
            monkeypatch.setattr(file, "execute", fail)
    with pytest.raises(ZeroDivisionError):
        migrate(empty, parts=["kernel"])
    assert background().run(ask(empty, "SELECT to_regclass('kernel.idempotency')")) is None
    assert background().run(ask(empty, "SELECT count(*) FROM migration")) == 1
    monkeypatch.undo()
    assert len(migrate(empty, parts=["kernel"])) == 10


def test_a_table_in_use_is_waited_for(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gives way to whoever holds the table and comes back, so that nobody queues behind it."""
    migrate(empty, parts=["kernel"])
    background().run(ask(empty, "DELETE FROM migration WHERE name LIKE '2026-11-21T03%' RETURNING 1"))
    background().run(ask(empty, "DROP TABLE kernel.audit_chain CASCADE"))
    background().run(ask(empty, "DROP TRIGGER refuse_change ON kernel.audit"))
    for name in ("audit_hash", "seal_audit", "check_link"):
        background().run(ask(empty, f"DROP FUNCTION kernel.{name}"))
    tried, held = [], asyncio.Event()

    async def hold() -> None:
        connection = await asyncpg.connect(empty)
        async with connection.transaction():
            await connection.execute("LOCK TABLE kernel.audit IN ROW EXCLUSIVE MODE")
            held.set()
            while len(tried) < 2:
                await asyncio.sleep(0.02)
        await connection.close()

    forwards = {}
    for file in migrating._files(next(each for each in installed() if each.name == "kernel")).values():
        if file.ID.startswith("2026-11-21T03"):
            forwards[file] = file.forwards

    async def counted() -> object:
        tried.append(1)
        return await next(iter(forwards.values()))()

    for file in forwards:
        monkeypatch.setattr(file, "forwards", counted)
    holding = asyncio.run_coroutine_threadsafe(hold(), background().loop)
    background().run(held.wait())
    assert len(migrate(empty, parts=["kernel"])) == 1
    assert len(tried) >= 2
    holding.result(10)


@pytest.mark.parametrize("name", [module.name for module in installed()])
def test_the_tables_are_what_the_migrations_say(name: str) -> None:
    """Whoever changes a table writes the migration with it."""
    migrating._use("postgresql://")
    module = next(each for each in installed() if each.name == name)
    managers = asyncio.run(BaseMigrationManager().get_migration_managers(app_config=module.piccolo_app()))
    tables = [
        DiffableTable(
            class_name=table.__name__,
            tablename=table._meta.tablename,
            columns=table._meta.non_default_columns,
            constraints=table._meta.constraints,
            schema=table._meta.schema,
        )
        for table in module.tables
    ]
    snapshot = SchemaSnapshot(managers).get_snapshot()
    found = SchemaDiffer(schema=tables, schema_snapshot=snapshot, auto_input="n").get_alter_statements()
    assert [statement for each in found for statement in each.statements] == []
