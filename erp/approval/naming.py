"""People who are named in a route or a line: there, and able to decide."""

from uuid import UUID

from erp.approval.refusals import CannotDecide
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound


async def require_able(act: Act, person: UUID, field: str) -> None:
    """Refuse somebody who is unknown, disabled, a program, or without the right to decide here."""
    name = await act.tx.value("SELECT name FROM access.app_user WHERE id = $1", person)
    if name is None:
        raise NotFound("user", person, field=field)
    if not await act.tx.value("SELECT approval.is_able($1, $2)", person, act.company):
        raise CannotDecide(name=name, field=field)


async def require_person(act: Act, person: UUID, field: str) -> None:
    """Refuse somebody who is unknown or a program."""
    found = await act.tx.value("SELECT true FROM access.app_user WHERE id = $1 AND NOT is_service", person)
    if not found:
        raise NotFound("user", person, field=field)
