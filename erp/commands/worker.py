"""`worker`: delivers events and does what is due, beside the web processes."""

import asyncio
import contextlib
import signal

import rich_click as click

from erp.child import wait_for_go
from erp.servers import need_addresses


@click.command()
def command() -> None:
    """Deliver events and run what is due (database and Valkey must be set and migrated)."""
    need_addresses()
    import erp.worker  # noqa: F401  # loaded while the database is made ready

    wait_for_go()
    asyncio.run(until_told())


async def until_told() -> None:
    """Work until SIGTERM or Ctrl-C, then let go in good order."""
    from erp.worker import run_worker

    work = asyncio.ensure_future(run_worker())
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, work.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await work
