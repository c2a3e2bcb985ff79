"""The one path on which an invoice is issued: lines, tax, number, open item, entry, and who is told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from erp.masterdata.rules.terms import HolidayShift, due_date, shifted
from modules.accounting.bookkeeping import bookkeeping_of
from modules.accounting.drafts import InvoiceLineDraft, Paper
from modules.accounting.events import InvoiceIssued
from modules.accounting.invoicing import (
    SALES_OF,
    Amounts,
    TaxTerms,
    header_of,
    terms_by_day,
    write_invoice,
    write_open_item,
)
from modules.accounting.posting import put_in_books
from modules.accounting.queries import PostingDay, posting_accounts
from modules.accounting.required import said
from modules.accounting.rules.consumption_tax import RateTotal, TaxedAmount, tax_by_rate
from modules.accounting.rules.document_discount import spread
from modules.accounting.rules.ledger import Line, credit, debit
from modules.accounting.rules.line_amount import line_amount
from modules.accounting.rules.taxed_line import Bookkeeping
from modules.accounting.states import InvoiceKind, OpenItemKind, PostingPurpose


@dataclass(frozen=True, slots=True)
class LinePosted:
    """A line whose sale is in the books since the goods left, with what it came to then."""

    amount: Decimal
    tax_rate: Decimal


@dataclass(frozen=True, slots=True)
class SalePosted:
    """Sales that are in the books since the goods left, waiting for their invoice in the unbilled account.

    `by_rate` is what was posted, tax code by tax code; `lines` stand beside the lines of the invoice.
    """

    by_rate: tuple[RateTotal, ...]
    lines: tuple[LinePosted, ...]

    @property
    def total(self) -> Decimal:
        """What waits in the unbilled account."""
        return sum((each.total for each in self.by_rate), Decimal(0))


@dataclass(frozen=True, slots=True)
class IssuedInvoice:
    """What became of it."""

    id: UUID
    number: str
    due_on: date
    amounts: Amounts


async def issue(
    act: Act,
    *,
    day: PostingDay,
    party: masterdata.PartyRow,
    lines: Sequence[InvoiceLineDraft],
    prices_include_tax: bool,
    origin: str | None,
    causes: Sequence[UUID],
    due_on: date | None = None,
    posted: SalePosted | None = None,
    paper: Paper | None = None,
) -> IssuedInvoice:
    """Write, post and tell an invoice on a day that is held open; what was checked before is not asked again.

    With `posted` the sale is in the books already: the entry moves it from unbilled to receivable, with the
    yen by which the tax of the whole differs from what was posted part by part.
    """
    on, paper = day.on, paper or Paper()
    # As agreed with the customer, and then away from the days on which nobody can pay.
    due = due_on or due_date(replace(party.terms, holiday_shift=HolidayShift.NONE), on)
    days = [line.supplied_on or paper.supplied_to or on for line in lines]
    supplies = [(line.tax_code, of) for line, of in zip(lines, days, strict=True)]
    bills = await terms_by_day(act, supplies, due=due)
    rounding = party.tax_rounding or bills.rounding
    rows = [line_row(line, bills.by_day[of], act.currency) for line, of in zip(lines, supplies, strict=True)]
    if posted is not None:
        for row, line in zip(rows, posted.lines, strict=True):
            row |= {"amount": line.amount, "tax_rate": line.tax_rate}
    amounts = amounts_of(rows, rounding, act.currency, prices_include_tax, paper.discount)
    invoice, told = new_id(), await said(act, party, paper, lines, days)
    header = (
        header_of(
            invoice=invoice, number=await next_number(act, "invoice", on),
            kind=InvoiceKind.INVOICE, customer=party.id,
            issued_on=on,
            due_on=due_on or shifted(due, party.holiday_shift, bills.closed),
            prices_include_tax=prices_include_tax,
            tax_rounding=rounding,
            origin=origin or f"invoice:{invoice}",
            department=paper.department,
        )
        | told
    )  # fmt: skip
    await write_invoice(act, header=header, lines=rows, amounts=amounts)
    await write_open_item(act, kind=OpenItemKind.RECEIVABLE, header=header, amount=amounts.total)
    await _tell(act, header, party.name, amounts.total, causes)
    await _post(act, day, header, amounts, {each.tax_code: each for each in bills.taxes.values()}, posted)
    return IssuedInvoice(invoice, header["number"], header["due_on"], amounts)


def amounts_of(
    rows: Sequence[dict[str, Any]],
    rounding: Rounding,
    currency: str,
    prices_include_tax: bool,
    discount: Decimal = ZERO,
) -> Amounts:
    """The amounts of lines by rate, less each rate's part of a discount on the whole; tax once per rate."""
    sums: dict[tuple[UUID, Decimal], Decimal] = {}
    for row in rows:
        group = (row["tax_code"], row["tax_rate"])
        sums[group] = sums.get(group, ZERO) + row["amount"]
    if discount > sum(sums.values()):
        raise BadInput("discount", "MORE_THAN_TOTAL", given=discount, total=sum(sums.values()))
    parts = spread(discount, list(sums.values()), currency)
    taxed = [TaxedAmount(*group, sums[group] - part) for group, part in zip(sums, parts, strict=True)]
    return Amounts(tuple(tax_by_rate(taxed, rounding, currency, prices_include_tax)), tuple(parts))


async def _tell(act: Act, header: dict[str, Any], name: str, total: Decimal, causes: Sequence[UUID]) -> None:
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


def line_row(line: InvoiceLineDraft, terms: TaxTerms, currency: str) -> dict[str, Any]:
    """The line as it is written."""
    return {
        "product": line.product,
        "description": line.description,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.price,
        "discount": line.discount,
        "amount": line_amount(line.quantity, line.price, line.discount, currency),
        "tax_code": terms.tax_code,
        "tax_rate": terms.rate if line.tax_rate is None or not terms.rate else line.tax_rate,
        "origin_line": line.origin_line,
        "credits_line": None,
        "supplied_on": line.supplied_on,
        "rate_reason": line.rate_reason if line.tax_rate is not None else None,
    }


async def _post(
    act: Act,
    day: PostingDay,
    header: dict[str, Any],
    amounts: Amounts,
    terms: dict[UUID, TaxTerms],
    posted: SalePosted | None,
) -> None:
    """The debt against the sale; goods given away leave no entry."""
    if not amounts.total and (posted is None or not posted.total):
        return
    accounts, customer = await posting_accounts(act), header["customer"]
    lines: list[Line] = []
    if amounts.total:
        lines.append(debit(accounts[PostingPurpose.RECEIVABLE], amounts.total, act.currency, party=customer))
    if posted is not None and posted.total:
        lines.append(credit(accounts[PostingPurpose.UNBILLED], posted.total, act.currency, party=customer))
    sales = [(each, terms[each.tax_code]) for each in _not_posted(amounts, posted)]
    lines += sale_lines(
        accounts, sales, customer=customer, currency=act.currency, department=header["department"]
    )
    if posted is not None and any(each.tax for each, _ in sales):
        lines = await _yen_of_the_whole(act, day, accounts, lines, dict(sales))
    await put_in_books(
        act,
        day=day,
        description=header["number"],
        lines=lines,
        origin=f"invoice:{header['id']}",
        cause=header["id"],
    )


def _not_posted(amounts: Amounts, posted: SalePosted | None) -> list[RateTotal]:
    """What of the invoice's amounts is not in the books yet; below nothing where too much is."""
    if posted is None:
        return list(amounts.by_rate)
    before = {(each.tax_code, each.rate): each for each in posted.by_rate}
    return [
        RateTotal(each.tax_code, each.rate, each.base - there.base, each.tax - there.tax)
        for each in amounts.by_rate
        for there in [before[each.tax_code, each.rate]]
    ]


def sale_lines(
    accounts: Any,
    sales: Sequence[tuple[RateTotal, TaxTerms]],
    *,
    customer: UUID,
    currency: str,
    department: UUID | None,
) -> list[Line]:
    """Sales by tax class, then output tax by rate, on the right; what is below nothing on the left."""
    lines: list[Line] = []
    for each, terms in sales:
        if each.base:
            purpose = SALES_OF[terms.kind]
            line = _side(accounts[purpose], each.base, currency, customer, each)
            lines.append(replace(line, tax_rate=each.rate))
    for each, _ in sales:
        if each.tax:
            lines.append(_side(accounts[PostingPurpose.OUTPUT_TAX], each.tax, currency, customer, each))
    return [replace(line, department=department) for line in lines]


async def _yen_of_the_whole(
    act: Act, day: PostingDay, accounts: Any, lines: list[Line], sales: dict[RateTotal, TaxTerms]
) -> list[Line]:
    """Tax without a base beside it says so itself; where books have tax inside, it belongs to the sale."""
    kept = [
        replace(line, tax_base=abs(line.amount), tax_amount=ZERO) if line.tax_rate else line for line in lines
    ]
    tax_account = accounts[PostingPurpose.OUTPUT_TAX]
    inclusive = await bookkeeping_of(act, day.on) is Bookkeeping.TAX_INCLUSIVE
    accounts_of = {each.tax_code: accounts[SALES_OF[terms.kind]] for each, terms in sales.items()}
    rates = {each.tax_code: each.rate for each in sales}
    return [
        replace(
            line,
            account=accounts_of[line.tax_code] if inclusive else line.account,
            tax_rate=rates[line.tax_code],
            tax_base=ZERO,
            tax_amount=line.amount,
        )
        if line.account == tax_account and line.tax_code
        else line
        for line in kept
    ]


def _side(account: UUID, amount: Decimal, currency: str, customer: UUID, of: RateTotal) -> Line:
    make = credit if amount > 0 else debit
    return make(account, abs(amount), currency, party=customer, tax_code=of.tax_code)
