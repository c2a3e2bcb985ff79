"""Issue a corrected invoice (修正インボイス): a new document that stands for the faulty one, which stays."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.money import ZERO, Money
from erp.masterdata.keep import KEEP
from modules.accounting.actions.issue_credit_note import write_credit_note
from modules.accounting.crediting import invoice_row
from modules.accounting.drafts import InvoiceLineDraft, Paper, require_sound
from modules.accounting.issuing import issue
from modules.accounting.pricing import priced
from modules.accounting.queries import posting_day
from modules.accounting.settling import locked_items, settle
from modules.accounting.states import InvoiceForm

NO_DISCOUNT = Money(ZERO)
_FOUND = """
    SELECT (SELECT n.number FROM accounting.invoice n WHERE n.replaces = $1) AS corrected_by,
           EXISTS (SELECT FROM accounting.invoice n WHERE n.credits = $1) AS credited,
           EXISTS (SELECT FROM accounting.journal_entry e JOIN accounting.journal_line l ON l.entry = e.id
                   JOIN accounting.posting_account a ON a.company = e.company AND a.account = l.account
                   WHERE e.cause = $1 AND a.purpose = 'UNBILLED') AS of_bill,
           ARRAY(SELECT k.cause FROM kernel.document_link k WHERE k.effect = $1) AS causes
"""


class AlreadyCorrected(Refused):
    """A corrected invoice stands for this one; correct that one."""

    def __init__(self, number: str) -> None:
        super().__init__(field="invoice", number=number)


class InvoiceCredited(Refused):
    """A part was taken back by a credit note; what is left is changed by another one."""

    def __init__(self, number: str) -> None:
        super().__init__(field="invoice", number=number)


class PartOfBill(Refused):
    """The invoice of a closing bill is corrected by cancelling the bill and making it anew."""

    def __init__(self, number: str) -> None:
        super().__init__(field="invoice", number=number)


async def correct_invoice(
    *,
    act: Act,
    invoice: UUID,
    reason: str,
    lines: list[InvoiceLineDraft],
    on: date | None = None,
    due_on: date | None = None,
    prices_include_tax: bool | None = None,
    form: InvoiceForm | None = None,
    supplied_from: date | None = None,
    supplied_to: date | None = None,
    discount: Money = NO_DISCOUNT,
    note: str | None = None,
    department: UUID | None = KEEP,
) -> UUID:
    """Answer a faulty invoice by a credit note of the whole and issue it anew, linked; answers the new one.

    What was paid on the faulty one counts for the new one. Lines that bill an order keep their quantities:
    those follow the goods. Dates of supply and a department that are not given are those of the faulty
    invoice.
    """
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    require_sound(lines, discount)
    day = await posting_day(act, on or act.today)
    faulty = await invoice_row(act, invoice)
    causes = await _correctable(act, invoice, faulty["number"])
    await _require_same_quantities(act, invoice, lines)
    department = await _department(act, department, faulty)
    credit_note = await write_credit_note(
        act, day=day, invoice=invoice, reason=reason, lines=None, origin=f"correct:{invoice}",
        causes=[], returned=False,
    )  # fmt: skip
    party = (await masterdata.parties(act.tx, [faulty["customer"]]))[faulty["customer"]]
    keeps = faulty["prices_include_tax"] if prices_include_tax is None else prices_include_tax
    paper = Paper(
        form=form,
        supplied_from=supplied_from or faulty["supplied_from"],
        supplied_to=supplied_to or faulty["supplied_to"],
        discount=discount, note=note, replaces=invoice, department=department,
    )  # fmt: skip
    issued = await issue(
        act, day=day, party=party, prices_include_tax=keeps,
        lines=await priced(act, lines, party, on=faulty["issued_on"], prices_include_tax=keeps),
        origin=f"correction:{invoice}",
        causes=[invoice, *causes], due_on=due_on, paper=paper,
    )  # fmt: skip
    await _carry_over(act, credit_note, issued.id, day.on)
    return issued.id


async def _correctable(act: Act, invoice: UUID, number: str) -> list[UUID]:
    """What the faulty invoice was for; refuses where something else has answered it already."""
    found = await act.tx.row(_FOUND, invoice)
    assert found is not None
    if found["corrected_by"] is not None:
        raise AlreadyCorrected(found["corrected_by"])
    if found["credited"]:
        raise InvoiceCredited(number)
    if found["of_bill"]:
        raise PartOfBill(number)
    return list(found["causes"])


async def _department(act: Act, given: UUID | None, faulty: dict[str, Any]) -> UUID | None:
    before: UUID | None = faulty["department"]
    if given is KEEP or given == before:
        return before
    if given is not None:
        await masterdata.require_department(act.tx, given, faulty["issued_on"])
    return given


async def _carry_over(act: Act, credit_note: UUID, corrected: UUID, on: date) -> None:
    """What was paid on the faulty invoice is open on its credit note now, and is set against the new one."""
    items = await locked_items(act, [credit_note, corrected])
    paid, owed = items[credit_note], items[corrected]
    part = min(paid.open_amount, owed.open_amount)
    if part:
        await settle(act, credit=paid, pairs=[(owed, part)], on=on)


async def _require_same_quantities(act: Act, invoice: UUID, lines: list[InvoiceLineDraft]) -> None:
    rows = await act.tx.rows(
        """SELECT origin_line, sum(quantity) AS quantity FROM accounting.invoice_line
           WHERE invoice = $1 AND origin_line IS NOT NULL GROUP BY origin_line""",
        invoice,
    )
    before = {row["origin_line"]: row["quantity"] for row in rows}
    after: dict[UUID, Decimal] = {}
    for line in lines:
        if line.origin_line is not None:
            after[line.origin_line] = after.get(line.origin_line, ZERO) + line.quantity
    if before != after:
        raise BadInput("lines", "BILLED_QUANTITY_CHANGED")
