"""Issue an invoice: the customer is asked to pay, the sale, its tax and the debt are in the books."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.money import ZERO, Money
from modules.accounting.drafts import InvoiceLineDraft, Paper, require_sound
from modules.accounting.invoicing import NotACustomer
from modules.accounting.issuing import IssuedInvoice, issue
from modules.accounting.pricing import priced
from modules.accounting.queries import posting_day
from modules.accounting.states import InvoiceForm

NO_DISCOUNT = Money(ZERO)


class InvoicePreview(Refused):
    """Nothing was issued, as was asked; this is what the invoice would come to."""

    def __init__(self, issued: IssuedInvoice) -> None:
        amounts = issued.amounts
        taxes = [
            {"rate": each.rate, "base": each.base, "tax": each.tax, "discount": discount}
            for each, discount in zip(amounts.by_rate, amounts.discounts, strict=True)
        ]
        super().__init__(
            due_on=issued.due_on,
            subtotal=amounts.subtotal,
            tax_total=amounts.tax_total,
            total=amounts.total,
            taxes=taxes,
        )


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
    form: InvoiceForm | None = None,
    supplied_from: date | None = None,
    supplied_to: date | None = None,
    discount: Money = NO_DISCOUNT,
    note: str | None = None,
    department: UUID | None = None,
    preview: bool = False,
) -> UUID:
    """Bill a customer: tax once per rate, due by his terms, posted the same moment; tells `InvoiceIssued`.

    Whoever is billed through somebody else (請求先) gets none himself: the invoice goes there. Issuing
    for the same origin again answers with the invoice that is there. Without a form it is a qualified invoice
    if we are registered on the day of the supply; what the law asks for and is not there is refused
    (`MISSING_ITEM`). `discount` is taken off the whole, from each rate in proportion. A `preview` issues
    nothing and is refused with what the invoice would come to (`INVOICE_PREVIEW`).
    """
    require_sound(lines, discount)
    day = await posting_day(act, on)
    there = await _issued_for(act, origin)
    if there is not None:
        return there
    if department is not None and not causes:  # else it is that of an order, good on the order's day
        await masterdata.require_department(act.tx, department, on)
    party = await billed_party(act, customer, on)
    paper = Paper(
        form=form, supplied_from=supplied_from, supplied_to=supplied_to, discount=discount, note=note,
        department=department,
    )  # fmt: skip
    inside = party.prices_include_tax if prices_include_tax is None else prices_include_tax
    issued = await issue(
        act, day=day, party=party, lines=await priced(act, lines, party, on=on, prices_include_tax=inside),
        prices_include_tax=inside,
        origin=origin, causes=causes or [],
        due_on=due_on, paper=paper,
    )  # fmt: skip
    if preview:
        raise InvoicePreview(issued)
    return issued.id


async def billed_party(act: Act, customer: UUID, on: date) -> masterdata.PartyRow:
    """Who gets the invoice of a customer, with his terms of that day."""
    party = (await masterdata.parties(act.tx, [customer], on))[customer]
    if party.billed_to is not None:
        party = (await masterdata.parties(act.tx, [party.billed_to], on))[party.billed_to]
    if not party.is_customer:
        raise NotACustomer(party.number)
    return party


async def _issued_for(act: Act, origin: str | None) -> UUID | None:
    if origin is None:
        return None
    return await act.tx.value(
        "SELECT id FROM accounting.invoice WHERE company = $1 AND origin = $2", act.company, origin
    )
