"""One process that watches over the others: servers, worker and web; what dies is started again.

Everything ends in order when it is told to, and at once when it is killed itself.
"""

import contextlib
import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from erp.child import GATE, Child, ServerError, wait_until
from erp.settings import Settings

LONGEST_PAUSE = 30.0


class Told(BaseException):
    """Somebody told us to stop."""


def stop_when_told() -> None:
    """Turn the usual signals into one way out; the second of them changes nothing, the way out has begun."""

    def out(number: int, frame: FrameType | None) -> None:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        raise Told

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, out)


class Role:
    """One of our own processes: `web` or `worker`."""

    def __init__(self, name: str, command: str, settings: Settings) -> None:
        self.name = name
        self.words = [sys.executable, "-m", "erp", command]
        self.log = settings.data_dir.resolve() / "log" / f"{name}.log"
        self.child: Child | None = None
        self.pause = 0.0
        self.started = 0.0

    @property
    def alive(self) -> bool:
        return self.child is not None and self.child.alive

    def start(self, gate: int | None = None) -> None:
        """Start it; with a gate it loads its program and begins when the gate is opened."""
        self.started = time.monotonic()
        env = os.environ | {"PYTHONUNBUFFERED": "1"} | ({} if gate is None else {GATE: str(gate)})
        folders = () if gate is None else (gate,)
        self.child = Child(
            self.words, log=self.log, end_with=signal.SIGKILL, env=env, cwd=Path.cwd(), folders=folders
        )

    def stop(self) -> None:
        if self.child is not None:
            self.child.stop((signal.SIGTERM, 10))

    def revive(self) -> bool:
        """Start it again when it died; one that dies at once is given longer and longer pauses."""
        if self.alive:
            return False
        lived = time.monotonic() - self.started
        if lived < self.pause:
            return False
        self.pause = 0.5 if lived > 60 else min(LONGEST_PAUSE, max(0.5, self.pause * 2))
        self.start()
        return True


@contextlib.contextmanager
def started_early(*roles: Role) -> Iterator[None]:
    """Let processes load their programs while something else is made ready; after it they begin."""
    inside, outside = os.pipe()
    try:
        for role in roles:
            role.start(inside)
        yield
    except BaseException:
        # It was not made ready: they must not begin.
        for role in roles:
            role.stop()
        raise
    finally:
        os.close(outside)
        os.close(inside)


def port_is_free(host: str, port: int) -> bool:
    """Whether we may listen there; asked before anything else is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def need_port(settings: Settings) -> None:
    """Refuse before anything is started; somebody who was just killed gets a moment to be gone."""
    if not wait_until(lambda: port_is_free(settings.host, settings.port), 1.5):
        taken = f"ERP_PORT {settings.port} on {settings.host} cannot be used"
        raise ServerError(f"{taken}: another program has it, or the system keeps it; set another ERP_PORT.")


def answers(settings: Settings) -> bool:
    """Whether the web process answers."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    connection = http.client.HTTPConnection(host, settings.port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_for_web(web: Role, settings: Settings, seconds: float = 60) -> None:
    """Wait until the first request is answered; a web process that ends before has a reason to show."""
    until = time.monotonic() + seconds
    while not answers(settings):
        if not web.alive or time.monotonic() > until:
            words = web.child.last_words() if web.child else ""
            raise ServerError(f"The web process did not start; {web.log} ends with:\n{words}")
        time.sleep(0.02)


def watch(roles: list[Role], revive_servers: Callable[[], list[str]]) -> None:
    """Look after everything until we are told to stop."""
    while True:
        time.sleep(0.2)
        try:
            for name in revive_servers():
                say(f"{name} had ended; it was started again.")
        except ServerError as error:
            say(str(error))
            time.sleep(2)
        for role in roles:
            if role.revive():
                say(f"The {role.name} process had ended; it was started again ({role.log}).")


def say(text: str) -> None:
    print(text, flush=True)
