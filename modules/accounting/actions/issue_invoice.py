"""Issue an invoice: the customer is asked to pay, the sale, its tax and the debt are in the books."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from modules.accounting.invoicing import NotACustomer
from modules.accounting.issuing import InvoiceLineDraft, issue
from modules.accounting.queries import posting_day

LINE_LIMIT = 500


async def issue_invoice(
    *,
    act: Act,
    customer: UUID,
    on: date,
    lines: list[InvoiceLineDraft],
    origin: str | None = None,
    causes: list[UUID] | None = None,
    due_on: date | None = None,
    prices_include_tax: bool | None = None,
) -> UUID:
    """Bill a customer: tax once per rate, due by his terms, posted the same moment; tells `InvoiceIssued`.

    Whoever is billed through somebody else (請求先) gets none himself: the invoice goes there. Issuing
    for the same origin again answers with the invoice that is there.
    """
    _require_sound(lines)
    day = await posting_day(act, on)
    there = await _issued_for(act, origin)
    if there is not None:
        return there
    party = await _billed(act, customer)
    issued = await issue(
        act,
        day=day,
        party=party,
        lines=lines,
        prices_include_tax=party.prices_include_tax if prices_include_tax is None else prices_include_tax,
        origin=origin,
        causes=causes or [],
        due_on=due_on,
    )
    return issued.id


async def _billed(act: Act, customer: UUID) -> masterdata.PartyRow:
    party = (await masterdata.parties(act.tx, [customer]))[customer]
    if party.billed_to is not None:
        party = (await masterdata.parties(act.tx, [party.billed_to]))[party.billed_to]
    if not party.is_customer:
        raise NotACustomer(party.number)
    return party


def _require_sound(lines: list[InvoiceLineDraft]) -> None:
    if not lines:
        raise BadInput("lines", "EMPTY")
    if len(lines) > LINE_LIMIT:
        raise TooLong("lines", LINE_LIMIT, given=len(lines))
    for at, line in enumerate(lines):
        if line.quantity <= 0:
            raise BadInput(f"lines.{at}.quantity", "QUANTITY_NOT_POSITIVE", given=line.quantity)
        if line.unit_price < 0:
            raise BadInput(f"lines.{at}.unitPrice", "NEGATIVE", given=line.unit_price)
        if not 0 <= line.discount <= 100:
            raise BadInput(f"lines.{at}.discount", "NOT_A_PERCENTAGE", given=line.discount)


async def _issued_for(act: Act, origin: str | None) -> UUID | None:
    if origin is None:
        return None
    return await act.tx.value(
        "SELECT id FROM accounting.invoice WHERE company = $1 AND origin = $2", act.company, origin
    )
