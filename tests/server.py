"""One PostgreSQL for a whole test run, however many processes run the tests.

It is started by whoever needs it first, by a keeper that ends with the run. Databases are made once as
templates and copied for each test, which takes a fraction of a second.
"""

import asyncio
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote
from uuid import uuid4

import asyncpg

RUN = "ERP_TEST_RUN"
ROOT = Path(__file__).resolve().parents[1]
T = TypeVar("T")
SHARED_MEMORY = Path("/dev/shm")
ROOM_BYTES = 8 * 2**30


class Background:
    """An event loop in a thread of its own, so that plain tests can ask asynchronous things."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True, name="background").start()

    def run(self, work: Coroutine[Any, Any, T], timeout: float = 120) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout)


@cache
def background() -> Background:
    return Background()


def begin_run() -> None:
    """In the process that leads the run: where everybody finds the server."""
    folder = tempfile.mkdtemp(prefix="erp-test-", dir=_place())
    os.environ[RUN] = f"{os.getpid()}:{folder}"
    # Files of tests lie with everything else that goes when the run is over.
    os.environ["ERP_FILES_URL"] = f"{folder}/files"


def _place() -> str | None:
    """Memory, where a machine has plenty: each test copies a database of some 1,700 files, and a disk takes
    a second for what memory does in a twentieth. Nothing that is tested rests on the disk.
    """
    if not SHARED_MEMORY.is_dir() or not os.access(SHARED_MEMORY, os.W_OK):
        return None
    return str(SHARED_MEMORY) if shutil.disk_usage(SHARED_MEMORY).free >= ROOM_BYTES else None


def end_run() -> None:
    """Stop the server if there was one, and leave nothing behind."""
    leader, folder = _run()
    if leader != os.getpid():
        return
    keeper = folder / "keeper"
    if keeper.exists():
        pid = int(keeper.read_text())
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            done, _ = os.waitpid(pid, os.WNOHANG) if _is_child(pid) else (0 if _lives(pid) else pid, 0)
            if done:
                break
            threading.Event().wait(0.02)
    shutil.rmtree(folder, ignore_errors=True)


def _run() -> tuple[int, Path]:
    leader, _, folder = os.environ[RUN].partition(":")
    return int(leader), Path(folder)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _is_child(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False


@contextmanager
def _one_at_a_time(folder: Path, name: str) -> Iterator[None]:
    with (folder / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Server:
    """The running server, seen from a test process."""

    def __init__(self, sockets: str, folder: Path) -> None:
        self.sockets, self.folder = sockets, folder

    def url(self, database: str, user: str = "erp_owner") -> str:
        return f"postgresql://{user}@/{database}?host={quote(self.sockets, safe='/')}"

    def admin(self, sql: str) -> None:
        """One statement as the superuser, outside any of our databases."""

        async def run() -> None:
            connection = await asyncpg.connect(self.url("postgres", "postgres"))
            try:
                await connection.execute(sql)
            finally:
                await connection.close()

        background().run(run())

    def template(self, name: str, make: Callable[[str], object]) -> str:
        """The template of that name; the first who asks makes it, by a function that gets its address."""
        made = self.folder / f"{name}.made"
        with _one_at_a_time(self.folder, name):
            if not made.exists():
                self.admin(f'DROP DATABASE IF EXISTS "{name}"')
                self.admin(f'CREATE DATABASE "{name}" OWNER erp_owner')
                failed: list[BaseException] = []

                def work() -> None:
                    try:
                        make(self.url(name))
                    except BaseException as error:
                        failed.append(error)

                # Migrations start an event loop of their own, so they get a thread of their own.
                thread = threading.Thread(target=work)
                thread.start()
                thread.join()
                if failed:
                    raise failed[0]
                made.touch()
        return name

    def clone(self, template: str) -> str:
        """A copy of the template for one test."""
        name = f"test_{uuid4().hex}"
        self.admin(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER erp_owner STRATEGY FILE_COPY')
        return name

    def drop(self, database: str) -> None:
        self.admin(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


@cache
def server() -> Server:
    """The server of this run, started when nobody has started it yet."""
    leader, folder = _run()
    address = folder / "address"
    with _one_at_a_time(folder, "server"):
        if not address.exists():
            keeper = subprocess.Popen(
                [sys.executable, __file__, str(folder), str(leader)],
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                stdout=(folder / "keeper.log").open("w"),
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            (folder / "keeper").write_text(str(keeper.pid))
            while not address.exists():
                if keeper.poll() is not None:
                    raise RuntimeError(f"no server for the tests:\n{(folder / 'keeper.log').read_text()}")
                threading.Event().wait(0.01)
    return Server(json.loads(address.read_text()), folder)


def keep(folder: Path, leader: int) -> None:
    """Hold the server until the run is over, also when the run was killed."""
    from erp.embedded import start_postgres

    over = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    held = start_postgres(folder / "data", fast=True)
    assert held.postgres is not None
    fresh = folder / "address.new"
    fresh.write_text(json.dumps(str(held.postgres.sockets)))
    fresh.rename(folder / "address")
    while not over.wait(0.5) and _lives(leader):
        pass
    held.stop()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    keep(Path(sys.argv[1]), int(sys.argv[2]))
