"""Change a template: its names, and whether lists are made from it."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from erp.masterdata.checks import name_of
from modules.hr import tables


async def change_checklist_template(
    *,
    act: Act,
    template: UUID,
    name_ja: str | None = None,
    name_en: str | None = None,
    is_active: bool | None = None,
) -> UUID:
    """What is not given stays; lists that are made already stay as they are."""
    rows = await lock_rows(act, tables.ChecklistTemplate, [template])
    if not rows:
        raise NotFound("ChecklistTemplate", template, field="template")
    given = {
        "name_ja": None if name_ja is None else name_of("nameJa", name_ja),
        "name_en": None if name_en is None else name_of("nameEn", name_en),
        "is_active": is_active,
    }
    new = {name: rows[0][name] if value is None else value for name, value in given.items()}
    await act.tx.update(tables.ChecklistTemplate, [{"id": template, **new}])
    return template
