"""The query page: where a developer tries a document. Works offline, loads nothing from elsewhere.

GraphiQL is offered beside it when its files were fetched (`python3 -m erp graphiql`).
"""

from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.enums import MediaType
from litestar.params import FromPath

from erp.api.graphiql_files import FILES, folder_of, is_complete
from erp.kernel.asking import Asking
from erp.kernel.database import Database

STATIC = Path(__file__).with_name("query")
COOKIE = "erp_session"
OURS = {
    "query.js": "text/javascript; charset=utf-8",
    "query.css": "text/css; charset=utf-8",
    "graphiql.js": "text/javascript; charset=utf-8",
}
KINDS = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; "
# The editor of GraphiQL sets styles on its elements; scripts still come only from here.
LOOSE = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; "
)
ENDING = "base-uri 'none'; frame-ancestors 'none'"
AskingFor = Callable[[Database, str | None], Awaitable[Asking | None]]


@cache
def _text(name: str) -> bytes:
    return (STATIC / name).read_bytes()


def _answer(body: bytes, kind: str, policy: str = STRICT, status: int = 200) -> Response[bytes]:
    headers = {
        "Content-Security-Policy": policy + ENDING,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-cache" if kind != MediaType.HTML else "no-store",
    }
    return Response(body, status_code=status, media_type=kind, headers=headers)


def handlers(asking_for: AskingFor, data_dir: Path) -> list[Any]:
    """The handlers of both pages."""
    fetched = folder_of(data_dir)

    async def turned_away(request: Request) -> Response | None:
        asking = await asking_for(request.app.state.database, request.cookies.get(COOKIE))
        if asking is None:
            return Response("", status_code=303, headers={"Location": f"/sign-in?next={request.url.path}"})
        return None if asking.is_developer else _answer(b"403\n", MediaType.TEXT, status=403)

    @get("/query", include_in_schema=False)
    async def query_page(request: Request) -> Response:
        """Our own page."""
        offered = b'<a href="/query/graphiql">GraphiQL</a>' if is_complete(fetched) else b""
        page = _text("query.html").replace(b"<!-- graphiql -->", offered)
        return await turned_away(request) or _answer(page, MediaType.HTML)

    @get("/query/graphiql", include_in_schema=False)
    async def graphiql_page(request: Request) -> Response:
        """GraphiQL, where its files are."""
        if not is_complete(fetched):
            return _answer(b"python3 -m erp graphiql\n", MediaType.TEXT, status=404)
        return await turned_away(request) or _answer(_text("graphiql.html"), MediaType.HTML, LOOSE)

    @get("/query/{name:str}", include_in_schema=False)
    async def file(name: FromPath[str]) -> Response:
        """A file of these pages; there are no others."""
        if name in OURS:
            return _answer(_text(name), OURS[name])
        if name in FILES and (fetched / name).is_file():
            return _answer((fetched / name).read_bytes(), KINDS[name.rpartition(".")[2]])
        return _answer(b"404\n", MediaType.TEXT, status=404)

    return [query_page, graphiql_page, file]
