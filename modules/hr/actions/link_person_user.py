"""Say which user of this system a person is."""

from uuid import UUID

from erp import access
from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.kernel.errors import NotFound
from modules.hr import tables
from modules.hr.employing import locked_person
from modules.hr.refusals import UserLinked
from modules.hr.superiors import keep_superiors


async def link_person_user(*, act: Act, person: UUID, user: UUID | None = None) -> UUID:
    """Link a person to a user (or, without one, to none). Refuses `USER_LINKED`: a user is one person."""
    row = await locked_person(act, person)
    if user is not None:
        found = await act.tx.row("SELECT is_service FROM access.app_user WHERE id = $1", user)
        if found is None or found["is_service"]:
            raise NotFound("User", user, field="user")
        other = await act.tx.value(
            "SELECT number FROM hr.person WHERE app_user = $1 AND id <> $2", user, person
        )
        if other is not None:
            raise UserLinked(other)
    with taken_means(UserLinked("")):
        await act.tx.update(tables.Person, [{"id": person, "app_user": user}])
    if row["app_user"] is not None and row["app_user"] != user:
        await access.set_person_key(act, row["app_user"], None)
    if user is not None:
        # Single sign-on knows people by the number that stays.
        await access.set_person_key(act, user, row["number"])
    await keep_superiors(act, [person])
    return person
