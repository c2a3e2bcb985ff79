"""`export-ledger`: the books of a company as plain text, which beancount reads and anybody can keep."""

import asyncio
import sys
from pathlib import Path
from typing import TextIO

import rich_click as click

from erp.child import ServerError
from erp.servers import servers


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--company", metavar="CODE", help="Whose books; else those of the first company.")
def command(file: Path | None, company: str | None) -> None:
    """Write every entry with its accounts to FILE, or to where the output goes."""
    with servers() as settings:
        assert settings.database_url is not None
        url = settings.database_url.get_secret_value()
        if file is None:
            asyncio.run(write(url, company, sys.stdout))
            return
        half = file.with_name(file.name + ".part")
        try:
            with half.open("w", encoding="utf-8") as out:
                asyncio.run(write(url, company, out))
            half.replace(file)
        finally:
            half.unlink(missing_ok=True)
        print(f"Written: {file}")


async def write(url: str, company: str | None, out: TextIO) -> None:
    """The text piece by piece."""
    from erp.kernel.database import Database
    from modules.accounting.reports.plain_ledger import plain_ledger

    database = await Database.open(url, statement_timeout_ms=0)
    try:
        found = await database.read(
            "SELECT id FROM masterdata.company WHERE $1::text IS NULL OR code = $1 ORDER BY id LIMIT 1",
            company,
        )
        if found is None:
            raise ServerError(f"There is no company with the code {company}.")
        async for piece in plain_ledger(database, found):
            out.write(piece)
    finally:
        await database.close()
