"""`audit`: seals the trail of changes and shows whether somebody has touched it."""

import asyncio
from pathlib import Path

import rich_click as click

from erp.child import ServerError
from erp.servers import servers


@click.group()
def command() -> None:
    """The trail of all changes: seal it, or check that nobody has touched it."""


@command.command()
@click.option(
    "--anchors",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file that knows earlier ends of the chain; else the one in the data folder.",
)
@click.option("--files/--no-files", default=True, help="Read every stored file again, or only the trail.")
def verify(anchors: Path | None, files: bool) -> None:
    """Check every sealed row and every stored file; names the first that was changed, removed or slipped
    in.
    """
    with servers() as settings:
        assert settings.database_url is not None
        url = settings.database_url.get_secret_value()
        print(asyncio.run(_verify(url, anchors or settings.data_dir / "audit" / "anchors")))
        if files:
            print(asyncio.run(_verify_files(url)))


@command.command()
def seal() -> None:
    """Seal what has been written since the last time, and print the end of the chain to keep elsewhere."""
    with servers() as settings:
        assert settings.database_url is not None
        print(asyncio.run(_seal(settings.database_url.get_secret_value(), settings.data_dir)))


async def _verify(url: str, file: Path) -> str:
    from erp.kernel import audit
    from erp.kernel.database import Database

    database = await Database.open(url, statement_timeout_ms=0)
    try:
        anchors = audit.anchors_in(file)
        found = await audit.verify(database, anchors)
        if found is not None:
            where = f"audit row {found.audit_id}" if found.audit_id else "the chain itself"
            raise ServerError(f"The trail was touched: {found.problem} at {where}, link {found.link}.")
        last = await audit.head(database)
        unsealed = await audit.unsealed(database)
    finally:
        await database.close()
    end = f"ends with {last.line()}" if last else "is empty"
    return (
        f"The trail is whole: the chain {end}, {len(anchors)} anchors agree, {unsealed} rows not sealed yet."
    )


async def _verify_files(url: str) -> str:
    from erp.kernel.database import Database
    from erp.kernel.integrity import verify_contents

    database = await Database.open(url, statement_timeout_ms=0)
    seen = 0
    try:
        for company in await database.rows("SELECT id FROM masterdata.company ORDER BY id"):
            sound, bad = await verify_contents(database, company["id"])
            if bad is not None:
                what = "is missing" if bad.problem == "MISSING" else "was changed"
                raise ServerError(f"A stored file {what}: {bad.name} (file {bad.file}).")
            seen += sound
    finally:
        await database.close()
    return f"The stored files are whole: {seen} contents read again, each as it was kept."


async def _seal(url: str, data_dir: Path) -> str:
    from erp.kernel import audit
    from erp.kernel.database import Database

    database = await Database.open(url, statement_timeout_ms=0)
    try:
        sealed = await audit.seal(database)
        last = await audit.anchor(database, data_dir / "audit" / "anchors")
    finally:
        await database.close()
    return f"{sealed} rows sealed. {last.line() if last else 'The trail is empty.'}"
