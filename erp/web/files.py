"""Files by HTTP: brought by programs and by forms of pages, fetched by whoever has the right."""

from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import quote
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.enums import MediaType
from litestar.response import Stream

from erp.access import ForeignPage, asking_for_session, asking_for_token
from erp.api.answers import refused
from erp.api.endpoint import language_of
from erp.kernel import files
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import Forbidden, NotFound, Refused, Unauthenticated
from erp.kernel.media import PDF, SHOWN
from erp.web.security import FRESH, HEADERS, from_own_page
from erp.web.uploads import may_upload, uploaded

COOKIE = "erp_session"
STATUS = {
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "UNAUTHENTICATED": 401,
    "UPLOAD_TOO_LARGE": 413,
    "FILE_REMOVED": 410,
}
SEALED = "default-src 'none'; sandbox; frame-ancestors 'self'"
# The viewer of a PDF is a part of the browser and does not run in a sandbox.
VIEWED = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"


# -- who asks -----------------------------------------------------------------------------------------------
async def _asking(request: Request, *, changes: bool) -> Asking:
    """A program shows a token, a browser its cookie; a change is taken from our own pages only."""
    database = request.app.state.database
    shown = request.headers.get("authorization")
    if shown is not None:
        kind, _, token = shown.partition(" ")
        found = await asking_for_token(database, token.strip()) if kind.lower() == "bearer" else None
    else:
        cookie = request.cookies.get(COOKIE)
        if cookie is not None and changes and not from_own_page(request):
            raise ForeignPage()
        found = await asking_for_session(database, cookie) if cookie is not None else None
    if found is None:
        raise Unauthenticated()
    return found


def _no(request: Request, refusal: Refused) -> Response[bytes]:
    answer = refused(refusal, language_of(request.headers.get("accept-language")))
    status = STATUS.get(refusal.code, answer.status if answer.status != 200 else 422)
    headers = {**HEADERS, **FRESH, **answer.headers}
    return Response(answer.body, status_code=status, media_type=MediaType.JSON, headers=headers)


@post("/files", include_in_schema=False, request_max_body_size=None)
async def take_file(request: Request) -> Response[Any]:
    """One file: the body itself with `?name=`, or the first file of a form."""
    try:
        asking = await _asking(request, changes=True)
        if not may_upload(asking):
            raise Forbidden("upload_file")
        kept = await uploaded(request, asking)
    except Refused as refusal:
        return _no(request, refusal)
    told: Mapping[str, Any] = {
        "id": str(kept.id),
        "name": kept.name,
        "mediaType": kept.media_type,
        "sha256": kept.sha256,
        "size": kept.size,
    }
    return Response(told, status_code=201, headers={**HEADERS, **FRESH})


@get("/files/{id:str}", include_in_schema=False)
async def send_file(request: Request, id: str) -> Response[Any]:
    """The content of a file, for whoever may have it: shown if it is a PDF or a picture, else saved."""
    try:
        asking = await _asking(request, changes=False)
        found = await files.described(request.app.state.database, _key(id), asking)
        pieces = await _opened(request.app.state.database, found)
    except Refused as refusal:
        return _no(request, refusal)
    shown = found.media_type in SHOWN and request.query_params.get("save") is None
    told = {
        **HEADERS,
        **FRESH,
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; {_named(found.name)}",
        "Content-Security-Policy": VIEWED if shown and found.media_type == PDF else SEALED,
        "X-Frame-Options": "SAMEORIGIN",
        "Content-Length": str(found.size),
        "ETag": f'"{found.sha256}"',
    }
    return Stream(pieces, media_type=found.media_type, headers=told)


async def _opened(database: Database, found: files.Stored) -> AsyncIterator[bytes]:
    """The pieces of a content, of which the first is there already: what is lost is told by a status."""
    pieces = files.pieces_of(database, found.sha256)
    first = await anext(pieces, b"")

    async def every() -> AsyncIterator[bytes]:
        yield first
        async for piece in pieces:
            yield piece

    return every()


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("stored_file") from None


def _named(name: str) -> str:
    """A file name as headers carry it: the whole name, and a plain one for whoever cannot read it."""
    plain = "".join(letter if " " < letter < "\x7f" and letter not in '"\\%' else "_" for letter in name)
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


HANDLERS = [take_file, send_file]
