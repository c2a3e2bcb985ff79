"""What comes in from outside systems, and how far runs are, told while they go on.

Signed messages are kept and answered at once. The progress of a run is a stream of events: the permission and
the session are looked at again with every step, looking keeps no session alive, and both ends may hang up.
"""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

from litestar import Request, Response, get, post
from litestar.enums import MediaType
from litestar.response import Stream

from erp.access import asking_for_session
from erp.api.executing import execute
from erp.kernel import clock
from erp.kernel.asking import Asking
from erp.sync import hooks
from erp.sync.contract.outcomes import Outcome
from erp.sync.granting import consent
from erp.web.security import see_other

log = logging.getLogger("erp.sync")

COOKIE = "erp_session"
EVERY_S, LONGEST_S, BEAT_S = 1.0, 600.0, 15.0
# Windows one person may have open on running work, in this process.
MOST_STREAMS = 6
PROGRESS = """query ($id: ID!) {
  syncRun(id: $id) { state done failed total said reason step }
}"""
PLAIN = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
_watching: Counter[Any] = Counter()


@post("/hooks/{connection:str}", include_in_schema=False, request_max_body_size=None)
async def hook(request: Request, connection: str) -> Response[str]:
    """A message of an outside system. 202: kept, or known already. 401: no word of why."""
    body = await _body(request)
    if body is None:
        return Response("413\n", status_code=413, media_type=MediaType.TEXT, headers=PLAIN)
    headers = {name.lower(): value for name, value in request.headers.items()}
    good = await hooks.receive(request.app.state.database, connection, headers, body)
    status = 202 if good else 401
    return Response(f"{status}\n", status_code=status, media_type=MediaType.TEXT, headers=PLAIN)


async def _body(request: Request) -> bytes | None:
    """The raw body, as far as it is not too large."""
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > hooks.LARGEST:
            return None
        pieces.append(piece)
    return b"".join(pieces)


@get("/_progress/{run:str}", include_in_schema=False)
async def progress(request: Request, run: str) -> Response[Any]:
    """How far a run is, as server-sent events, to whoever may read runs."""
    database, cookie = request.app.state.database, request.cookies.get(COOKIE)
    asking = await asking_for_session(database, cookie)
    first = await _looked(database, asking, run) if asking else None
    if asking is None or first is None:
        status = 401 if asking is None else 404
        return Response(f"{status}\n", status_code=status, media_type=MediaType.TEXT, headers=PLAIN)
    if _watching[asking.actor] >= MOST_STREAMS:
        return Response(
            "429\n", status_code=429, media_type=MediaType.TEXT, headers={**PLAIN, "Retry-After": "10"}
        )
    events = _events(database, cookie, asking, run, first)
    return Stream(events, media_type="text/event-stream", headers={**PLAIN, "X-Accel-Buffering": "no"})


async def _events(
    database: Any, cookie: str | None, asking: Asking, run: str, told: dict[str, Any]
) -> AsyncIterator[str]:
    _watching[asking.actor] += 1
    try:
        began = spoke = clock.monotonic()
        yield _event("progress", told)
        while told["state"] in ("WAITING", "RUNNING") and clock.monotonic() - began < LONGEST_S:
            await asyncio.sleep(EVERY_S)
            still = await asking_for_session(database, cookie, watching=True)
            found = await _looked(database, still, run) if still else None
            if found is None:
                yield _event("end", {})
                return
            if found["step"] != told["step"]:
                yield _event("progress", found)
                spoke = clock.monotonic()
            elif clock.monotonic() - spoke > BEAT_S:
                yield ": still there\n\n"
                spoke = clock.monotonic()
            told = found
        yield _event("end", told)
    finally:
        _watching[asking.actor] -= 1


async def _looked(database: Any, asking: Asking | None, run: str) -> dict[str, Any] | None:
    """The run as this person may see it now; nothing where he may not."""
    if asking is None:
        return None
    answer = await execute(PROGRESS, {"id": run}, asking, database, trusted=True)
    found = (answer.data or {}).get("syncRun")
    return dict(found) if found else None


def _event(name: str, told: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"


@get("/_consent", include_in_schema=False)
async def consented(request: Request) -> Response[str]:
    """Where a vendor sends somebody back who was asked for consent: the code is traded for tokens."""
    database = request.app.state.database
    asking = await asking_for_session(database, request.cookies.get(COOKIE))
    if asking is None or not asking.may("sync.ask_for_consent"):
        return see_other("/sync/connections")
    state, code = request.query_params.get("state", ""), request.query_params.get("code", "")
    try:
        connection = await consent.take_answer(database, asking, state[:200], code[:4000])
    except Outcome as outcome:
        log.warning("consent gave no token: %s", type(outcome).__name__)
        return see_other("/sync/connections?consent=failed")
    if connection is None:
        return see_other("/sync/connections?consent=over")
    return see_other(f"/sync/connection?id={connection}&done=askForConsent")


HANDLERS = (hook, progress, consented)
