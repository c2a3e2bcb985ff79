"""Appoint somebody to decide in the name of another who is away."""

from datetime import date
from uuid import UUID

from erp.approval.actions.delegate_approval import delegated
from erp.approval.refusals import OwnRequest
from erp.kernel.asking import Act
from erp.kernel.money import Money


async def appoint_delegate(
    *,
    act: Act,
    grantor: UUID,
    delegate: UUID,
    valid_from: date,
    valid_to: date,
    kinds: list[str] | None = None,
    amount_limit: Money | None = None,
    note: str | None = None,
) -> UUID:
    """Do for somebody what he could not do himself; nobody appoints himself. Refuses what
    `delegate_approval` does.
    """
    if delegate == act.actor:
        raise OwnRequest(field="delegate")
    return await delegated(act, grantor, delegate, valid_from, valid_to, kinds, amount_limit, note)
