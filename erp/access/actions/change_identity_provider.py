"""Change how a provider is asked and what its word opens. What is not given stays."""

from uuid import UUID

from erp.access.people import checked_name
from erp.access.providers import (
    checked_scopes,
    locked_provider,
    refuse_without_break_glass,
    sealed,
)
from erp.access.tables import LinkBy, PasswordRule
from erp.kernel.asking import Act


async def change_identity_provider(
    *,
    act: Act,
    provider: UUID,
    name: str | None = None,
    client_id: str | None = None,
    client_secret: str | None = None,
    scopes: str | None = None,
    claim: str | None = None,
    link_by: LinkBy | None = None,
    password_rule: PasswordRule | None = None,
) -> UUID:
    """Change a provider; another issuer is another provider, since its subjects are other people."""
    await locked_provider(act, provider)
    if password_rule is not None:
        await refuse_without_break_glass(act, password_rule)
    await act.tx.run(
        """UPDATE access.identity_provider SET
               name = coalesce($2, name),
               client_id = coalesce($3, client_id),
               client_secret = coalesce($4, client_secret),
               scopes = coalesce($5, scopes),
               claim = coalesce($6, claim),
               link_by = coalesce($7, link_by),
               password_rule = coalesce($8, password_rule)
           WHERE id = $1""",
        provider,
        None if name is None else checked_name(name),
        (client_id or "").strip() or None,
        sealed(provider, client_secret),
        None if scopes is None else checked_scopes(scopes),
        (claim or "").strip() or None,
        None if link_by is None else link_by.value,
        None if password_rule is None else password_rule.value,
    )
    return provider
