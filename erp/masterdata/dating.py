"""A new price or rate from a day on: what was open until now ends the day before, and nothing overlaps."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.masterdata.rules.effective import Dated, overlaps
from erp.masterdata.tables import Table


async def end_before(
    act: Act, table: type[Table], known: Sequence[Mapping[str, Any]], new: Dated[Any], taken: Refused
) -> None:
    """End the open row before the new one begins; refuse if the new one meets any other row.

    A row with an end was decided with that end and is not cut; nor is one that begins on that day or later.
    """
    kept = []
    for row in known:
        if row["valid_to"] is None and row["valid_from"] < new.valid_from:
            last = new.valid_from - timedelta(days=1)
            await act.tx.update(table, [{"id": row["id"], "valid_to": last}])
            kept.append(Dated(row["valid_from"], last, None))
        else:
            kept.append(Dated(row["valid_from"], row["valid_to"], None))
    if any(other == len(kept) for _, other in overlaps([*kept, new])):
        raise taken
