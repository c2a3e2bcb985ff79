"""`serve`: answers people and programs; as many processes as ERP_WEB_PROCESSES says."""

import asyncio
import signal
from typing import Any

import rich_click as click

from erp.child import wait_for_go
from erp.servers import need_addresses
from erp.settings import Settings


@click.command()
def command() -> None:
    """Answer requests (database and Valkey must be set and migrated)."""
    settings = need_addresses()
    if settings.web_processes == 1:
        from erp.app import create_app

        # Made while the database may still be made ready; it asks nothing before it serves.
        application = create_app()
        wait_for_go()
        asyncio.run(alone(application, settings))
    else:
        wait_for_go()
        several(settings)


def options(settings: Settings) -> dict[str, Any]:
    """What both ways of serving have in common."""
    from granian.constants import Interfaces

    return {
        "address": settings.host,
        "port": settings.port,
        "interface": Interfaces.ASGI,
        "backlog": 1024,
        "websockets": False,
        "log_enabled": settings.log_level == "DEBUG",
    }


async def alone(application: Any, settings: Settings) -> None:
    """One process: no parent and child to come apart, and the quickest start."""
    from granian.server.embed import Server

    server = Server(application, **options(settings))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, server.stop)
    await server.serve()


def several(settings: Settings) -> None:
    """A parent that hands the port to several processes and replaces those that die."""
    from granian.server import Server

    Server(
        "erp.commands.serve:member",
        factory=True,
        workers=settings.web_processes,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        **options(settings),
    ).serve()


def member() -> Any:
    """The application in one of several processes, which ends when their parent is killed."""
    from erp.app import create_app
    from erp.child import tied_to_parent

    tied_to_parent(signal.SIGKILL, unborn=False)()
    return create_app()
