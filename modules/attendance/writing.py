"""Many rows at once: in parts, so that no statement takes longer than one may."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from erp.kernel.asking import Act
from modules.attendance.tables import Table

AT_ONCE = 4_000
Rows = Sequence[Mapping[str, Any]]


def parts(rows: Rows) -> Iterator[Rows]:
    """Rows in parts of a bearable size."""
    for at in range(0, len(rows), AT_ONCE):
        yield rows[at : at + AT_ONCE]


async def insert_all(act: Act, table: type[Table], rows: Rows) -> None:
    """Insert them all."""
    for part in parts(rows):
        await act.tx.insert(table, part)


async def update_all(act: Act, table: type[Table], rows: Rows) -> None:
    """Update them all."""
    for part in parts(rows):
        await act.tx.update(table, part)
