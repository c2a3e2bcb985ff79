"""Many rows in one statement: however long a document is, its lines cost one round trip.

Amounts are checked here for the last time: PostgreSQL would round what has more decimals than the column, in
silence, and would take NaN for a number.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from piccolo.columns import JSON as Json
from piccolo.columns import Array, Column, Numeric
from piccolo.table import Table

from erp.kernel.errors import as_json

Rows = Sequence[Mapping[str, Any]]
Convert = Callable[[Any], Any]


def name_of(table: type[Table]) -> str:
    """The table's full name in SQL."""
    meta = table._meta
    return f'"{meta.schema}"."{meta.tablename}"' if meta.schema else f'"{meta.tablename}"'


def _type(column: Column) -> str:
    if isinstance(column, Array):
        raise TypeError(f"{column._meta.name}: lists are kept as JSON or as rows, not as arrays")
    return "numeric" if isinstance(column, Numeric) else column.column_type


def _exact(name: str, scale: int) -> Convert:
    def convert(value: Decimal | int | None) -> Decimal | int | None:
        if isinstance(value, Decimal):
            exponent = value.as_tuple().exponent
            if isinstance(exponent, str):
                raise ValueError(f"{name}: {value} is not a number")
            if exponent < -scale and value != round(value, scale):
                raise ValueError(f"{name}: {value} has more than {scale} decimals")
        return value

    return convert


def _as_text(value: Any) -> str | None:
    return None if value is None else json.dumps(as_json(value), ensure_ascii=False)


@cache
def _converts(table: type[Table], names: tuple[str, ...]) -> tuple[Convert | None, ...]:
    found: list[Convert | None] = []
    for name in names:
        column = table._meta.get_column_by_name(name)
        if isinstance(column, Json):
            found.append(_as_text)
        elif isinstance(column, Numeric):
            digits = column.digits
            found.append(_exact(name, digits[1]) if digits else None)
        else:
            found.append(None)
    return tuple(found)


@cache
def _types(table: type[Table], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_type(table._meta.get_column_by_name(name)) for name in names)


@cache
def insert_one(table: type[Table], names: tuple[str, ...]) -> str:
    places = ", ".join(f"${place}" for place in range(1, len(names) + 1))
    return f"INSERT INTO {name_of(table)} ({_listed(names)}) VALUES ({places})"


@cache
def insert_many(table: type[Table], names: tuple[str, ...]) -> str:
    arrays = ", ".join(f"${place}::{kind}[]" for place, kind in enumerate(_types(table, names), 1))
    return f"INSERT INTO {name_of(table)} ({_listed(names)}) SELECT * FROM unnest({arrays})"


@cache
def update_one(table: type[Table], names: tuple[str, ...], key: str) -> str:
    changes = ", ".join(f'"{name}" = ${place}' for place, name in enumerate(names, 1) if name != key)
    return f'UPDATE {name_of(table)} SET {changes} WHERE "{key}" = ${names.index(key) + 1}'


@cache
def update_many(table: type[Table], names: tuple[str, ...], key: str) -> str:
    arrays = ", ".join(f"${place}::{kind}[]" for place, kind in enumerate(_types(table, names), 1))
    changes = ", ".join(f'"{name}" = given."{name}"' for name in names if name != key)
    return (
        f"UPDATE {name_of(table)} AS kept SET {changes} "
        f'FROM unnest({arrays}) AS given ({_listed(names)}) WHERE kept."{key}" = given."{key}"'
    )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def names_of(rows: Rows) -> tuple[str, ...]:
    """The columns given, the same for each row."""
    names = tuple(rows[0])
    for row in rows:
        if len(row) != len(names) or any(name not in row for name in names):
            raise ValueError(f"rows differ in their columns: {names} and {tuple(row)}")
    return names


def values(table: type[Table], names: tuple[str, ...], row: Mapping[str, Any]) -> list[Any]:
    """One row's values in the order of the names."""
    converts = _converts(table, names)
    return [
        row[name] if convert is None else convert(row[name])
        for name, convert in zip(names, converts, strict=True)
    ]


def columns(table: type[Table], names: tuple[str, ...], rows: Rows) -> list[list[Any]]:
    """All rows' values, column by column, as `unnest` takes them."""
    converts = _converts(table, names)
    return [
        [row[name] for row in rows] if convert is None else [convert(row[name]) for row in rows]
        for name, convert in zip(names, converts, strict=True)
    ]
