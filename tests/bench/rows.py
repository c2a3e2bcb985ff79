"""One claim about speed: what was measured, the limit beside it in the same run, and what was promised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Rates must reach a share of their limit (`at_least`); times must stay within it (`at_most`).

    Without a limit the goal is in the unit itself.

    >>> Row("lists", "a second", 90.0, 100.0, at_least=0.8).met
    True
    >>> Row("start", "s", 6.0, None, at_most=5.0).met
    False
    """

    work: str
    unit: str
    ours: float
    limit: float | None
    at_least: float | None = None
    at_most: float | None = None

    @property
    def ratio(self) -> float:
        """Ours by the limit."""
        return self.ours / (self.limit or 1.0)

    @property
    def met(self) -> bool:
        """Whether the promise is kept."""
        if self.at_least is not None:
            return self.ratio >= self.at_least
        return self.at_most is None or self.ratio <= self.at_most

    @property
    def told(self) -> tuple[str, ...]:
        """As a line of the printed table."""
        goal = f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"
        limit = "–" if self.limit is None else figure(self.limit)
        ratio = "–" if self.limit is None else f"{self.ratio:.2f}"
        return (
            self.work,
            f"{figure(self.ours)} {self.unit}",
            limit,
            ratio,
            goal,
            "yes" if self.met else "NO",
        )


def figure(value: float) -> str:
    """Three digits that matter.

    >>> figure(0.01234), figure(1234.5), figure(3.14159)
    ('0.0123', '1234', '3.14')
    """
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def table(rows: list[Row]) -> str:
    """All claims in columns."""
    head = ("work", "ours", "limit", "ratio", "goal", "met")
    cells = [head, *(row.told for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]
    return "\n".join(line.rstrip() for line in lines)
