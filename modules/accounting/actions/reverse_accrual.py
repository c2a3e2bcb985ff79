"""Reverse an accrual by hand, before its day or when its month was closed."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting.accruing import locked_accrual, take_back


async def reverse_accrual(*, act: Act, accrual: UUID, on: date | None = None) -> UUID:
    """Post the reverse on its own day or on another."""
    row = await locked_accrual(act, accrual)
    await take_back(act, row, on or row["reverse_on"])
    return accrual
