"""How long `up` takes until its first answer, when everything is installed and the folder is there.

The first start makes the folder and is not counted; each later one is measured from the process to the first
answer from the database, as a watcher would ask for it, and then stopped as Ctrl-C does it.
"""

import asyncio
import os
import signal
import socket
import sys
import tempfile
from pathlib import Path
from statistics import median

from erp.kernel import clock
from erp.tools import ROOT
from tests.bench.rows import Row

STARTS = 3
GOAL_S = 5.0
PATIENCE_S = 180.0


async def bench() -> list[Row]:
    """Start once to have a folder, then measure the starts that people wait for."""
    with tempfile.TemporaryDirectory(prefix="erp-bench-") as folder:
        Path(folder).chmod(0o755)
        await started(Path(folder) / "data")
        taken = [await started(Path(folder) / "data") for _ in range(STARTS)]
    return [Row("start of `up` to its first answer", "s", median(taken), None, at_most=GOAL_S)]


async def started(data_dir: Path) -> float:
    """Seconds from the start to the first answer; it is stopped again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    settings = {"ERP_PORT": str(port), "ERP_DATA_DIR": str(data_dir)}
    for name in ("ERP_DATABASE_URL", "ERP_REDIS_URL"):
        settings[name] = ""
    began = clock.monotonic()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "erp", "up"),
        cwd=ROOT,
        env=os.environ | settings,
        stdout=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not await ready(port):
            if process.returncode is not None or clock.monotonic() - began > PATIENCE_S:
                raise RuntimeError(f"`up` did not start (exit code {process.returncode})")
            await asyncio.sleep(0.02)
        return clock.monotonic() - began
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await process.wait()


async def ready(port: int) -> bool:
    """Whether the web process answers, and the database behind it."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    try:
        writer.write(b"GET /readyz HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n")
        return (await reader.readline()).startswith(b"HTTP/1.1 200")
    except OSError:
        return False
    finally:
        writer.close()
