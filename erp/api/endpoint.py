"""The door for programs: `POST /graphql`, JSON in, JSON out, and nothing that comes in ends in a crash.

There is no other way in: no GET, no batches, no forms, no uploads. Who asks is told by a function that is
handed in, since knowing people is not the business of this layer.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import msgspec

from erp.api.answers import Answer, refused
from erp.api.executing import execute
from erp.api.refusals import BadRequest, DocumentNotKnown, RequestTooLarge
from erp.api.shipped import is_shipped
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import Refused, Unauthenticated
from erp.kernel.limits import Limits

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


class Request(Protocol):
    """What is looked at of a request, whichever server it came through."""

    @property
    def headers(self) -> Mapping[str, str]: ...

    def stream(self) -> AsyncIterator[bytes]: ...


Authenticate = Callable[[], Awaitable[Asking | None]]


class Sent(msgspec.Struct):
    """A request as it comes; what else is in it is not looked at."""

    query: str
    variables: msgspec.Raw = msgspec.Raw(b"null")
    operationName: str | None = None


@dataclass(frozen=True)
class Sizes:
    """How much of each is read."""

    body: int = 1_000_000
    variables: int = 256_000


_decode = msgspec.json.Decoder(Sent).decode


async def answer_to(
    request: Request, authenticate: Authenticate, database: Database, limits: Limits, sizes: Sizes
) -> Answer:
    """The answer to one request."""
    language = language_of(request.headers.get("accept-language"))
    try:
        sent, variables = understood(await body_of(request, sizes.body), sizes.variables)
        asking = await authenticate()
        if asking is None:
            raise Unauthenticated()
        if asking.session is not None and not asking.is_developer and not is_shipped(sent.query):
            raise DocumentNotKnown()
    except Refused as refusal:
        return refused(refusal, language)
    if asking.token is not None and language != asking.language and "accept-language" in request.headers:
        asking = replace(asking, language=language)
    who = str(asking.token or asking.actor)
    return await execute(
        sent.query,
        variables,
        asking,
        database,
        operation=sent.operationName,
        charge=lambda points: limits.spend(who, points),
    )


async def body_of(request: Request, most: int) -> bytes:
    """The body, as far as it is not too large; a length that lies is found out while reading."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise BadRequest("NOT_JSON")
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > most:
        raise RequestTooLarge("body", most)
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > most:
            raise RequestTooLarge("body", most)
        pieces.append(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def understood(body: bytes, most: int) -> tuple[Sent, Mapping[str, Any]]:
    """The request and its variables."""
    if not body.lstrip(b" \t\r\n").startswith(b"{"):
        # A list would be a batch: many requests counted as one.
        raise BadRequest("NOT_AN_OBJECT")
    try:
        sent = _decode(body)
        if len(sent.variables) > most:
            raise RequestTooLarge("variables", most)
        variables = msgspec.json.decode(sent.variables)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadRequest("NOT_UNDERSTOOD") from None
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest("VARIABLES_NOT_AN_OBJECT")
    return sent, variables or {}


def language_of(accepted: str | None) -> str:
    """Japanese, unless somebody would rather read English.

    >>> language_of("en-US,en;q=0.9,ja;q=0.8"), language_of("fr, ja;q=0.5"), language_of(None)
    ('en', 'ja', 'ja')
    """
    for part in (accepted or "").split(","):
        wanted = part.partition(";")[0].strip().partition("-")[0].lower()
        if wanted in ("ja", "en"):
            return wanted
    return "ja"
