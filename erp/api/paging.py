"""Pages by key: a cursor says after which record to go on, so nothing is skipped or seen twice while others
write.

A cursor holds the order it belongs to, the value sorted by and the key of the record, which decides between
equal values. Programs must not read it; what they send back is checked as if a stranger had made it up.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from strawberry import ID

from erp.api.annotations import FIGURES, Typed
from erp.api.lists import LARGEST_PAGE, PAGE
from erp.kernel.errors import BadInput

LONGEST_CURSOR = 2_000
BOUNDS = (10, 50, LARGEST_PAGE)


@dataclass(frozen=True)
class Cursor:
    """The place of one record in one order."""

    value: Any
    id: UUID


@dataclass(frozen=True)
class Page:
    """Which part of a list is wanted."""

    size: int
    backward: bool
    cursor: Cursor | None

    @property
    def shape(self) -> tuple[Any, ...]:
        """What of it changes the statement itself."""
        return self.bound, self.backward, self.cursor is not None

    @property
    def bound(self) -> int:
        """The size as the planner sees it: few different ones, so that few statements are made and kept."""
        return next(each for each in BOUNDS if each >= self.size)


def page_of(values: Mapping[str, Any], sort: str, typed: Typed) -> Page:
    """The page that the arguments ask for."""
    first, last = values.get("first"), values.get("last")
    after, before = values.get("after"), values.get("before")
    backward = last is not None or before is not None
    if backward and (first is not None or after is not None):
        raise BadInput("last" if last is not None else "before", "NOT_TOGETHER")
    name, size = ("last", last) if backward else ("first", first)
    if size is None:
        size = PAGE
    if not 1 <= size <= LARGEST_PAGE:
        raise BadInput(name, "OUT_OF_RANGE", least=1, most=LARGEST_PAGE)
    text, name = (before, "before") if backward else (after, "after")
    return Page(size, backward, None if text is None else _read(text, sort, typed, name))


def sql_of_cursor(sort: str, by: str, id: str) -> str:
    """The expression that makes the cursor of a row: URL-safe base64 without padding or line breaks."""
    made = f"convert_to(json_build_array('{sort}', {by}::text, {id})::text, 'UTF8')"
    return f"translate(encode({made}, 'base64'), E'+/=\\n', '-_')"


def _read(text: str, sort: str, typed: Typed, field: str) -> Cursor:
    try:
        if len(text) > LONGEST_CURSOR:
            raise ValueError
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        order, value, id = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if order != sort or not isinstance(id, str) or not isinstance(value, str | None):
            raise ValueError
        if value is not None and "\0" in value:
            raise ValueError
        return Cursor(None if value is None else _value(value, typed), UUID(id))
    except (ValueError, TypeError, binascii.Error, InvalidOperation, RecursionError, OverflowError):
        raise BadInput(field, "BAD_CURSOR") from None


def _value(text: str, typed: Typed) -> Any:
    base = typed.base
    if base is ID:
        return UUID(text)
    if base is bool:
        return {"true": True, "false": False}[text] if text in ("true", "false") else bool(int(text))
    if base is int:
        value = int(text)
        if not -(2**63) <= value < 2**63:
            raise ValueError
        return value
    if base is datetime:
        return datetime.fromisoformat(text)
    if base is date:
        return date.fromisoformat(text)
    if base in FIGURES:
        figure = Decimal(text)
        if not figure.is_finite() or abs(figure.adjusted()) > 100:
            raise ValueError
        return figure
    text.encode()
    return text
