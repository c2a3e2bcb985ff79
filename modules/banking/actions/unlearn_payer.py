"""Unlearn a payer: this name does not stand for that customer any more."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from modules.banking.aliases import forget


async def unlearn_payer(*, act: Act, alias: UUID, reason: str) -> UUID:
    """Take an alias out of use, with a reason; what was matched by it stays."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    if not await forget(act, alias, reason):
        raise NotFound("PayerAlias", alias, field="alias")
    return alias
