"""The application: the door for programs, the pages for people, and what those who run it look at."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import structlog
from litestar import Litestar, Request, Response, get, post
from litestar.enums import MediaType
from litestar.exceptions import HTTPException

from erp import inbound
from erp.access import ForeignPage, asking_for_session, asking_for_token
from erp.api import endpoint, logs, metrics
from erp.api.answers import failed
from erp.api.executing import library
from erp.kernel import clock, wake
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import Refused
from erp.kernel.limits import Limits
from erp.settings import Settings, load
from erp.web import query_page, routes
from erp.web.security import from_own_page

log = structlog.get_logger("erp.app")
COOKIE = "erp_session"
READY_WITHIN_S = 2
# Nobody counts the points of a test or of a tool that brings its own database.
UNCOUNTED = 10**12


async def authenticate(request: Request) -> Asking | None:
    """A program shows a token; a browser shows its cookie, and is believed only on our own pages."""
    database = request.app.state.database
    shown = request.headers.get("authorization")
    if shown is not None:
        kind, _, token = shown.partition(" ")
        return await asking_for_token(database, token.strip()) if kind.lower() == "bearer" else None
    cookie = request.cookies.get(COOKIE)
    if cookie is None:
        return None
    if not from_own_page(request):
        raise ForeignPage()
    return await asking_for_session(database, cookie)


@get("/healthz", include_in_schema=False, media_type=MediaType.TEXT)
async def healthz() -> str:
    """The process lives and answers."""
    return "ok\n"


@get("/readyz", include_in_schema=False, media_type=MediaType.TEXT)
async def readyz(request: Request) -> Response[str]:
    """The process can do its work: the database answers."""
    try:
        await request.app.state.database.read("SELECT 1")
    except (Refused, OSError, TimeoutError):
        return Response("database\n", status_code=503, media_type=MediaType.TEXT)
    return Response("ok\n", media_type=MediaType.TEXT)


@get("/metrics", include_in_schema=False)
async def figures(request: Request) -> Response[bytes]:
    """Figures for whoever watches over the system."""
    text, kind = metrics.printed(request.app.state.database)
    return Response(text, media_type=kind)


def door(limits: Limits, sizes: endpoint.Sizes) -> Any:
    """The handler of `/graphql`."""

    @post("/graphql", include_in_schema=False, request_max_body_size=None)
    async def graphql(request: Request) -> Response[bytes]:
        with metrics.timed():
            answer = await endpoint.answer_to(
                request, lambda: authenticate(request), request.app.state.database, limits, sizes
            )
        metrics.count(answer)
        headers = {**endpoint.HEADERS, **answer.headers}
        return Response(answer.body, status_code=answer.status, media_type=MediaType.JSON, headers=headers)

    return graphql


def create_app(
    *,
    database: Database | None = None,
    today: Callable[[str], date] | None = None,
    settings: Settings | None = None,
) -> Litestar:
    """The application. Tests bring a database and may say which day it is; else the settings are asked."""
    settings = settings or load()
    logs.configure(settings.log_level)
    if today is not None:
        clock.today = today  # type: ignore[assignment]  # tests say which day it is
    redis_url = settings.redis_url.get_secret_value() if settings.redis_url and database is None else None
    limits = Limits(settings.cost_per_minute if database is None else UNCOUNTED, redis_url)
    # Everything is declared, compiled and checked now, so that a mistake is told at the start.
    library()
    sizes = endpoint.Sizes(settings.max_body_bytes, settings.max_variables_bytes)

    @asynccontextmanager
    async def lived(app: Litestar) -> AsyncIterator[None]:
        own = None if database is not None else await _opened(settings)
        app.state.database = database or own
        waker = wake.Waker(redis_url) if redis_url else None
        if own is not None and waker is not None:
            own.after_events = waker
        try:
            yield
        finally:
            await limits.close()
            if waker is not None:
                await waker.close()
            if own is not None:
                await own.close()

    return Litestar(
        route_handlers=[
            door(limits, sizes),
            healthz,
            readyz,
            figures,
            *inbound.HANDLERS,
            *query_page.handlers(asking_for_session, settings.data_dir),
            *routes(),
        ],
        lifespan=[lived],
        openapi_config=None,
        logging_config=None,
        exception_handlers={HTTPException: told, Exception: crashed},
        request_max_body_size=settings.max_body_bytes,
        debug=False,
    )


async def _opened(settings: Settings) -> Database:
    url = settings.app_database_url or settings.database_url
    if url is None:
        raise RuntimeError("ERP_DATABASE_URL must be set")
    return await Database.open(
        url.get_secret_value(), size=settings.pool_max, wait_s=settings.pool_wait_seconds
    )


def told(request: Request, error: HTTPException) -> Response[Any]:
    """A request that has no handler or the wrong method; nothing of ours went wrong."""
    if error.status_code >= 500:
        return crashed(request, error)
    return Response(
        f"{error.status_code}\n",
        status_code=error.status_code,
        media_type=MediaType.TEXT,
        headers={**(error.headers or {}), "X-Content-Type-Options": "nosniff"},
    )


def crashed(request: Request, error: Exception) -> Response[bytes]:
    """An accident of ours outside GraphQL: a number for the reader, the place for the log."""
    language = endpoint.language_of(request.headers.get("accept-language"))
    answer = failed(error, language, path=[request.url.path])
    return Response(answer.body, status_code=500, media_type=MediaType.JSON, headers=endpoint.HEADERS)
