"""`import`: take over a folder of CSV files by a mapping; look first, then all of it or nothing."""

import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import rich_click as click

SHOWN = 50
OWN_MAPPINGS = Path(__file__).resolve().parents[1] / "sync" / "mappings"


@click.command()
@click.argument("mapping", required=False)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--preview", is_flag=True, help="Only look: every row is tried and nothing is written.")
@click.option("--yes", is_flag=True, help="Write without asking, and without trying every row before.")
@click.option("--company", metavar="CODE", help="Company to import into; not given: the mapping's own.")
@click.option("--undo", metavar="RUN", type=click.UUID, help="Take an import back, by the id it was given.")
@click.option("--reason", default="undone on the command line", show_default=True, help="Why it is undone.")
@click.option("--language", type=click.Choice(["ja", "en"]), default="en", show_default=True)
def command(
    mapping: str | None,
    folder: Path | None,
    preview: bool,
    yes: bool,
    company: str | None,
    undo: UUID | None,
    reason: str,
    language: str,
) -> None:
    """Import a FOLDER of CSV files by a MAPPING (a TOML file, or the name of one that comes with the system).

    Every row is tried first and what is wrong is told with file, line, column and reason. Then all of it is
    written in one transaction, or nothing. The same import again changes nothing.
    """
    if undo is not None:
        _on_database(lambda database: _undo(database, undo, company, reason))
        print(f"Import {undo} was undone.")
        return
    if mapping is None or folder is None:
        raise click.UsageError("Give a MAPPING and a FOLDER, or --undo with the id of an import.")
    way = "preview" if preview else "write" if yes else "ask"
    _on_database(lambda database: _import(database, _mapping(mapping), folder, company, way, language))


def _mapping(given: str) -> Path:
    own = OWN_MAPPINGS / f"{given}.toml"
    return own if not Path(given).exists() and own.is_file() else Path(given)


async def _import(
    database: Any, path: Path, folder: Path, company: str | None, way: str, language: str
) -> None:
    from erp.sync.importing import committing, previewing
    from erp.sync.importing.mapping import read_mapping

    mapping = read_mapping(path)
    found = await previewing.read(database, mapping, folder, company)
    if way != "write" and not found.faults:
        await previewing.rehearse(database, found, _progress("tried"))
    _show(found, language)
    if found.faults:
        sys.exit(1)
    if found.plan.does_nothing:
        print("Nothing to do: everything was imported before.")
        return
    if way == "preview":
        print("Nothing was written.")
        return
    if way == "ask" and not click.confirm("Write all of it?"):
        print("Nothing was written.")
        return
    run = await committing.commit(database, found.entrance, mapping, folder, found.plan, _progress("written"))
    print(f"Imported as {run}. To take it back: python3 -m erp import --undo {run}")


async def _undo(database: Any, run: UUID, company: str | None, reason: str) -> None:
    from erp.sync.importing.undoing import undo

    await undo(database, run, company, reason)


def _show(found: Any, language: str) -> None:
    print(f"{'step':<32} {'rows':>8} {'new':>8} {'unchanged':>10} {'changed':>8}")
    for figures in found.plan.figures():
        step = str(figures["step"])
        counts = (
            f"{figures['rows']:>8} {figures['new']:>8} {figures['unchanged']:>10} {figures['changed']:>8}"
        )
        print(f"{step:<32} {counts}")
    faults = list(found.faults)
    for fault in faults[:SHOWN]:
        print(fault.text(language), file=sys.stderr)
    if found.faults.count > SHOWN:
        print(f"… and {found.faults.count - min(SHOWN, len(faults))} more", file=sys.stderr)
    if found.alike:
        print(f"{len(found.alike)} rows look like records that are there already.", file=sys.stderr)
    if found.faults:
        print(f"{found.faults.count} faults; nothing was written.", file=sys.stderr)


def _progress(what: str) -> Any:
    """One line that counts up, where somebody watches; a mark every thousand rows elsewhere."""
    watched = sys.stderr.isatty()

    def tell(done: int, total: int, step: str) -> None:
        if watched and (done % 10 == 0 or done == total):
            end = "\n" if done == total else ""
            print(f"\r{done} of {total} rows {what}, {step:<40}", end=end, file=sys.stderr, flush=True)
        elif not watched and done % 1000 == 0:
            print(f"{done} of {total} rows {what}", file=sys.stderr, flush=True)

    return tell


def _on_database(work: Any) -> None:
    import asyncio

    from erp.child import ServerError
    from erp.kernel.database import Database
    from erp.kernel.errors import Refused
    from erp.kernel.labels import refusal_message
    from erp.kernel.migrating import pending
    from erp.kernel.pool import is_retryable
    from erp.servers import servers

    async def opened(url: str) -> None:
        if await pending(url):
            raise ServerError("The database is not up to date; run `python3 -m erp seed` first.")
        database = await Database.open(url)
        try:
            if not await database.read("SELECT EXISTS (SELECT FROM masterdata.company)"):
                raise ServerError("The database is empty; run `python3 -m erp seed` first.")
            await work(database)
        finally:
            await database.close()

    with servers() as settings:
        assert settings.database_url is not None
        try:
            asyncio.run(opened(settings.database_url.get_secret_value()))
        except Refused as refused:
            message = refusal_message(refused, "en")
            # Of a row that was refused in the end, the reason stands behind the refusal of the whole.
            if isinstance(refused.__cause__, Refused):
                message = f"{message} {refusal_message(refused.__cause__, 'en')}"
            raise ServerError(message) from refused
        except Exception as error:  # all but one kind of trouble goes on as it came
            if not is_retryable(error):
                raise
            raise ServerError("Others were in the way and nothing was written; try again.") from error
