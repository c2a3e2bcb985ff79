"""A rate was entered by mistake."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.changing import locked
from erp.masterdata.checks import words
from erp.masterdata.refusals import AlreadyInactive, ReasonRequired
from erp.masterdata.tables import ExchangeRate


async def withdraw_exchange_rate(*, act: Act, exchange_rate: UUID, reason: str) -> UUID:
    """Let a rate count no longer; what was reckoned with it stays, and the right one can be entered."""
    row = await locked(act, ExchangeRate, exchange_rate, field="exchange_rate")
    if not row["is_active"]:
        raise AlreadyInactive(field="exchange_rate")
    because = words("reason", reason)
    if because is None:
        raise ReasonRequired(field="reason")
    change = {"id": exchange_rate, "is_active": False, "withdrawn_because": because}
    await act.tx.update(ExchangeRate, [change])
    return exchange_rate
