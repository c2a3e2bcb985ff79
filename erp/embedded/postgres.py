"""A real PostgreSQL of our own, for one machine: no installation, no port, no password to lose.

It listens on a private socket only. Data is as safe as in any PostgreSQL: on the disk before it is answered.
"""

import contextlib
import os
import shutil
import signal
from pathlib import Path
from urllib.parse import quote

from erp.child import Child, ServerError, run, wait_until
from erp.embedded.folders import handed_in, own, server_folder, socket_folder, unprivileged_user

OWNER = "erp_owner"
DATABASE = "erp"
ROLES = f"CREATE ROLE {OWNER} LOGIN CREATEROLE CREATEDB;\n\nCREATE DATABASE {DATABASE} OWNER {OWNER};\n\n"
# Text sorts by code point, so that no library of the machine can change the order under an index.
INITDB = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--auth=trust",
    "--username=postgres",
    "--no-instructions",
)
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "random_page_cost": "1.1",
    "log_checkpoints": "off",
}
# For tests only: nothing is lost but what a power cut would take.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "max_wal_size": "4GB",
}
PATIENCE = 300.0


class Postgres:
    """One database server on one folder."""

    def __init__(self, data_dir: Path, *, fast: bool = False) -> None:
        self.user = unprivileged_user()
        self.folder = data_dir / "postgres"
        self.sockets = socket_folder(data_dir, self.user)
        self.programs = server_folder(self.user) / "bin"
        self.log = data_dir / "log" / "postgres.log"
        self.settings = SETTINGS | (FAST if fast else {})
        self.initdb = ["--no-sync"] if fast else []
        self.child: Child | None = None

    def url(self, user: str = OWNER, database: str = DATABASE) -> str:
        """The address of a database for a user; only who may enter the socket's folder can use it."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.sockets), safe='/')}"

    @property
    def alive(self) -> bool:
        return self.child is not None and self.child.alive

    @property
    def answers(self) -> bool:
        """Whether a server on this folder answers, whoever started it."""
        lines = self._lock_file()
        return len(lines) >= 8 and lines[7].strip() == "ready"

    def start(self) -> None:
        """Start, whatever state the last end left behind; returns when it answers."""
        if not self.folder.exists():
            self._create()
        self._end_orphan()
        with handed_in(self.user, self.folder, self.sockets) as (paths, descriptors):
            settings = self.settings | {"unix_socket_directories": paths[1]}
            options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
            self.child = Child(
                [self.programs / "postgres", "-D", paths[0], *options],
                log=self.log,
                end_with=signal.SIGQUIT,
                user=self.user,
                folders=descriptors,
            )
        child = self.child
        wait_until(lambda: self._ready(child.process.pid) or not child.alive, PATIENCE)
        if not child.alive or not self._ready(child.process.pid):
            child.stop()
            raise ServerError(f"PostgreSQL did not start; {self.log} ends with:\n{child.last_words()}")

    def stop(self) -> None:
        """End the sessions, write everything down, stop."""
        if self.child is not None:
            self.child.stop((signal.SIGINT, 30), (signal.SIGQUIT, 5))

    def _ready(self, pid: int) -> bool:
        """PostgreSQL keeps its own state in the lock file: the eighth line says that it answers."""
        return self._lock_file()[:1] == [str(pid)] and self.answers

    def _lock_file(self) -> list[str]:
        try:
            return (self.folder / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _create(self) -> None:
        """Make the files under another name first: a half-made folder is never taken for a whole one."""
        fresh = self.folder.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        own(fresh, self.user)
        with handed_in(self.user, fresh) as (paths, descriptors):
            initdb: list[str | Path] = [self.programs / "initdb", "-D", paths[0], *INITDB, *self.initdb]
            single: list[str | Path] = [
                self.programs / "postgres",
                "--single",
                "-j",
                "-D",
                paths[0],
                "postgres",
            ]
            for words, given in ((initdb, ""), (single, ROLES)):
                done = run(words, user=self.user, folders=descriptors, given=given)
                if done.returncode != 0 or "ERROR" in done.stderr or "FATAL" in done.stderr:
                    raise ServerError(f"PostgreSQL could not make its files:\n{done.stdout}{done.stderr}")
        fresh.rename(self.folder)

    def _end_orphan(self) -> None:
        """After `kill -9` a server may still be on its way out, or its lock name quite another process."""
        lines = self._lock_file()
        if not lines or not lines[0].isdigit():
            return
        pid = int(lines[0])
        for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if not self._is_ours(pid):
                break
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, how)
            wait_until(lambda: not self._is_ours(pid), 10)
        left = [self.folder / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")]
        for path in left:
            path.unlink(missing_ok=True)

    def _is_ours(self, pid: int) -> bool:
        """Whether the process works in our folder; a number alone may have been given to somebody new."""
        try:
            return Path(f"/proc/{pid}/cwd").samefile(self.folder)
        except OSError:
            return False
