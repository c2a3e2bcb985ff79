"""Charts as plain drawings: places and heights are worked out here in whole pixels, the template draws them.

Every chart carries its figures as a table too, for readers who cannot see it and for those who want to copy.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from erp.web.lists import rows_of, value_at
from erp.web.view import current

HEIGHT, BOTTOM, TOP = 220, 24, 20
# How wide a letter, the space between words and the drawing are, in pixels.
LETTER, GAP, DESK, PHONE = 7, 8, 640, 310
FULL = 10_000  # places across are hundredths of a percent, so that a drawing fits every width


@dataclass
class Bar:
    x: str
    y: int
    width: str
    height: int
    middle: str
    tip: int
    label: str
    short: str
    value: Any
    below: bool
    tick: str = ""


def bars_of(points: Sequence[tuple[str, Any]]) -> tuple[list[Bar], int]:
    """One bar a point; the second answer is where zero lies.

    >>> found, zero = bars_of([("2026-04", "100"), ("2026-05", "50")])
    >>> [(each.height, each.middle) for each in found], zero
    ([(176, '25.00%'), (88, '75.00%')], 196)
    >>> weeks = [(f"2026-{month:02}-{day:02}", "1") for month in (5, 6, 7) for day in (4, 11, 18, 25)]
    >>> [each.tick for each in bars_of(weeks)[0]][:4]
    ['', 'roomy', '', 'roomy']
    """
    figures = [Decimal(str(value or 0)) for _, value in points]
    high, low = max([*figures, Decimal(0)]), min([*figures, Decimal(0)])
    room, span = HEIGHT - BOTTOM - TOP, (high - low) or Decimal(1)
    zero = TOP + int(room * high / span)
    step = FULL // max(len(points), 1)
    width = min(step * 3 // 5, 700)
    found = []
    for at, ((label, value), figure) in enumerate(zip(points, figures, strict=True)):
        height = int(room * abs(figure) / span)
        middle = step * at + step // 2
        below = figure < 0
        top, tip = (zero, zero + height) if below else (zero - height, zero - height)
        left, across = _percent(middle - width // 2), _percent(width)
        found.append(
            Bar(left, top, across, height, _percent(middle), tip, label, _short(label), value, below)
        )
    _thin(found)
    return found, zero


def _thin(bars: Sequence[Bar]) -> None:
    """Say which words below stay on a wide screen only, and which on none, so that they never overlap."""
    longest = max((sum(2 if ord(letter) > 255 else 1 for letter in bar.short) for bar in bars), default=1)
    needed = len(bars) * (longest * LETTER + GAP)
    every, on_phones = -(-needed // DESK), -(-needed // PHONE)
    for at, bar in enumerate(bars):
        bar.tick = "none" if at % every else ("roomy" if at % on_phones else "")


def _percent(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}%"


def _short(label: str) -> str:
    """A month or a day under its bar: the year is in the title.

    >>> _short("2026-04"), _short("2026/11/22"), _short("Tokyo")
    ('4', '11/22', 'Tokyo')
    """
    day = re.fullmatch(r"\d{4}[-/](\d{2})[-/](\d{2})", label)
    if day and day[2] != "01":
        return f"{int(day[1])}/{int(day[2])}"
    month = re.fullmatch(r"\d{4}[-/](\d{2})(?:[-/]01)?", label)
    return str(int(month[1])) if month else label


def chart(
    rows: Any, x: str, y: str, *, title: str, kind: str = "bar", empty: str = "", last: int = 0
) -> Markup:
    """A bar or line chart of one figure over time or over names."""
    listed = list(rows_of(rows) or ())[-last:]
    points = [(_text(value_at(row, x)), value_at(row, y)) for row in listed]
    bars, zero = bars_of(points)
    macro = current().engine.renderer.module("_charts.html").chart
    return macro(bars, zero, title, kind, empty, HEIGHT)


def _text(value: Any) -> str:
    return value.text() if hasattr(value, "text") else str(escape("" if value is None else value))
