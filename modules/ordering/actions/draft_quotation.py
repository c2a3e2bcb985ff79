"""Draft a quotation: what we would deliver, at which price, good until a day."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules.ordering import tables
from modules.ordering.customers import ordering_customer, priced_document
from modules.ordering.lines import SalesLineDraft, require_currency
from modules.ordering.states import QuotationState


async def draft_quotation(
    *,
    act: Act,
    customer: UUID,
    lines: list[SalesLineDraft],
    quoted_on: date | None = None,
    valid_until: date | None = None,
    currency: str | None = None,
    prices_include_tax: bool | None = None,
    subject: str | None = None,
    note: str | None = None,
    salesperson: UUID | None = None,
) -> UUID:
    """Write an offer down; answers the quotation. Refuses what a sales order would be refused for."""
    on = quoted_on or act.today
    if valid_until and valid_until < on:
        raise BadInput("validUntil", "BEFORE_QUOTATION", quoted_on=on)
    party = await ordering_customer(act, customer, on)
    money = require_currency(currency, act.currency)
    priced, totals = await priced_document(
        act, drafts=lines, party=party, currency=money, prices_include_tax=prices_include_tax, on=on
    )
    quotation = new_id()
    number = await next_number(act, "quotation", on)
    head = {
        "id": quotation,
        "company": act.company,
        "number": number,
        "customer": party.id,
        "quoted_on": on,
        "valid_until": valid_until,
        "state": QuotationState.DRAFT.value,
        "subject": subject,
        "note": note,
        "salesperson": salesperson or act.actor,
        "created_at": act.at,
    }
    await act.tx.insert(tables.Quotation, [head | totals.columns])
    await act.tx.insert(tables.QuotationLine, [line | {"quotation": quotation} for line in priced])
    await register_document(
        act,
        kind="quotation",
        id=quotation,
        number=number,
        on=on,
        title=f"{party.name} {subject or ''}".strip(),
        party=party.id,
        amount=totals.total,
    )
    return quotation
