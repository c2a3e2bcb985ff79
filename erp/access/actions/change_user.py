"""Change what is known of somebody. What is not given stays; an empty mail address is taken away."""

from uuid import UUID

from erp.access.guarding import refuse_elsewhere, refuse_more_powerful
from erp.access.people import checked_language, checked_name, refuse_unknown_company, set_person_key
from erp.access.queries import locked_user
from erp.kernel.asking import Act


async def change_user(
    *,
    act: Act,
    user: UUID,
    name: str | None = None,
    email: str | None = None,
    language: str | None = None,
    company: UUID | None = None,
    is_developer: bool | None = None,
    person_key: str | None = None,
) -> UUID:
    """Change name, mail address, language, home company, employee number or the developers' pages."""
    await locked_user(act, user)
    await refuse_elsewhere(act, user, "access.change_user")
    if email is not None or person_key is not None:
        # By these a provider's word lets somebody in: who sets them could come in as that person.
        await refuse_more_powerful(act, user)
    if person_key is not None:
        await set_person_key(act, user, person_key)
    if company is not None:
        await refuse_unknown_company(act, company)
    await act.tx.run(
        """UPDATE access.app_user SET
               name = coalesce($2, name),
               email = CASE WHEN $3::text IS NULL THEN email ELSE nullif(trim($3), '') END,
               language = coalesce($4, language),
               home_company = coalesce($5, home_company),
               is_developer = coalesce($6, is_developer)
           WHERE id = $1""",
        user,
        None if name is None else checked_name(name),
        email,
        None if language is None else checked_language(language),
        company,
        is_developer,
    )
    return user
