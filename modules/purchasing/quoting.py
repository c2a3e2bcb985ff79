"""Questions to several suppliers: what was asked, under lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.errors import NotFound
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules.purchasing import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """So many of a product."""

    product: UUID
    quantity: Quantity
    unit: UUID | None = None
    description: str | None = None
    account: UUID | None = None
    unit_price: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierToAsk:
    """One whom we ask."""

    supplier: UUID


async def locked_question(act: Act, question: UUID) -> dict[str, Any]:
    """A request for quotation, locked until the end of the transaction."""
    rows = await locking.lock_rows(act, tables.RequestForQuotation, [question])
    if not rows or rows[0]["company"] != act.company:
        raise NotFound("RequestForQuotation", question, field="requestForQuotation")
    return dict(rows[0])


async def asked_lines(tx: Transaction, question: UUID) -> Sequence[dict[str, Any]]:
    """What was asked, with what the request behind it says of the account."""
    rows = await tx.rows(
        """SELECT l.*, r.account FROM purchasing.request_for_quotation_line l
           LEFT JOIN purchasing.purchase_request_line r ON r.id = l.request_line
           WHERE l.request_for_quotation = $1 ORDER BY l.line_no""",
        question,
    )
    return [dict(row) for row in rows]
