"""`up`: everything on one machine — servers, database, demo data, web and worker — until Ctrl-C."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable

import rich_click as click

from erp.child import ServerError
from erp.servers import settings_with
from erp.settings import Settings, load
from erp.supervise import Role, Told, need_port, say, started_early, stop_when_told, wait_for_web, watch


@click.command()
@click.option("--empty", is_flag=True, help="Start without the demo company.")
def command(empty: bool) -> None:
    """Start everything on this machine and keep it running; the first command to try."""
    began = time.monotonic()
    settings = load()
    stop_when_told()
    with contextlib.ExitStack() as at_the_end:
        try:
            run(settings, demo=settings.demo and not empty, began=began, at_the_end=at_the_end)
        except Told:
            say("Stopping …")
        except ServerError as error:
            at_the_end.close()
            print(error, file=sys.stderr)
            sys.exit(1)
    say("Stopped.")


def take_servers(settings: Settings, at_the_end: contextlib.ExitStack) -> Callable[[], list[str]]:
    """Take the folder of what is not set; what is answered starts what does not run."""
    need = settings.database_url is None or settings.redis_url is None
    if not need:
        need_port(settings)
        return list
    from erp.embedded import Embedded

    new = not settings.data_dir.exists()
    held = Embedded(
        settings.data_dir,
        postgres=settings.database_url is None,
        valkey=settings.redis_url is None,
        fast=False,
    )
    at_the_end.callback(held.stop)
    need_port(settings)
    at_the_end.enter_context(settings_with(held.urls))
    first = " (the first time takes a little longer)" if new else ""
    say(f"Starting PostgreSQL and Valkey in {settings.data_dir}{first} …")
    return held.revive


def run(settings: Settings, *, demo: bool, began: float, at_the_end: contextlib.ExitStack) -> None:
    """Start the servers, prepare the database, begin to serve, watch over everything."""
    revive = take_servers(settings, at_the_end)
    worker, web = Role("worker", "worker", settings), Role("web", "serve", settings)
    at_the_end.callback(worker.stop)
    at_the_end.callback(web.stop)
    with started_early(web, worker):
        revive()
        say("Bringing the database up to date …")
        first = prepared(demo=demo)
    wait_for_web(web, settings)
    say(f"\nReady after {time.monotonic() - began:.1f} s:  {settings.address}")
    if first is not None:
        say(f"First sign-in:  {first['login']}  {first['password']}    (shown once, kept nowhere: note it)")
    say(f"Logs are in {web.log.parent}; stop with Ctrl-C.\n")
    watch([worker, web], revive)


def prepared(*, demo: bool) -> dict[str, str] | None:
    """Run the preparation in a process of its own and take the first sign-in from it."""
    words = [sys.executable, "-m", "erp.preparing", *([] if demo else ["--empty"])]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, text=True, env=os.environ, start_new_session=True
    ) as process:
        try:
            printed, _ = process.communicate()
        except BaseException:
            process.kill()
            raise
    if process.returncode != 0:
        raise ServerError("The database could not be brought up to date; see the lines above.")
    first: dict[str, str] | None = json.loads(printed.splitlines()[-1])
    return first
