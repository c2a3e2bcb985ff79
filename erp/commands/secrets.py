"""`secrets`: the keys under which secrets are kept; which are in use, a newer one, and moving to it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import rich_click as click

from erp.child import ServerError
from erp.servers import servers


@click.group()
def command() -> None:
    """Look after the keys of encrypted secrets."""


@command.command("check")
def check() -> None:
    """Try to read every secret that is kept; name keys that are missing, never a secret."""
    print(_with_database(_check))


@command.command("new-key")
def new_key() -> None:
    """Draw a newer key: into the data folder, or printed for ERP_SECRET_KEYS where that is set."""
    from erp.kernel import secrets
    from erp.settings import load

    if load().secret_keys is None:
        print(f"Key {secrets.add_key_to_file()} writes from now on. Next: python3 -m erp secrets rotate")
        return
    print(secrets.new_key(secrets.key_ring().keys))


@command.command("rotate")
def rotate() -> None:
    """Encrypt every secret anew under the newest key; may be stopped and started again at any time."""
    print(_with_database(_rotate))


def _with_database(work: Callable[[Any, list[Any]], Awaitable[str]]) -> str:
    from erp.access.who_asks import service_asking
    from erp.kernel.database import Database

    async def run(url: str) -> str:
        database = await Database.open(url, statement_timeout_ms=0)
        try:
            found = await database.rows("SELECT id FROM masterdata.company ORDER BY id")
            askings = [await service_asking(database, row["id"], via="command") for row in found]
            return await work(database, askings)
        finally:
            await database.close()

    with servers() as settings:
        assert settings.database_url is not None
        return asyncio.run(run(settings.database_url.get_secret_value()))


async def _check(database: Any, askings: list[Any]) -> str:
    from erp.kernel import rotating, secrets

    companies = [asking.company for asking in askings]
    bad = await rotating.unreadable(database, companies)
    if bad:
        raise ServerError(f"{len(bad)} secrets cannot be read, the first is {bad[0]}.")
    used = await rotating.keys_in_use(database, companies)
    lines = [f"{count} secrets under key {id}" for id, count in sorted(used.items())]
    return "\n".join([*lines, f"Every secret can be read; key {secrets.key_ring().newest} writes."])


async def _rotate(database: Any, askings: list[Any]) -> str:
    from erp.kernel import rotating, secrets

    try:
        done = await rotating.rotate(database, askings)
    except secrets.SecretUnreadable as error:
        raise ServerError(f"A secret cannot be read ({error}); nothing of its batch was changed.") from None
    return f"{done} secrets encrypted anew under key {secrets.key_ring().newest}."
