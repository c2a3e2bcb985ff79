"""Register an entry template: a kind of entry that comes again is posted in a few keys from now on."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.accounting import tables
from modules.accounting.template_lines import TemplateLineDraft, write_version


class TemplateThere(Refused):
    """There is a template of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(field="name", name=name)


async def register_entry_template(
    *,
    act: Act,
    name: str,
    description: str,
    lines: list[TemplateLineDraft],
    owner: UUID | None = None,
    review_on: date | None = None,
) -> UUID:
    """Keep the template under its name; its lines must balance whatever amount is asked."""
    name = name.strip()
    if not name:
        raise BadInput("name", "EMPTY")
    await lock_name(act, "entry_template", act.company)
    if await act.tx.value(
        "SELECT true FROM accounting.entry_template WHERE company = $1 AND name = $2 AND is_active",
        act.company,
        name,
    ):
        raise TemplateThere(name)
    template = new_id()
    await act.tx.insert(
        tables.EntryTemplate,
        [
            {
                "id": template,
                "company": act.company,
                "name": name,
                "version": 1,
                "is_active": True,
                "owner": owner or act.actor,
                "review_on": review_on,
            }
        ],
    )
    await write_version(act, template, 1, description, lines)
    return template
