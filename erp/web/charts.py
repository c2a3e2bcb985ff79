"""Charts as plain drawings: places and heights are worked out here in whole pixels, the template draws them.

Every chart carries its figures as a table too, for readers who cannot see it and for those who want to copy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from erp.web.lists import rows_of, value_at
from erp.web.view import current

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 220, 8, 24, 12


@dataclass
class Bar:
    x: int
    y: int
    width: int
    height: int
    middle: int
    label: str
    value: Any
    below: bool


def bars_of(points: Sequence[tuple[str, Any]]) -> tuple[list[Bar], int]:
    """One bar a point; the second answer is where zero lies.

    >>> found, zero = bars_of([("4月", "100"), ("5月", "50")])
    >>> [each.height for each in found], zero
    ([184, 92], 196)
    """
    figures = [Decimal(str(value or 0)) for _, value in points]
    high, low = max([*figures, Decimal(0)]), min([*figures, Decimal(0)])
    room, span = HEIGHT - BOTTOM - TOP, (high - low) or Decimal(1)
    zero = TOP + int(room * high / span)
    step = (WIDTH - 2 * LEFT) // max(len(points), 1)
    width = min(max(step * 3 // 5, 2), 56)
    found = []
    for at, ((label, value), figure) in enumerate(zip(points, figures, strict=True)):
        height = int(room * abs(figure) / span)
        middle = LEFT + step * at + step // 2
        top = zero - height if figure >= 0 else zero
        found.append(Bar(middle - width // 2, top, width, height, middle, label, value, figure < 0))
    return found, zero


def chart(
    rows: Any, x: str, y: str, *, title: str, kind: str = "bar", empty: str = "", last: int = 0
) -> Markup:
    """A bar or line chart of one figure over time or over names."""
    listed = list(rows_of(rows) or ())[-last:]
    points = [(_text(value_at(row, x)), value_at(row, y)) for row in listed]
    bars, zero = bars_of(points)
    line = " ".join(f"{bar.middle},{bar.y + bar.height if bar.below else bar.y}" for bar in bars)
    macro = current().engine.renderer.module("_charts.html").chart
    return macro(bars, zero, line, title, kind, empty, (WIDTH, HEIGHT))


def _text(value: Any) -> str:
    return value.text() if hasattr(value, "text") else str(escape("" if value is None else value))
