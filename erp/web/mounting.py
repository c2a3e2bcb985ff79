"""The pages as the application serves them: one handler to show, one to take forms, the files beside them."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextvars import ContextVar
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from litestar import Request, Response, get, post
from litestar.exceptions import HTTPException
from litestar.response import Stream

from erp.access import asking_for_session
from erp.api import execute
from erp.api.answers import failed
from erp.api.schema import build
from erp.kernel.asking import Asking
from erp.kernel.dates import understand_date
from erp.kernel.errors import Refused
from erp.kernel.labels import refusal_message
from erp.web import assets, export, export_files, lookup, uploads
from erp.web.documents import Page
from erp.web.formats import day
from erp.web.needs import needs_of
from erp.web.pages import Engine, Shown, Stopped
from erp.web.security import FRESH, HEADERS, from_own_page, page_response, see_other
from erp.web.view import View, address

COOKIE = "erp_session"
LARGEST_FORM = 2_000_000
MOST_FIELDS = 20_000


@cache
def engine() -> Engine:
    """The engine over the schema of everything installed; made once, when the application starts."""
    built = build()
    return Engine(built.graphql, _executing, needs_of(built))


_database: ContextVar[Any] = ContextVar("database")


async def _executing(document: str, variables: Mapping[str, Any], asking: Asking) -> Mapping[str, Any]:
    answer = await execute(document, dict(variables), asking, _database.get(), trusted=True)
    return json.loads(answer.body)


async def _asking(request: Request) -> Asking | None:
    database = request.app.state.database
    _database.set(database)
    return await asking_for_session(database, request.cookies.get(COOKIE))


def _view(request: Request, asking: Asking, page: Page | None) -> View:
    pairs = [(name, value) for name, value in request.query_params.multi_items()]
    view = View(asking=asking, engine=engine(), page=page, path=request.url.path, query=pairs)
    mutations = engine().schema.mutation_type
    if mutations and view.asked("done") in mutations.fields:
        view.done = view.asked("done")
    return view


def _sign_in(request: Request) -> Response:
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return see_other(address("/sign-in", {"next": here if request.method == "GET" else request.url.path}))


def _sent(shown: Shown) -> Response:
    return see_other(shown.go_to) if shown.go_to else page_response(shown.html, shown.status)


async def show_page(request: Request) -> Response:
    """A page, or its list as a file."""

    async def shown(view: View) -> Response:
        if view.page is None:
            raise Stopped(404, "NOT_FOUND")
        if view.asked("format") in ("csv", *export_files.FORMATS) and export.subject_of(engine(), view):
            return await _file(view)
        return _sent(await engine().show(view))

    return await _answered(request, shown)


async def take_form(request: Request) -> Response:
    """A form of a page."""

    async def taken(view: View) -> Response:
        if view.page is None:
            raise HTTPException(status_code=405, headers={"Allow": "GET"})
        view.done = ""
        if not from_own_page(request):
            raise Stopped(403, "FOREIGN_PAGE")
        if request.headers.get("content-type", "").startswith(uploads.FORM):
            return _sent(await _with_files(request, view))
        return _sent(await engine().take(view, await _pairs(request)))

    return await _answered(request, taken)


async def _with_files(request: Request, view: View) -> Shown:
    """A form that brings files: they are kept first, then the form is taken as any other."""
    try:
        taken = await uploads.form_of(request, view.asking)
    except Refused as refusal:
        raise Stopped(
            413 if refusal.code == "UPLOAD_TOO_LARGE" else 400, refusal.code, refusal.facts
        ) from None
    wrong = {path: refusal_message(each, view.language) for path, each in taken.refusals.items()}
    return await engine().take(view, taken.pairs, wrong)


async def _answered(request: Request, answer: Callable[[View], Awaitable[Response]]) -> Response:
    """The answer for whoever asks; what stops it, accidents of ours too, is told on a page that leads on."""
    asking = await _asking(request)
    if asking is None:
        return _sign_in(request)
    view = _view(request, asking, engine().by_path.get(request.url.path.rstrip("/") or "/"))
    try:
        return await answer(view)
    except HTTPException:
        raise
    except Stopped as stop:
        return _sign_in(request) if stop.status == 401 else _sent(await engine().stopped(view, stop))
    except Exception as error:  # a person with a broken page still gets a page, and a number for the log
        told = json.loads(failed(error, asking.language, path=[request.url.path]).body)
        facts = told["errors"][0]["extensions"]["facts"]
        return _sent(await engine().stopped(view, Stopped(500, "INTERNAL", facts)))


async def _pairs(request: Request) -> list[tuple[str, str]]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise Stopped(400, "BAD_INPUT", {"reason": "UNKNOWN_FORM"})
    body = await _small_body(request)
    try:
        text = body.decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        raise Stopped(400, "BAD_INPUT", {"reason": "UNKNOWN_FORM"}) from None


async def _small_body(request: Request) -> bytes:
    """A form without files; the handler itself takes larger bodies, for forms with files."""
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > LARGEST_FORM:
        raise HTTPException(status_code=413)
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > LARGEST_FORM:
            raise HTTPException(status_code=413)
        pieces.append(piece)
    return b"".join(pieces)


async def _file(view: View) -> Response:
    wanted = view.asked("format")
    if wanted == "csv":
        ending, kind, pieces = "csv", "text/csv", export.lines_of(engine(), view)
    else:
        ending, kind, _ = export_files.FORMATS[wanted]
        pieces = export_files.made(engine(), view, wanted)
    try:
        # Asks the first rows: a question that is refused is refused before the file begins.
        head = await anext(pieces)
    except Refused as refusal:
        raise Stopped(422, refusal.code, refusal.facts) from refusal

    async def all_pieces() -> Any:
        yield head
        async for piece in pieces:
            yield piece

    name = f"{view.page.name.rpartition('/')[2]}-{view.asking.today.isoformat()}.{ending}"
    told = {**HEADERS, **FRESH, "Content-Disposition": f'attachment; filename="{name}"'}
    return Stream(all_pieces(), media_type=kind, headers=told)


@get("/_lookup/{name:str}", name="lookup", include_in_schema=False)
async def look_up(request: Request, name: str) -> Response:
    """The records that match what is being typed."""
    asking = await _asking(request)
    if asking is None or name not in engine().lookups:
        return Response([], status_code=401 if asking is None else 404, headers={**HEADERS, **FRESH})
    text = request.query_params.get("text", "")[:100]
    found = await lookup.offered(engine(), asking, name, text)
    return Response(found, headers={**HEADERS, **FRESH})


@get("/_understood", include_in_schema=False)
async def understood(request: Request) -> Response:
    """How a day that is being typed is understood."""
    asking = await _asking(request)
    if asking is None:
        return Response({"date": ""}, status_code=401, headers={**HEADERS, **FRESH})
    try:
        read = understand_date(request.query_params.get("date", "")[:40], asking.today).isoformat()
    except ValueError:
        read = ""
    return Response({"date": day(read)}, headers={**HEADERS, **FRESH})


@get("/static/{name:str}", include_in_schema=False)
async def static_file(request: Request, name: str) -> Response:
    """A file that never changes under its name."""
    asset = assets.by_address().get(name)
    if asset is None:
        return Response("", status_code=404, headers=dict(HEADERS))
    packed = "gzip" in request.headers.get("accept-encoding", "")
    told = {
        **HEADERS,
        "Cache-Control": "public, max-age=31536000, immutable",
        "Vary": "Accept-Encoding",
        **({"Content-Encoding": "gzip"} if packed else {}),
    }
    return Response(asset.packed if packed else asset.body, media_type=asset.kind, headers=told)


def handlers() -> Sequence[Any]:
    """All handlers; making them reads and checks every page."""
    engine()
    assets.by_address()
    # One pair of routes for all pages: a route of its own for each made every start slower by each page.
    everywhere = ["/", "/{path:path}"]
    show = get(everywhere, include_in_schema=False)(show_page)
    take = post(everywhere, include_in_schema=False, request_max_body_size=None)(take_form)
    return [show, take, look_up, understood, static_file]
