"""`doctor`: every setting with its meaning, and whether what the system needs is there.

Exit code 0: all is well; 1: something the system needs is missing; 2: a setting is wrong.
"""

import asyncio
import sys

import rich_click as click
from pydantic import SecretStr

from erp.child import ServerError
from erp.servers import servers
from erp.settings import PREFIX, Settings, SettingsError, load, unknown


@click.command()
def command() -> None:
    """Print every setting with its meaning, and check database, migrations and Valkey."""
    given = load()
    print_settings(given)
    for name in unknown():
        print(f"\nwarning: {name} is no setting of this system; is it a slip of the pen?")
    print()
    sys.exit(0 if all([report(*check) for check in checks()]) else 1)


def shown(value: object) -> str:
    """A value as it may be shown to anybody: a secret is not."""
    if value is None:
        return "(not set)"
    return "**********" if isinstance(value, SecretStr) else str(value)


def print_settings(settings: Settings) -> None:
    for name, field in Settings.model_fields.items():
        mark = " " if getattr(settings, name) == field.default else "*"
        print(f"{mark} {PREFIX}{name.upper()} = {shown(getattr(settings, name))}\n      {field.description}")
    print("\n* differs from the default")


def report(what: str, problem: str | None) -> bool:
    """One line for one check."""
    print(f"{'ok     ' if problem is None else 'MISSING'}  {what}{'' if problem is None else ': ' + problem}")
    return problem is None


def checks() -> list[tuple[str, str | None]]:
    """Everything that is looked at, with what is wrong about it."""
    given = load()
    if (given.database_url is None or given.redis_url is None) and not given.data_dir.exists():
        return [
            ("servers", f"nothing has run in {given.data_dir} yet; `python3 -m erp up` starts everything")
        ]
    try:
        with servers() as settings:
            return asyncio.run(_ask(settings))
    except ServerError as error:
        return [("servers", str(error))]


async def _ask(settings: Settings) -> list[tuple[str, str | None]]:
    database = await _database(settings)
    return [
        ("database reachable, PostgreSQL 18 or newer", database),
        ("migrations current", "the database is not reachable" if database else await _migrations(settings)),
        ("Valkey or Redis reachable", await _redis(settings)),
        ("file store reachable", await _files()),
        ("keys of secrets", "the database is not reachable" if database else await _keys(settings)),
    ]


async def _database(settings: Settings) -> str | None:
    import asyncpg

    assert settings.database_url is not None
    try:
        connection = await asyncpg.connect(settings.database_url.get_secret_value(), timeout=5)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
        return f"{PREFIX}DATABASE_URL: {type(error).__name__}: {error}"
    version = connection.get_server_version().major
    await connection.close()
    return None if version >= 18 else f"{PREFIX}DATABASE_URL leads to PostgreSQL {version}"


async def _migrations(settings: Settings) -> str | None:
    from erp.kernel.migrating import pending

    assert settings.database_url is not None
    left = await pending(settings.database_url.get_secret_value())
    return f"{len(left)} to run, the first is {left[0]}; run `python3 -m erp migrate`" if left else None


async def _redis(settings: Settings) -> str | None:
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

    assert settings.redis_url is not None
    try:
        client = Redis.from_url(settings.redis_url.get_secret_value(), socket_connect_timeout=5)
        await client.ping()
        await client.aclose()
    except (OSError, TimeoutError, RedisError, ValueError) as error:
        return f"{PREFIX}REDIS_URL: {type(error).__name__}: {error}"
    return None


async def _files() -> str | None:
    """Whether a file could be taken in; nothing of the try stays."""
    from erp.kernel.contents import ContentLost, store

    try:
        store().incoming().drop()
        await store().read("0" * 64)
    except ContentLost:
        return None
    except Exception as error:  # a store far away fails in its own words
        return f"{PREFIX}FILES_URL: {type(error).__name__}: {str(error)[:200]}"
    return None


async def _keys(settings: Settings) -> str | None:
    """Whether every key that was used is there; what it is for is read in `secrets check`."""
    import asyncpg

    from erp.kernel import rotating, secrets
    from erp.kernel.database import Database

    assert settings.database_url is not None
    database = await Database.open(settings.database_url.get_secret_value())
    try:
        keys = secrets.key_ring().keys
        companies = [row["id"] for row in await database.rows("SELECT id FROM masterdata.company")]
        used = await rotating.keys_in_use(database, companies)
    except SettingsError as error:
        return str(error)
    except asyncpg.PostgresError:
        return "the tables are not there yet; run `python3 -m erp migrate`"
    finally:
        await database.close()
    gone = sorted(set(used) - set(keys) - {"?"})
    if gone:
        return f"key {gone[0]} is missing in {secrets.NAME}; {used[gone[0]]} secrets cannot be read"
    return f"{used['?']} texts that should be encrypted are not" if used["?"] else None
