"""Revise an entry template: it gets new lines; what was posted with the old ones still shows them."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from modules.accounting import tables
from modules.accounting.template_lines import TemplateLineDraft, write_version


async def revise_entry_template(
    *,
    act: Act,
    template: UUID,
    description: str,
    lines: list[TemplateLineDraft],
    owner: UUID | None = None,
    review_on: date | None = None,
) -> UUID:
    """Write the next version; older ones stay as they are."""
    found = await lock_rows(act, tables.EntryTemplate, [template])
    if not found or found[0]["company"] != act.company:
        raise NotFound("EntryTemplate", template, field="template")
    (row,) = found
    if not row["is_active"]:
        raise BadInput("template", "NOT_IN_USE")
    version = row["version"] + 1
    await act.tx.update(
        tables.EntryTemplate,
        [{"id": template, "version": version, "owner": owner or row["owner"], "review_on": review_on}],
    )
    await write_version(act, template, version, description, lines)
    return template
