"""How a master is changed: locked, compared with what the person saw, written where it differs."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Outdated
from erp.kernel.locking import lock_rows
from erp.masterdata.refusals import AlreadyActive, AlreadyInactive
from erp.masterdata.tables import Table


async def locked(act: Act, table: type[Table], id: UUID, *, field: str = "id") -> dict[str, Any]:
    """The record, held until the end of the transaction."""
    rows = await lock_rows(act, table, [id])
    if not rows:
        raise NotFound(table.__name__, id, field=field)
    return dict(rows[0])


def unseen(row: dict[str, Any], version: int | None) -> None:
    """Refuse a change to something that was changed after the person opened it."""
    if version is not None and version != row["version"]:
        raise Outdated(field="version", yours=version, now=row["version"])


def differing(row: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Only what changes; equal values leave no trace in the history."""
    return {name: value for name, value in values.items() if row[name] != value}


async def switch(act: Act, table: type[Table], id: UUID, on: bool, *, field: str) -> dict[str, Any]:
    """Take a record out of use or back into it; nothing is ever deleted."""
    row = await locked(act, table, id, field=field)
    if row["is_active"] is on:
        raise (AlreadyActive if on else AlreadyInactive)(field=field)
    change: dict[str, Any] = {"id": id, "is_active": on}
    if "version" in row:
        change["version"] = row["version"] + 1
    await act.tx.update(table, [change])
    return row | change
