"""How master records are written: what the database would not take is refused by its business name."""

from collections.abc import Mapping
from typing import Any

import asyncpg
from piccolo.table import Table

from erp.kernel.asking import Act
from erp.kernel.errors import Refused


async def add(act: Act, table: type[Table], row: Mapping[str, Any], *, taken: Refused) -> None:
    """Write one record. A unique index or a rule against overlaps decides, also between two at once."""
    try:
        await act.tx.insert(table, [row])
    except (asyncpg.UniqueViolationError, asyncpg.ExclusionViolationError) as error:
        raise taken from error


async def alter(act: Act, table: type[Table], row: Mapping[str, Any], *, taken: Refused) -> None:
    """Change one record by its id, with the same refusals."""
    try:
        await act.tx.update(table, [row])
    except (asyncpg.UniqueViolationError, asyncpg.ExclusionViolationError) as error:
        raise taken from error
