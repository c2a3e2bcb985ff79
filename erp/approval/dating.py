"""Lines that hold from a day on: a new one ends the one before it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.rows import name_of

ONE_DAY = timedelta(days=1)


async def follow(
    act: Act, table: Any, key: dict[str, UUID], value: dict[str, UUID | None], valid_from: date
) -> UUID:
    """From that day on the value is another; with none, there is no line any more. Answers the line
    changed.
    """
    ((column, of),) = key.items()
    rows: list[Any] = await act.tx.rows(
        f"""SELECT id, valid_from, valid_to FROM {name_of(table)}
            WHERE company = $1 AND "{column}" = $2 AND (valid_to IS NULL OR valid_to >= $3)
            ORDER BY valid_from FOR UPDATE""",
        act.company,
        of,
        valid_from,
    )
    line: UUID | None = None
    for row in rows:
        if row["valid_from"] > valid_from:
            raise BadInput("validFrom", "LATER_LINE_THERE", day=row["valid_from"])
        line = row["id"]
        await act.tx.update(table, [{"id": line, "valid_to": valid_from - ONE_DAY}])
    if all(each is not None for each in value.values()):
        line = new_id()
        new = {"id": line, "company": act.company, **key, **value}
        await act.tx.insert(table, [new | {"valid_from": valid_from, "valid_to": None}])
    if line is None:
        raise NotFound(name_of(table).replace('"', ""), of)
    return line
