"""Entering a bill or a credit note: the paper goes to payables as a draft, the match stays here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_period_shared
from erp.kernel.money import Money, Rounding
from erp.kernel.register import register_document
from modules import accounting, payables
from modules.purchasing.billing import BilledLine, Match, delivered_on, matched, write_bill
from modules.purchasing.lines import NOTHING
from modules.purchasing.queries import count, name_of_party
from modules.purchasing.states import BillKind

# A credit note is weighed at the rate of the invoice it takes back.
RATE = "SELECT exchange_rate FROM payables.supplier_invoice WHERE id = $1 AND company = $2"
NUMBER = "SELECT number FROM payables.supplier_invoice WHERE id = $1"
LINK = """
    INSERT INTO kernel.document_link (cause, effect) VALUES ($1, $2) ON CONFLICT (effect, cause) DO NOTHING
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What else stands on the supplier's paper."""

    supplier_number: str | None
    invoiced_on: date
    supplied_on: date | None = None
    booked_on: date | None = None
    due_on: date | None = None
    tax_rounding: Rounding | None = None
    t_number: str | None = None
    evidence: files.Stored | None = None
    note: str | None = None
    credits: UUID | None = None
    is_self_billed: bool = False
    exchange_rate: Decimal | None = None


async def enter(act: Act, lines: Sequence[BilledLine], paper: Paper, kind: BillKind) -> UUID:
    """Match a paper with its orders and hand it to payables as a draft; answers the bill."""
    supplied = paper.supplied_on or await delivered_on(act, lines) or paper.invoiced_on
    booked = paper.booked_on or (supplied if kind is BillKind.BILL else paper.invoiced_on)
    await lock_period_shared(act, booked)
    agreed = paper.exchange_rate
    if agreed is None and paper.credits:
        agreed = await act.tx.value(RATE, paper.credits, act.company)
    match = await matched(act, lines, paper.invoiced_on, kind, booked_on=booked, agreed=agreed)
    bill = new_id()
    account = (await accounting.posting_accounts(act))[accounting.PostingPurpose.GOODS_RECEIVED]
    of = payables.SupplierInvoiceKind
    invoice = await payables.draft_supplier_invoice(
        act=act,
        supplier=match.supplier,
        invoiced_on=paper.invoiced_on,
        lines=[_draft(row, match.order_lines[row["order_line"]], account) for row in match.rows],
        kind=of.INVOICE if kind is BillKind.BILL else of.CREDIT_NOTE,
        supplier_number=paper.supplier_number,
        is_self_billed=paper.is_self_billed,
        supplied_on=supplied,
        booked_on=booked,
        due_on=paper.due_on,
        tax_rounding=paper.tax_rounding,
        t_number=paper.t_number,
        credits=paper.credits,
        evidence=paper.evidence,
        note=paper.note,
        origin=f"purchase_bill:{bill}",
        currency=match.currency,
        exchange_rate=paper.exchange_rate,
    )
    number = str(await act.tx.value(NUMBER, invoice))
    await write_bill(act, bill, match, kind=kind, invoice=invoice, number=number, on=paper.invoiced_on)
    await _count(act, match, kind)
    await _register(act, bill, number, match, invoice, paper.invoiced_on)
    return bill


def _draft(row: dict[str, Any], line: dict[str, Any], account: UUID) -> payables.SupplierInvoiceLineDraft:
    return payables.SupplierInvoiceLineDraft(
        account=account,
        amount=Money(row["amount"]),
        tax_code=line["tax_code"],
        description=line["description"],
    )


async def _count(act: Act, match: Match, kind: BillKind) -> None:
    sign = 1 if kind is BillKind.BILL else -1
    billed: dict[UUID, Decimal] = {}
    allowed: dict[UUID, Decimal] = {}
    for row in match.rows:
        line = row["order_line"]
        billed[line] = billed.get(line, NOTHING) + sign * row["quantity"]
        allowed[line] = allowed.get(line, NOTHING) + row["allowance"]
    await count(act, {"billed": billed, "allowance_billed": allowed})


async def _register(act: Act, bill: UUID, number: str, match: Match, invoice: UUID, on: date) -> None:
    await register_document(
        act,
        kind="purchase_bill",
        id=bill,
        number=number,
        on=on,
        title=await name_of_party(act.tx, match.supplier),
        party=match.supplier,
        amount=match.total,
        currency=match.currency,
        causes=match.orders,
    )
    await act.tx.run(LINK, bill, invoice)
