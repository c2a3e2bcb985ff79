"""Handing jobs to presses: processes beside this one, so that neither event loop nor interpreter waits.

A press that takes too long is ended and the next job starts a new one; a press that ended by itself is
replaced without anybody noticing.
"""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from erp.kernel.digits import wire
from erp.kernel.errors import Refused
from erp.printing.frames import read_frame, write_frame
from erp.printing.templates import ROOT

PRESSES = 2
LIMIT_S = 30


class PrintTooLong(Refused):
    """Printing was given up: this would be more paper than is printed at once."""

    def __init__(self, limit_s: float) -> None:
        super().__init__(seconds=str(limit_s))


class PrintingFailed(Exception):
    """A template and its data do not fit: a fault of ours, never of whoever asked."""


async def pdf(
    template: str,
    data: Mapping[str, Any],
    *,
    standard: str | None = None,
    created: date | datetime | None = None,
    images: Mapping[str, bytes] | None = None,
    limit_s: float = LIMIT_S,
) -> bytes:
    """The PDF of a template (`modules/<module>/prints/<name>.typ`) and its data; the same bytes each time.

    Data is JSON for the template (`given` of `paper.typ`), with Decimals, days and keys as text. `created` is
    the day that is written into the file; `images` are PNG or JPEG files, found as `given.images.<name>`.
    `standard` may be `a-3b`. Never called inside a transaction.
    """
    job = {
        "template": template,
        "data": dict(data),
        "standard": standard,
        "timestamp": _timestamp(created),
        "images": list(images or {}),
    }
    frames = [json.dumps(job, default=_as_json, ensure_ascii=False).encode(), *(images or {}).values()]
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _print, frames, limit_s)


_THREADS = ThreadPoolExecutor(max_workers=PRESSES, thread_name_prefix="press")
_OF_THREAD = threading.local()


def _print(frames: list[bytes], limit_s: float) -> bytes:
    for last in (False, True):
        process = _press()
        given_up = threading.Event()

        def give_up(process: subprocess.Popen[bytes] = process, given_up: threading.Event = given_up) -> None:
            given_up.set()
            process.kill()

        late = threading.Timer(limit_s, give_up)
        late.start()
        try:
            answer = _ask(process, frames)
        finally:
            late.cancel()
        if answer is not None:
            outcome, body = answer
            if outcome == b"ok":
                return body
            raise PrintingFailed(body.decode(errors="replace"))
        process.kill()
        process.wait()
        if given_up.is_set():
            raise PrintTooLong(limit_s)
        if last:
            raise PrintingFailed("the press ended twice")
    raise AssertionError


def _ask(process: subprocess.Popen[bytes], frames: list[bytes]) -> tuple[bytes, bytes] | None:
    """The press's answer; None when it is gone."""
    assert process.stdin is not None and process.stdout is not None
    try:
        write_frame(process.stdin, *frames)
        outcome = read_frame(process.stdout)
        body = read_frame(process.stdout)
    except OSError:
        return None
    return (outcome, body) if outcome is not None and body is not None else None


def _press() -> "subprocess.Popen[bytes]":
    """The press of this thread, started when there is none."""
    process: subprocess.Popen[bytes] | None = getattr(_OF_THREAD, "press", None)
    if process is None or process.poll() is not None:
        process = subprocess.Popen(
            [sys.executable, "-m", "erp.printing.press"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Nothing of the surroundings: no setting, no key.
            env={"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        )
        _OF_THREAD.press = process
    return process


def _timestamp(created: date | datetime | None) -> int | None:
    if created is None:
        return None
    if not isinstance(created, datetime):
        created = datetime.combine(created, time(), tzinfo=UTC)
    return int(created.timestamp())


def _as_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return wire(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} is not for paper")
