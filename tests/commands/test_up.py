"""One command starts everything; whatever is killed comes back; whatever is told to stop, stops in order."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from erp.child import wait_until
from erp.embedded import start_embedded

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Up:
    """A running `up`, seen from outside."""

    def __init__(self, folder: Path, *python: str, **settings: str) -> None:
        self.folder, self.port = folder, int(settings.pop("port", free_port()))
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ERP_")}
        given = {"data_dir": str(folder / "data"), "port": str(self.port)} | settings
        self.output = folder / f"up-{self.port}.txt"
        with self.output.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, *python, "-m", "erp", "up", "--empty"],
                cwd=ROOT,
                env=kept | {f"ERP_{name.upper()}": value for name, value in given.items()},
                stdout=file,
                stderr=file,
            )

    @property
    def printed(self) -> str:
        return self.output.read_text()

    def wait_ready(self) -> "Up":
        wait_until(lambda: "Ready after" in self.printed or self.process.poll() is not None, PATIENCE)
        assert "Ready after" in self.printed, self.printed
        return self

    def children(self) -> dict[str, int]:
        """The processes right below, by what they are."""
        pids = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        found = {}
        for pid in pids:
            try:
                program = Path(f"/proc/{pid}/comm").read_text().strip()
                words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            except FileNotFoundError:
                continue
            roles = {"postgres": "postgres", "valkey-server": "valkey"}
            role = roles.get(program) or {"serve": "web", "worker": "worker"}.get("".join(words[-2:-1]))
            if role is not None:
                found[role] = int(pid)
        return found

    def status(self, path: str) -> int | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Up]]:
    """Start as many as the test needs; none outlives it."""
    started: list[Up] = []

    def begin(*python: str, **settings: str) -> Up:
        started.append(Up(tmp_path, *python, **settings))
        return started[-1]

    yield begin
    for up in started:
        if up.process.poll() is None:
            up.end()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """One that several tests look at."""
    up = Up(tmp_path_factory.mktemp("up"))
    try:
        yield up.wait_ready()
    finally:
        up.end()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_everything_in_order_and_goes_on_where_it_was(
    start: Callable[..., Up], how: signal.Signals
) -> None:
    first = start().wait_ready()
    assert "First sign-in:" in first.printed
    assert first.status("/healthz") == 200
    children = first.children()
    assert sorted(children) == ["postgres", "valkey", "web", "worker"]
    assert first.end(how) == 0
    assert first.printed.endswith("Stopping …\nStopped.\n")
    assert all(gone(pid) for pid in children.values())
    second = start(port=str(first.port)).wait_ready()
    assert "First sign-in:" not in second.printed
    assert second.status("/readyz") == 200


def test_killed_itself_it_leaves_nobody_behind_and_starts_again(start: Callable[..., Up]) -> None:
    first = start().wait_ready()
    children = first.children()
    first.end(signal.SIGKILL)
    second = start(port=str(first.port)).wait_ready()
    assert second.status("/readyz") == 200
    assert wait_until(lambda: all(gone(pid) for pid in children.values()), 10)
    assert second.end() == 0


@pytest.mark.parametrize("name", ["web", "worker", "postgres", "valkey"])
def test_what_is_killed_comes_back(running: Up, name: str) -> None:
    assert wait_until(lambda: len(running.children()) == 4, 20), running.printed
    before = running.children()
    os.kill(before[name], signal.SIGKILL)
    assert wait_until(lambda: running.children().get(name, before[name]) != before[name], 20), running.printed
    assert wait_until(lambda: running.status("/readyz") == 200, 20), running.printed
    assert "it was started again" in running.printed
    # Nobody else had to be started again for it.
    after = running.children()
    assert {other: pid for other, pid in after.items() if other != name} == {
        other: pid for other, pid in before.items() if other != name
    }


def test_a_second_one_on_the_same_folder_says_so(running: Up) -> None:
    second = Up(running.folder)
    assert second.process.wait(PATIENCE) == 1
    assert (
        second.printed
        == f"The folder '{running.folder / 'data'}' is in use by another start of this system.\n"
    )
    assert running.status("/healthz") == 200


def test_a_taken_port_is_named_before_anything_is_started(start: Callable[..., Up], tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        up = start(port=str(port))
        assert up.process.wait(PATIENCE) == 1
    assert up.printed.startswith(f"ERP_PORT {port} on 127.0.0.1 cannot be used: ")
    assert len(up.printed.splitlines()) == 1
    assert not (tmp_path / "data" / "postgres").exists()


def test_with_servers_of_their_own_the_embedded_ones_are_not_even_imported(
    start: Callable[..., Up], tmp_path: Path
) -> None:
    held = start_embedded(tmp_path / "elsewhere", fast=True)
    try:
        up = start("-X", "importtime", database_url=held.database_url, redis_url=held.redis_url).wait_ready()
        assert sorted(up.children()) == ["web", "worker"]
        assert up.status("/readyz") == 200
        assert up.end() == 0
        assert "erp.supervise" in up.printed and "erp.embedded" not in up.printed
    finally:
        held.stop()
