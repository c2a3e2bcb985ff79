"""Change a position: what it is called, how high it stands, whether it is in use."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from erp.masterdata.checks import name_of
from modules.hr import tables


async def change_position(
    *,
    act: Act,
    position: UUID,
    name_ja: str | None = None,
    name_en: str | None = None,
    rank: int | None = None,
    is_active: bool | None = None,
) -> UUID:
    """What is not given stays."""
    found = await lock_rows(act, tables.Position, [position])
    if not found:
        raise NotFound("Position", position, field="position")
    if rank is not None and not 1 <= rank <= 999:
        raise BadInput("rank", "NOT_1_TO_999", given=rank)
    given = {
        "name_ja": None if name_ja is None else name_of("nameJa", name_ja),
        "name_en": None if name_en is None else name_of("nameEn", name_en),
        "rank": rank,
        "is_active": is_active,
    }
    new = {name: found[0][name] if value is None else value for name, value in given.items()}
    await act.tx.update(tables.Position, [{"id": position, **new}])
    return position
