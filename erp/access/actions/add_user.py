"""Add somebody, with a first password that is shown once and opens the door only to choose an own one."""

from uuid import UUID

from erp.access.passwords import hash_password
from erp.access.people import Person, insert_user
from erp.access.rules.credentials import new_password
from erp.api import Made
from erp.kernel.asking import Act


async def add_user(
    *,
    act: Act,
    login: str,
    name: str,
    email: str | None = None,
    language: str = "ja",
    company: UUID | None = None,
    is_service: bool = False,
    is_developer: bool = False,
) -> Made:
    """Add a person, or an account for programs; what it may do is given by roles afterwards."""
    password = None if is_service else new_password()
    person = Person(
        login=login,
        name=name,
        company=company or act.company,
        email=email,
        language=language,
        password_hash=await hash_password(password) if password else None,
        password_is_initial=password is not None,
        is_service=is_service,
        is_developer=is_developer,
    )
    return Made(await insert_user(act, person), {"password": password})
