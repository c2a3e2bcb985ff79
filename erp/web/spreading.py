"""A list inside a row as columns of the table: twelve months, or one column for each department.

The heads are those of the first row, so every row of a table has the same. Pages and files use it alike.
"""

from collections.abc import Mapping
from typing import Any

from erp.web.shapes import DayText, Shape


def head_of(value: Any) -> str:
    """A month without its first day, anything else as it is read.

    >>> head_of(DayText("2026-04-01")), head_of(DayText("2026-04-02")), head_of("営業部")
    ('2026/04', '2026/04/02', '営業部')
    """
    text = value.text() if hasattr(value, "text") else str(value)
    return text[:7] if isinstance(value, DayText) and text.endswith("/01") else text


def spread_of(rows: Any, options: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Heads, and how each column is read off a row.

    A page writes `{"spread": "months", "head": "month", "value": "amount"}`.
    """
    inside, head, value = options["spread"], options["head"], options["value"]
    first = rows[0][inside] if rows else ()
    return [
        (head_of(each[head]), lambda row, at=at: row[inside][at][value] if at < len(row[inside]) else None)
        for at, each in enumerate(first or ())
    ]


def is_spread(shape: Any) -> bool:
    """Whether a list inside a row has the form of columns: a name or a day, and one value."""
    return isinstance(shape, Shape) and len(shape.fields) == 2
