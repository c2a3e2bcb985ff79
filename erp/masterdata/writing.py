"""How master records are written: what the database would not take is refused by its business name."""

from collections.abc import Mapping
from typing import Any

from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.kernel.errors import Refused
from erp.masterdata.tables import Table


async def add(act: Act, table: type[Table], row: Mapping[str, Any], *, taken: Refused) -> None:
    """Write one record. A unique index or a rule against overlaps decides, also between two at once."""
    with taken_means(taken):
        await act.tx.insert(table, [row])
