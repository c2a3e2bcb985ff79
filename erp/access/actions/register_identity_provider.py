"""Say who vouches for people, and by what a person is recognised the first time."""

from uuid import UUID

from erp.access import tables
from erp.access.people import checked_name
from erp.access.providers import checked_issuer, checked_scopes, refuse_without_break_glass, sealed
from erp.access.rules.credentials import login_key
from erp.access.tables import LinkBy, PasswordRule
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id


async def register_identity_provider(
    *,
    act: Act,
    code: str,
    name: str,
    issuer: str,
    client_id: str,
    client_secret: str | None = None,
    scopes: str = "openid profile email",
    claim: str = "email",
    link_by: LinkBy = LinkBy.EMAIL,
    password_rule: PasswordRule = PasswordRule.ALLOWED,
) -> UUID:
    """Register a provider of OpenID Connect; from now on it stands on the page to sign in.

    Refuses an issuer that is no https address, a code that is taken, and a password rule that would lock
    everybody out when the provider does not answer.
    """
    await refuse_without_break_glass(act, password_rule)
    provider = new_id()
    row = {
        "id": provider,
        "code": login_key(code),
        "name": checked_name(name),
        "issuer": checked_issuer(issuer),
        "client_id": client_id.strip(),
        "client_secret": sealed(provider, client_secret),
        "scopes": checked_scopes(scopes),
        "claim": claim.strip(),
        "link_by": link_by.value,
        "password_rule": password_rule.value,
        "is_active": True,
    }
    for field in ("code", "client_id", "claim"):
        if not row[field]:
            raise BadInput(field, "REQUIRED")
    taken = await act.tx.value(
        "SELECT true FROM access.identity_provider WHERE code = $1 OR issuer = $2", row["code"], row["issuer"]
    )
    if taken:
        raise BadInput("code", "PROVIDER_TAKEN", given=row["code"])
    await act.tx.insert(tables.IdentityProvider, [row])
    return provider
