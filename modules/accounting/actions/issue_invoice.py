"""Issue an invoice: the customer is asked to pay, the sale, its tax and the debt are in the books."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from erp.kernel.numbering import next_number
from erp.kernel.outbox import record
from erp.kernel.quantity import Quantity
from erp.kernel.register import register_document
from erp.masterdata.rules.terms import HolidayShift, due_date, shifted
from modules.accounting.events import InvoiceIssued
from modules.accounting.invoicing import (
    SALES_OF,
    Amounts,
    NotACustomer,
    TaxTerms,
    header_of,
    sales_terms,
    write_invoice,
    write_open_item,
)
from modules.accounting.posting import put_in_books
from modules.accounting.queries import PostingDay, posting_accounts, posting_day
from modules.accounting.rules.consumption_tax import TaxedAmount, tax_by_rate
from modules.accounting.rules.ledger import credit, debit
from modules.accounting.rules.line_amount import line_amount
from modules.accounting.states import InvoiceKind, OpenItemKind, PostingPurpose

LINE_LIMIT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLineDraft:
    """What the customer pays for. `discount` is in per cent; `origin_line` is the line that is billed."""

    description: str
    quantity: Quantity
    unit_price: Money
    tax_code: UUID
    product: UUID | None = None
    unit: UUID | None = None
    discount: Decimal = Decimal(0)
    origin_line: UUID | None = None


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

    Issuing for the same origin again answers with the invoice that is there.
    """
    _require_sound(lines)
    day = await posting_day(act, on)
    there = await _issued_for(act, origin)
    if there is not None:
        return there
    party = (await masterdata.parties(act.tx, [customer]))[customer]
    if not party.is_customer:
        raise NotACustomer(party.number)
    # As agreed with the customer, and then away from the days on which nobody can pay.
    due = due_on or due_date(replace(party.terms, holiday_shift=HolidayShift.NONE), on)
    bills = await sales_terms(act, [line.tax_code for line in lines], on, due=due)
    terms = bills.taxes
    include = party.prices_include_tax if prices_include_tax is None else prices_include_tax
    rounding = party.tax_rounding or bills.rounding
    rows = [_line_row(line, terms[line.tax_code], act.currency) for line in lines]
    taxed = [TaxedAmount(row["tax_code"], row["tax_rate"], row["amount"]) for row in rows]
    amounts = Amounts(tuple(tax_by_rate(taxed, rounding, act.currency, include)))

    invoice = new_id()
    header = header_of(
        invoice=invoice,
        number=await next_number(act, "invoice", on),
        kind=InvoiceKind.INVOICE,
        customer=party.id,
        issued_on=on,
        due_on=due_on or shifted(due, party.holiday_shift, bills.closed),
        prices_include_tax=include,
        tax_rounding=rounding,
        origin=origin or f"invoice:{invoice}",
    )
    await write_invoice(act, header=header, lines=rows, amounts=amounts)
    await write_open_item(act, kind=OpenItemKind.RECEIVABLE, header=header, amount=amounts.total)
    await _tell(act, header, party.name, amounts.total, causes or [])
    await _post(act, day, header, amounts, {each.tax_code: each for each in terms.values()})
    return invoice


async def _tell(act: Act, header: dict[str, Any], name: str, total: Decimal, causes: list[UUID]) -> None:
    invoice, customer, on = header["id"], header["customer"], header["issued_on"]
    await register_document(
        act,
        kind="invoice",
        id=invoice,
        number=header["number"],
        on=on,
        title=name,
        party=customer,
        amount=total,
        causes=causes,
    )
    told = InvoiceIssued(invoice=invoice, customer=customer, issued_on=on, origin=header["origin"])
    await record(act, told, subject=invoice)


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


def _line_row(line: InvoiceLineDraft, terms: TaxTerms, currency: str) -> dict[str, Any]:
    return {
        "product": line.product,
        "description": line.description,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "discount": line.discount,
        "amount": line_amount(line.quantity, line.unit_price, line.discount, currency),
        "tax_code": terms.tax_code,
        "tax_rate": terms.rate,
        "origin_line": line.origin_line,
        "credits_line": None,
    }


async def _post(
    act: Act, day: PostingDay, header: dict[str, Any], amounts: Amounts, terms: dict[UUID, TaxTerms]
) -> None:
    """Receivable against sales by tax class and output tax by rate; goods given away leave no entry."""
    if not amounts.total:
        return
    accounts, customer = await posting_accounts(act), header["customer"]
    lines = [debit(accounts[PostingPurpose.RECEIVABLE], amounts.total, act.currency, party=customer)]
    for each in amounts.by_rate:
        if each.base:
            sales = accounts[SALES_OF[terms[each.tax_code].kind]]
            lines.append(
                credit(
                    sales,
                    each.base,
                    act.currency,
                    party=customer,
                    tax_code=each.tax_code,
                    tax_rate=each.rate,
                )
            )
    for each in amounts.by_rate:
        if each.tax:
            tax = accounts[PostingPurpose.OUTPUT_TAX]
            lines.append(credit(tax, each.tax, act.currency, party=customer, tax_code=each.tax_code))
    await put_in_books(
        act,
        day=day,
        description=header["number"],
        lines=lines,
        origin=f"invoice:{header['id']}",
        cause=header["id"],
    )
