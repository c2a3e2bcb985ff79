"""Servers from npm that nobody here wrote, started on this machine for the tests that speak to them.

They are installed once, from the lock beside this file, by whichever test process comes first. Where Node is
missing or npm cannot fetch them, those tests are left out and say so.
"""

import fcntl
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
INSTALL_S = 240


def node_tools() -> Path:
    """The folder of the installed packages; skips the test where they cannot be had."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("Node is not installed, so the servers from npm cannot be started")
    stamp = MODULES / ".installed"
    lock = (HERE / "package-lock.json").read_bytes()
    with (HERE / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.read_bytes() != lock:
            run = subprocess.run(
                ["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"],
                cwd=HERE,
                capture_output=True,
                timeout=INSTALL_S,
            )
            if run.returncode:
                pytest.skip("npm could not fetch the servers: " + run.stderr.decode(errors="replace")[-200:])
            stamp.write_bytes(lock)
    return MODULES


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(
    command: Sequence[str], *, ready: str, env: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A server for as long as the block lasts; it is there once it has printed a line with `ready` in it."""
    server = subprocess.Popen(
        list(command),
        cwd=HERE,
        env={**os.environ, "SCARF_ANALYTICS": "false", "NO_UPDATE_NOTIFIER": "1", **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert server.stdout is not None
        said = []
        for line in server.stdout:
            said.append(line)
            if ready in line:
                break
        else:
            raise AssertionError(f"{command[0]} ended before it was ready: {''.join(said)[-800:]}")
        # Nobody reads on, and a full pipe would stop the server.
        drain = subprocess.Popen(["cat"], stdin=server.stdout, stdout=subprocess.DEVNULL)
        server.stdout.close()
        yield server
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        if "drain" in locals():
            drain.wait(10)
