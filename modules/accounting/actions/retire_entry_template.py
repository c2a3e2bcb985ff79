"""Retire an entry template: nothing is posted with it any more."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.locking import lock_rows
from modules.accounting import tables


class TemplateInUse(Refused):
    """A recurring entry posts by this template."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


async def retire_entry_template(*, act: Act, template: UUID) -> UUID:
    """Take it out of use; refused while a recurring entry needs it."""
    found = await lock_rows(act, tables.EntryTemplate, [template])
    if not found or found[0]["company"] != act.company:
        raise NotFound("EntryTemplate", template, field="template")
    used = await act.tx.value(
        "SELECT name FROM accounting.recurring_entry WHERE template = $1 AND state <> 'ENDED' LIMIT 1",
        template,
    )
    if used:
        raise TemplateInUse(used)
    await act.tx.update(tables.EntryTemplate, [{"id": template, "is_active": False}])
    return template
