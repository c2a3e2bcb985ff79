"""Answers and errors as they go over the wire: bytes that are put together, not built up and taken apart
again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import msgspec
import structlog

from erp.api.refusals import Internal
from erp.kernel.errors import Refused, Unauthenticated
from erp.kernel.labels import refusal_message

log = structlog.get_logger("erp.api")
encode = msgspec.json.encode

# Refusals that say something about the request itself and not about the business.
_STATUS = {
    "UNAUTHENTICATED": 401,
    "FOREIGN_PAGE": 403,
    "DOCUMENT_NOT_KNOWN": 403,
    "INTROSPECTION_REFUSED": 403,
    "BAD_REQUEST": 400,
    "REQUEST_TOO_LARGE": 413,
    "GRAPHQL_PARSE_FAILED": 400,
    "GRAPHQL_VALIDATION_FAILED": 400,
    "TOO_COSTLY": 400,
    "TOO_DEEP": 400,
    "TOO_MANY_PARTS": 400,
    "ONE_OPERATION": 400,
    "TOO_OFTEN": 429,
    "UNAVAILABLE": 503,
    "BUSY": 503,
    "INTERNAL": 500,
}
# What lies with us and not with the request keeps its status also when it is told with a field.
OURS = frozenset({"INTERNAL", "UNAVAILABLE", "BUSY"})


@dataclass(frozen=True)
class Answer:
    """What is sent back. `refused` is the refusal behind the first error, for callers in this process."""

    body: bytes
    status: int = 200
    refused: Refused | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Any:
        """The data, decoded; for callers in this process."""
        return msgspec.json.decode(self.body).get("data")

    @property
    def errors(self) -> Any:
        return msgspec.json.decode(self.body).get("errors")


def answered(parts: Sequence[tuple[str, bytes]], cost: int) -> Answer:
    """An answer out of the finished parts of its root fields."""
    fields = b",".join(b'"' + key.encode() + b'":' + value for key, value in parts)
    return Answer(b'{"data":{' + fields + b'},"extensions":{"cost":' + str(cost).encode() + b"}}")


def refused(refusal: Refused, language: str, *, path: Sequence[str] = (), answers: bool = False) -> Answer:
    """An answer that says no, in the reader's language, with a code that programs can rely on."""
    extensions: dict[str, Any] = {"code": refusal.code, "facts": refusal.facts}
    if refusal.field:
        extensions["field"] = refusal.field
    error: dict[str, Any] = {"message": refusal_message(refusal, language), "extensions": extensions}
    if path:
        error["path"] = list(path)
    body = {"errors": [error], "data": None}
    headers = {}
    if "retry_after_s" in refusal.facts:
        headers["Retry-After"] = str(refusal.facts["retry_after_s"])
    status = 200 if answers and refusal.code not in OURS else _STATUS.get(refusal.code, 200)
    return Answer(encode(body), status, refusal, headers)


def failed(error: BaseException, language: str, *, path: Sequence[str] = ()) -> Answer:
    """An accident of ours: the caller gets a number, the log gets where it happened, and nobody gets
    values."""
    incident = uuid4().hex[:12]
    log.error("incident", incident=incident, error=error_kind(error), at=places_of(error), path=list(path))
    return refused(Internal(incident), language, path=path)


def error_kind(error: BaseException) -> str:
    """What kind of error it was; its text may quote what somebody typed and stays out of the log."""
    state = getattr(error, "sqlstate", None)
    names = [type(each).__name__ for each in _chain(error)]
    constraint = getattr(error, "constraint_name", None)
    return " from ".join(names) + (f" [{state}]" if state else "") + (f" {constraint}" if constraint else "")


def places_of(error: BaseException, most: int = 12) -> list[str]:
    """The lines of code on the way to the error, without the values in them."""
    found = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(
            f"{code.co_filename.rpartition('/erp/')[2] or code.co_filename}:{trace.tb_lineno} {code.co_name}"
        )
        trace = trace.tb_next
    return found[-most:]


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    here: BaseException | None = error
    while here is not None and here not in found and len(found) < 4:
        found.append(here)
        here = here.__cause__
    return found


def unauthenticated(language: str) -> Answer:
    """Nobody we know is asking."""
    return refused(Unauthenticated(), language)
