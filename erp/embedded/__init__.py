"""The two servers behind the system, brought along for one machine: PostgreSQL and Valkey, from one folder.

Used by `up` and by the tests. Where ERP_DATABASE_URL and ERP_REDIS_URL are set, nothing of this is imported.
"""

import fcntl
import os
from pathlib import Path

from erp.child import ServerError, wait_until
from erp.embedded.postgres import Postgres
from erp.embedded.valkey import Valkey

__all__ = [
    "Embedded",
    "ServerError",
    "Postgres",
    "Valkey",
    "start_embedded",
    "start_postgres",
    "start_valkey",
]


class InUse(ServerError):
    """The folder belongs to another process that is still running."""


class Embedded:
    """The servers that were asked for, and the lock that says that their folder is in use.

    Making one takes the folder; `revive` starts what does not run.
    """

    def __init__(self, data_dir: Path, *, postgres: bool, valkey: bool, fast: bool) -> None:
        self.lock = take(data_dir)
        folder = data_dir.resolve()
        self.postgres = Postgres(folder, fast=fast) if postgres else None
        self.valkey = Valkey(folder) if valkey else None

    @property
    def database_url(self) -> str:
        assert self.postgres is not None
        return self.postgres.url()

    @property
    def redis_url(self) -> str:
        assert self.valkey is not None
        return self.valkey.url

    @property
    def urls(self) -> dict[str, str]:
        """The settings that name what runs here."""
        urls = {}
        if self.postgres is not None:
            urls["ERP_DATABASE_URL"] = self.postgres.url()
        if self.valkey is not None:
            urls["ERP_REDIS_URL"] = self.valkey.url
        return urls

    def revive(self) -> list[str]:
        """Start what is not running; returns the names of what was started."""
        servers = {"Valkey": self.valkey, "PostgreSQL": self.postgres}
        started = []
        for name, server in servers.items():
            if server is not None and not server.alive:
                server.start()
                started.append(name)
        return started

    def stop(self) -> None:
        """Stop both, the database last, and free the folder."""
        for server in (self.valkey, self.postgres):
            if server is not None:
                server.stop()
        os.close(self.lock)


def take(data_dir: Path) -> int:
    """Take the folder for this process; the lock ends with the process, however it ends."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(data_dir / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise ServerError(f"ERP_DATA_DIR '{data_dir}' cannot be used: {error.strerror}.") from error
    # Somebody who was just killed may need a moment to be gone.
    if not wait_until(lambda: _is_taken(descriptor), 1.5):
        os.close(descriptor)
        raise InUse(f"The folder '{data_dir}' is in use by another start of this system.")
    return descriptor


def _is_taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def addresses(data_dir: Path) -> tuple[str, str]:
    """Where the servers of a folder answer, when another process has started them."""
    folder = data_dir.resolve()
    postgres, valkey = Postgres(folder), Valkey(folder)
    if not wait_until(lambda: postgres.answers and valkey.socket.exists(), 30):
        raise ServerError(
            f"The servers of the folder '{data_dir}' are held by another start but do not answer."
        )
    return postgres.url(), valkey.url


def start_embedded(data_dir: Path, *, fast: bool = False) -> Embedded:
    """Start both servers on a folder. `fast` gives up safety against power cuts, for tests."""
    return _started(Embedded(data_dir, postgres=True, valkey=True, fast=fast))


def start_postgres(data_dir: Path, *, fast: bool = False) -> Embedded:
    """Start PostgreSQL only."""
    return _started(Embedded(data_dir, postgres=True, valkey=False, fast=fast))


def start_valkey(data_dir: Path) -> Embedded:
    """Start Valkey only."""
    return _started(Embedded(data_dir, postgres=False, valkey=True, fast=False))


def _started(held: Embedded) -> Embedded:
    try:
        held.revive()
    except BaseException:
        held.stop()
        raise
    return held
