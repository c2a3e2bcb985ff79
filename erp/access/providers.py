"""What holds of providers of single sign-on whoever sets them up, and of the door that stays open."""

from typing import Any
from uuid import UUID

from erp.access import tables
from erp.access.openid import is_issuer
from erp.access.tables import PasswordRule
from erp.kernel import secrets
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.locking import lock_rows

# Whoever can still get in by password when no provider answers, and set things right.
BREAK_GLASS = """
    SELECT u.id FROM access.app_user u
    WHERE u.is_active AND u.is_break_glass AND u.password_hash IS NOT NULL AND u.id IS DISTINCT FROM $1
      AND EXISTS (SELECT FROM access.role_grant g JOIN access.role r ON r.id = g.role
                  WHERE g.holder = u.id AND g.in_company IS NULL AND r.code = 'administrator')
    LIMIT 1
"""
REFUSING = """
    SELECT true FROM access.identity_provider
    WHERE is_active AND password_rule <> 'ALLOWED' AND id IS DISTINCT FROM $1 LIMIT 1
"""


class NoBreakGlass(Refused):
    """Nobody could come in any more when the provider does not answer."""


async def locked_provider(act: Act, provider: UUID) -> Any:
    """The provider's row, held until the end."""
    found = await lock_rows(act, tables.IdentityProvider, [provider])
    if not found:
        raise NotFound("identity_provider", provider)
    return found[0]


def checked_issuer(issuer: str) -> str:
    """The issuer's address in its one spelling."""
    issuer = issuer.strip()
    if not is_issuer(issuer):
        raise BadInput("issuer", "NOT_AN_ISSUER", given=issuer)
    return issuer


def checked_scopes(scopes: str) -> str:
    """Scopes with a space between them; without `openid` nobody would be vouched for."""
    wanted = scopes.split()
    return " ".join(wanted if "openid" in wanted else ["openid", *wanted])


def sealed(provider: UUID, secret: str | None) -> str | None:
    """The secret as it is kept: bound to the row, so that a copy in another row opens nothing."""
    if not secret or not secret.strip():
        return None
    return secrets.encrypt(secret.strip(), place=f"access.identity_provider.client_secret:{provider}")


async def refuse_without_break_glass(act: Act, rule: PasswordRule) -> None:
    """Refuse a rule that shuts the password's door while nobody is named to stay able to open it."""
    if rule is not PasswordRule.ALLOWED and await act.tx.value(BREAK_GLASS, None) is None:
        raise NoBreakGlass()


async def refuse_last_break_glass(act: Act, user: UUID) -> None:
    """Refuse to let the last one go who can come in past a provider."""
    is_one = await act.tx.value("SELECT is_break_glass FROM access.app_user WHERE id = $1", user)
    if is_one and await act.tx.value(REFUSING, None) and await act.tx.value(BREAK_GLASS, user) is None:
        raise NoBreakGlass()
