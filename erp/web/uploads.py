"""Bodies with files in them, taken piece by piece into files of their own.

What is too large is refused by its told length before the first byte, or at the first byte too many; whatever
ends early leaves nothing behind.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from litestar import Request
from litestar.exceptions import InternalServerException
from multipart import (  # type: ignore[import-untyped]  # it brings no types
    MultipartError,
    MultipartSegment,
    PushMultipartParser,
    parse_options_header,
)

from erp.access.rules.permissions import EVERYBODY
from erp.api.refusals import BadRequest
from erp.api.schema import build
from erp.kernel import files
from erp.kernel.asking import Asking
from erp.kernel.contents import Incoming, store
from erp.kernel.database import Database
from erp.kernel.errors import BadInput, Forbidden, Refused
from erp.settings import load

FORM = "multipart/form-data"
MOST_PARTS, LARGEST_TEXTS = 2000, 2_000_000
# Beside the file itself a form has some fields and the lines that separate them.
AROUND = 100_000


@dataclass
class Taken:
    """A form with files: its fields, with the key of each file in its place, and what was refused where."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    refusals: dict[str, Refused] = field(default_factory=dict)


def limit_bytes() -> int:
    return load().upload_limit_mb * files.MEGABYTE


def check_length(request: Request, around: int = 0) -> None:
    """What says of itself that it is too large is refused before a byte of it is read."""
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > limit_bytes() + around:
        raise files.UploadTooLarge(load().upload_limit_mb)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(each.permission for each in build().mutations.values()) - EVERYBODY


def may_upload(asking: Asking) -> bool:
    """Whoever may change anything in the house may bring a file for it; who only looks may not."""
    return not _verbs().isdisjoint(asking.permissions)


# -- taking in ----------------------------------------------------------------------------------------------
async def form_of(request: Request, asking: Asking) -> Taken:
    """A form of a page that was sent with its files."""
    check_length(request, AROUND)
    taken, texts = Taken(), 0
    async for part, value in _parts(request):
        if isinstance(value, Incoming):
            await _take_file(request.app.state.database, asking, part, value, taken)
        else:
            texts += len(value)
            if texts > LARGEST_TEXTS:
                raise BadRequest("TOO_LARGE")
            taken.pairs.append((part.name or "", _text(value)))
    return taken


async def _take_file(
    database: Database, asking: Asking, part: MultipartSegment, incoming: Incoming, taken: Taken
) -> None:
    path = (part.name or "").removeprefix("input.")
    try:
        if not part.filename and not incoming.size:
            return  # nothing was chosen
        if not may_upload(asking):
            raise Forbidden("upload_file")
        kept = await files.received(database, asking, incoming, part.filename or "", field=path)
        taken.pairs += [(part.name or "", str(kept.id)), (f"{part.name}__file", kept.name)]
    except Forbidden:
        raise
    except Refused as refusal:
        taken.refusals[path] = refusal
    finally:
        incoming.drop()


async def _parts(request: Request) -> AsyncIterator[tuple[MultipartSegment, Incoming | bytes]]:
    """The parts of a body one after the other: a file as what came in, anything else as its bytes."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get("boundary", "")
    if kind != FORM or not boundary:
        raise BadRequest("NOT_A_FORM")
    incoming: Incoming | None = None
    plain: list[bytes] = []
    segment: MultipartSegment | None = None
    limit = limit_bytes()
    try:
        parser = PushMultipartParser(boundary, max_segment_count=MOST_PARTS)
        async for event in _events(parser, request, limit):
            if isinstance(event, MultipartSegment):
                segment = event
                incoming = store().incoming() if event.filename is not None else None
            elif event is not None:
                if incoming is None:
                    plain.append(event)
                    if sum(map(len, plain)) > LARGEST_TEXTS:
                        raise BadRequest("TOO_LARGE")
                    continue
                incoming.write(event)
                if incoming.size > limit:
                    raise files.UploadTooLarge(load().upload_limit_mb)
            elif segment is not None:
                yield segment, incoming if incoming is not None else b"".join(plain)
                incoming, plain, segment = None, [], None
    except MultipartError:
        raise BadRequest("NOT_UNDERSTOOD") from None
    finally:
        if incoming is not None:
            incoming.drop()


async def _events(parser: PushMultipartParser, request: Request, limit: int) -> AsyncIterator[Any]:
    read = 0
    async for piece in _stream(request):
        read += len(piece)
        if read > limit + LARGEST_TEXTS:
            raise files.UploadTooLarge(load().upload_limit_mb)
        if piece and not parser.closed:
            for event in parser.parse(piece):
                yield event
    parser.close()


async def _stream(request: Request) -> AsyncIterator[bytes]:
    try:
        async for piece in request.stream():
            yield piece
    except InternalServerException:
        # The other side went away before the end; nobody is there to read this.
        raise BadRequest("CUT_OFF") from None


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("NOT_UNDERSTOOD") from None


async def _whole_body(request: Request) -> Incoming:
    """A body that is the file itself."""
    incoming = store().incoming()
    try:
        async for piece in _stream(request):
            incoming.write(piece)
            if incoming.size > limit_bytes():
                raise files.UploadTooLarge(load().upload_limit_mb)
    except BaseException:
        incoming.drop()
        raise
    return incoming


async def uploaded(request: Request, asking: Asking) -> files.Stored:
    database = request.app.state.database
    if not request.headers.get("content-type", "").startswith("multipart/"):
        check_length(request)
        incoming = await _whole_body(request)
        return await files.received(database, asking, incoming, request.query_params.get("name", ""))
    check_length(request, AROUND)
    found: files.Stored | None = None
    async for part, value in _parts(request):
        if isinstance(value, Incoming):
            try:
                if found is None:
                    found = await files.received(
                        database, asking, value, part.filename or "", field=part.name
                    )
            finally:
                value.drop()
    if found is None:
        raise BadInput("file", "REQUIRED")
    return found
