"""Enter a supplier's quotation: what he answered is written down beside the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from modules import accounting
from modules.purchasing import tables
from modules.purchasing.lines import NOTHING, TEXT_LIMIT
from modules.purchasing.quoting import asked_lines, locked_question
from modules.purchasing.states import REQUEST_FOR_QUOTATION, RequestForQuotationState
from modules.purchasing.suppliers import selling

FREE = Money(Decimal(0))
LONGEST_LEAD = 730


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedLine:
    """His price for one of what was asked, without tax."""

    line: UUID
    unit_price: Money


async def enter_supplier_quotation(
    *,
    act: Act,
    request_for_quotation: UUID,
    supplier: UUID,
    lines: list[QuotedLine],
    quoted_on: date | None = None,
    valid_until: date | None = None,
    supplier_reference: str | None = None,
    lead_days: int | None = None,
    extra_cost: Money = FREE,
    evidence: files.Stored | None = None,
    note: str | None = None,
) -> UUID:
    """Write an answer down, also of somebody who was not asked; answers the request for quotation.

    Refuses `WRONG_STATE` once it is decided, a line that was not asked for, and an answer without prices.
    """
    head = await locked_question(act, request_for_quotation)
    REQUEST_FOR_QUOTATION.after("answer", RequestForQuotationState(head["state"]))
    seller = await selling(act, supplier)
    on = quoted_on or act.today
    _require_sound(on, valid_until, lead_days, extra_cost, (supplier_reference, note))
    key = new_id()
    rows = _rows(act, key, head["currency"], await asked_lines(act.tx, request_for_quotation), lines)
    kept = None
    if evidence is not None:
        kept = await files.keep_as(act, evidence, permission="purchasing.read_request_for_quotation")
    quotation = {
        "id": key,
        "company": act.company,
        "request_for_quotation": request_for_quotation,
        "supplier": seller.party.id,
        "quoted_on": on,
        "valid_until": valid_until,
        "supplier_reference": supplier_reference,
        "lead_days": lead_days,
        "extra_cost": extra_cost,
        "total": sum((row["amount"] for row in rows), NOTHING),
        "note": note,
        "evidence": kept,
        "entered_by": act.actor,
        "entered_at": act.at,
    }
    await act.tx.insert(tables.SupplierQuotation, [quotation])
    await act.tx.insert(tables.SupplierQuotationLine, rows)
    return request_for_quotation


def _require_sound(
    on: date, valid_until: date | None, lead_days: int | None, extra_cost: Money, texts: Sequence[str | None]
) -> None:
    if valid_until and valid_until < on:
        raise BadInput("validUntil", "BEFORE_START", starts_on=on)
    if lead_days is not None and not 0 <= lead_days <= LONGEST_LEAD:
        raise BadInput("leadDays", "NOT_A_NUMBER_OF_DAYS", given=lead_days)
    if extra_cost < 0:
        raise BadInput("extraCost", "NEGATIVE", given=extra_cost)
    for field, text in zip(("supplierReference", "note"), texts, strict=True):
        if len(text or "") > TEXT_LIMIT:
            raise TooLong(field, TEXT_LIMIT)


def _rows(
    act: Act, key: UUID, currency: str, asked: Sequence[dict[str, Any]], lines: Sequence[QuotedLine]
) -> list[dict[str, Any]]:
    if not lines:
        raise BadInput("lines", "EMPTY")
    if len({each.line for each in lines}) != len(lines):
        raise BadInput("lines", "LINE_TWICE")
    known = {row["id"]: row for row in asked}
    rows = []
    for index, each in enumerate(lines):
        if each.line not in known:
            raise NotFound("RequestForQuotationLine", each.line, field=f"lines.{index}.line")
        if each.unit_price < 0:
            raise BadInput(f"lines.{index}.unitPrice", "NEGATIVE", given=each.unit_price)
        quantity = known[each.line]["quantity"]
        rows.append(
            {
                "id": new_id(),
                "company": act.company,
                "supplier_quotation": key,
                "rfq_line": each.line,
                "unit_price": each.unit_price,
                "amount": accounting.line_amount(quantity, each.unit_price, NOTHING, currency),
            }
        )
    return rows
