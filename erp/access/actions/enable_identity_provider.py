"""Believe a provider again."""

from uuid import UUID

from erp.access.providers import locked_provider, refuse_without_break_glass
from erp.access.tables import PasswordRule
from erp.kernel.asking import Act


async def enable_identity_provider(*, act: Act, provider: UUID) -> UUID:
    """Put a provider back on the page to sign in; the links of before count again."""
    row = await locked_provider(act, provider)
    await refuse_without_break_glass(act, PasswordRule(row["password_rule"]))
    await act.tx.run("UPDATE access.identity_provider SET is_active = true WHERE id = $1", provider)
    return provider
