"""Issue a credit note (赤伝): the invoice stays as it is, and what is taken back of it answers it."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO, Rounding
from erp.kernel.numbering import next_number
from erp.kernel.outbox import record
from erp.kernel.register import register_document
from modules.accounting.crediting import CreditNoteLine, invoice_row, lines_taken, taxes_taken
from modules.accounting.events import CreditNoteIssued
from modules.accounting.invoicing import Amounts, header_of, write_invoice, write_open_item
from modules.accounting.posting import put_in_books
from modules.accounting.queries import PostingDay, posting_accounts, posting_day
from modules.accounting.reversing import lines_of_entry
from modules.accounting.rules.ledger import credit, debit, reverse
from modules.accounting.settling import Item, locked_items, settle
from modules.accounting.states import InvoiceKind, OpenItemKind, PostingPurpose

EXEMPTION = "CREDIT_NOTE_EXEMPTION"


async def issue_credit_note(
    *,
    act: Act,
    invoice: UUID,
    on: date,
    reason: str,
    lines: list[CreditNoteLine] | None = None,
    origin: str | None = None,
    causes: list[UUID] | None = None,
    department: UUID | None = None,
) -> UUID:
    """Take an invoice back, in whole or in part, at its own tax rates; what is open of it goes down at once.

    It goes against the invoice's department, unless another is named: the bill of a period has none of its
    own. What was paid already stays open as a credit of the customer. Issuing for the same origin again
    answers with the credit note that is there. Tells `CreditNoteIssued`.
    """
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    day = await posting_day(act, on)
    if origin is not None:
        there = await act.tx.value(
            "SELECT id FROM accounting.invoice WHERE company = $1 AND origin = $2", act.company, origin
        )
        if there is not None:
            return there
    return await write_credit_note(
        act, day=day, invoice=invoice, reason=reason, lines=lines, origin=origin, causes=causes or [],
        department=department,
    )  # fmt: skip


async def write_credit_note(
    act: Act,
    *,
    day: PostingDay,
    invoice: UUID,
    reason: str,
    lines: list[CreditNoteLine] | None,
    origin: str | None,
    causes: list[UUID],
    department: UUID | None = None,
    returned: bool = True,
) -> UUID:
    """The credit note and its entry: what is `returned` has its own account, a mistake takes it all back."""
    items = await locked_items(act, [invoice])
    credited = await invoice_row(act, invoice)
    if day.on < credited["issued_on"]:
        raise BadInput("on", "BEFORE_INVOICE", issued_on=credited["issued_on"])
    if department not in (None, credited["department"]) and not causes:  # an order's was good on its day
        await masterdata.require_department(act.tx, department, day.on)
    rows = await lines_taken(act, credited, lines)
    amounts = await taxes_taken(act, credited, rows)
    exempt_below = await masterdata.statutory_value_or_none(act.tx, EXEMPTION, day.on)
    note = new_id()
    header = header_of(
        invoice=note,
        number=await next_number(act, "credit_note", day.on),
        kind=InvoiceKind.CREDIT_NOTE,
        customer=credited["customer"],
        issued_on=day.on,
        due_on=day.on,
        prices_include_tax=credited["prices_include_tax"],
        tax_rounding=Rounding(credited["tax_rounding"]),
        origin=origin or f"credit_note:{note}",
        credits=invoice,
        reason=reason,
        department=department or credited["department"],
    ) | {
        "discount": sum(amounts.discounts, ZERO),
        # Under the limit of the law, tax included, the customer need not get it (INV-31).
        "is_obligatory": exempt_below is None or amounts.total >= exempt_below,
    }
    await write_invoice(act, header=header, lines=rows, amounts=amounts)
    await _settle(act, header, amounts, items[invoice], day)
    await _tell(act, header, credited["customer_name"], amounts.total, causes)
    if returned:
        await _post(act, day, header, amounts)
    else:
        await _post_reverse(act, day, header, invoice)
    return note


async def _tell(act: Act, header: dict[str, Any], name: str, total: Decimal, causes: list[UUID]) -> None:
    note, customer, invoice, on = header["id"], header["customer"], header["credits"], header["issued_on"]
    await register_document(
        act,
        kind="credit_note",
        id=note,
        number=header["number"],
        on=on,
        title=name,
        party=customer,
        amount=total,
        causes=[invoice, *causes],
    )
    told = CreditNoteIssued(credit_note=note, invoice=invoice, customer=customer, issued_on=on)
    await record(act, told, subject=invoice)


async def _settle(
    act: Act, header: dict[str, Any], amounts: Amounts, receivable: Item, day: PostingDay
) -> None:
    item = await write_open_item(act, kind=OpenItemKind.CREDIT, header=header, amount=amounts.total)
    own = Item(
        item, header["id"], header["number"], header["customer"], OpenItemKind.CREDIT,
        amounts.total, amounts.total, day.on,
    )  # fmt: skip
    part = min(amounts.total, receivable.open_amount)
    if part:
        await settle(act, credit=own, pairs=[(receivable, part)], on=day.on)


async def _post(act: Act, day: PostingDay, header: dict[str, Any], amounts: Amounts) -> None:
    if not amounts.total:
        return
    accounts, customer, currency = await posting_accounts(act), header["customer"], act.currency
    own = {"party": customer, "department": header["department"]}
    lines = []
    for each in amounts.by_rate:
        if each.base:
            lines.append(
                debit(
                    accounts[PostingPurpose.SALES_RETURNS],
                    each.base,
                    currency,
                    tax_code=each.tax_code,
                    tax_rate=each.rate,
                    **own,
                )
            )
    for each in amounts.by_rate:
        if each.tax:
            tax = accounts[PostingPurpose.OUTPUT_TAX]
            lines.append(debit(tax, each.tax, currency, tax_code=each.tax_code, **own))
    lines.append(credit(accounts[PostingPurpose.RECEIVABLE], amounts.total, currency, party=customer))
    await put_in_books(
        act,
        day=day,
        description=header["number"],
        lines=lines,
        origin=f"invoice:{header['id']}",
        cause=header["id"],
    )


async def _post_reverse(act: Act, day: PostingDay, header: dict[str, Any], invoice: UUID) -> None:
    """Whatever the invoice's entry moved goes back to where it came from."""
    entry = await act.tx.value(
        "SELECT id FROM accounting.journal_entry WHERE company = $1 AND origin = $2",
        act.company,
        f"invoice:{invoice}",
    )
    if entry is None:  # goods given away left none
        return
    await put_in_books(
        act,
        day=day,
        description=header["number"],
        lines=reverse(await lines_of_entry(act, entry)),
        origin=f"invoice:{header['id']}",
        cause=header["id"],
    )
