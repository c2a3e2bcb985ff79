"""What an annotation means on the wire: `Money | None` is a text of digits that may be missing.

One reading serves the printed schema, the SQL that fills an answer and the check of what comes in, so the
three cannot disagree.
"""

import types
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin
from uuid import UUID

from strawberry import ID
from strawberry.scalars import JSON

from erp.api.declarations import shape_of
from erp.kernel.files import Attached, Stored
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity

FIGURES = (Money, Quantity, Decimal)
# An action that takes a file says how much of it; on the wire it is the key of the file that was uploaded.
FILES = (Attached, Stored)

# How a value of each kind is written as a parameter or a column of a record set.
_SQL_TYPES: dict[Any, str] = {
    ID: "uuid",
    str: "text",
    int: "bigint",
    bool: "boolean",
    date: "date",
    datetime: "timestamptz",
    Decimal: "numeric",
    Money: "numeric",
    Quantity: "numeric",
    JSON: "jsonb",
    Attached: "uuid",
    Stored: "uuid",
}


@dataclass(frozen=True)
class Typed:
    """A type: what one value is, whether there are many of it, whether it may be missing."""

    base: Any
    many: bool = False
    nullable: bool = False

    @property
    def is_shape(self) -> bool:
        return shape_of(self.base) is not None

    @property
    def is_enum(self) -> bool:
        return isinstance(self.base, type) and issubclass(self.base, Enum)

    @property
    def is_input(self) -> bool:
        known = self.is_shape or self.base in FILES
        return isinstance(self.base, type) and is_dataclass(self.base) and not known

    @property
    def sql(self) -> str:
        """The SQL type of one value, or of the array."""
        one = "text" if self.is_enum else _SQL_TYPES.get(self.base, "jsonb")
        return f"{one}[]" if self.many else one

    def with_nulls(self) -> "Typed":
        return Typed(self.base, self.many, True)


def read(annotation: Any) -> Typed:
    """The meaning of an annotation whose names are already resolved.

    >>> read(list[int] | None)
    Typed(base=<class 'int'>, many=True, nullable=True)
    >>> read(UUID).base is ID, read(dict[str, str]).base is JSON, read(list[dict[str, str]]).many
    (True, True, False)
    """
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        inner = [part for part in get_args(annotation) if part is not type(None)]
        if len(inner) != 1 or len(inner) == len(get_args(annotation)):
            raise TypeError(f"{annotation} is neither a type nor a type that may be missing")
        return read(inner[0]).with_nulls()
    if get_origin(annotation) in (list, tuple) or annotation in (list, tuple):
        item = read(get_args(annotation)[0]) if get_args(annotation) else Typed(JSON)
        return Typed(JSON) if item.base is JSON or item.many else Typed(item.base, many=True)
    return Typed(_base(annotation))


def _base(annotation: Any) -> Any:
    if annotation is UUID:
        return ID
    if annotation in (dict, Any, object) or get_origin(annotation) is dict:
        return JSON
    typed = Typed(annotation)
    if annotation in _SQL_TYPES or typed.is_enum or typed.is_shape or typed.is_input:
        return annotation
    raise TypeError(f"{annotation!r} has no form on the wire")
