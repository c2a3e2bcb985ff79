"""Post from a template: day and amount are given, the rest is known."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.money import Money
from modules.accounting.posting import book_entry
from modules.accounting.templating import entry_from_template


async def post_from_template(
    *,
    act: Act,
    template: UUID,
    on: date,
    amount: Money | None = None,
    party: UUID | None = None,
    description: str | None = None,
    department: UUID | None = None,
    origin: str | None = None,
    post_late: bool = False,
) -> UUID:
    """Write the template's entry for the amount that is asked; the entry keeps which version it came from."""
    made = await entry_from_template(
        act, template, on=on, amount=amount, party=party, department=department, description=description
    )
    return await book_entry(
        act,
        on=on,
        description=made.description,
        lines=made.lines,
        origin=origin,
        post_late=post_late,
        template_version=made.version,
    )
