"""Draft a supplier's invoice: what the paper says is written down; nothing is in the books yet."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.money import Rounding
from erp.kernel.numbering import next_number
from modules.payables import tables
from modules.payables.capturing import Paper, StatedTax, SupplierInvoiceLineDraft, write_paper
from modules.payables.drafting import Given, draft_of, kept_evidence, register_draft
from modules.payables.states import LedgerOnlyReason, SupplierInvoiceKind, SupplierInvoiceState
from modules.payables.suppliers import Supplier


async def draft_supplier_invoice(
    *,
    act: Act,
    supplier: UUID,
    invoiced_on: date,
    lines: list[SupplierInvoiceLineDraft],
    kind: SupplierInvoiceKind = SupplierInvoiceKind.INVOICE,
    supplier_number: str | None = None,
    is_self_billed: bool = False,
    supplied_on: date | None = None,
    received_on: date | None = None,
    booked_on: date | None = None,
    due_on: date | None = None,
    prices_include_tax: bool = False,
    tax_rounding: Rounding | None = None,
    stated_taxes: list[StatedTax] | None = None,
    t_number: str | None = None,
    ledger_only: LedgerOnlyReason | None = None,
    withholds: bool | None = None,
    tax_stated: bool = True,
    credits: UUID | None = None,
    evidence: files.Stored | None = None,
    note: str | None = None,
    origin: str | None = None,
    currency: str | None = None,
    exchange_rate: Decimal | None = None,
) -> UUID:
    """Write a received invoice or credit note down; what is not given follows from the supplier's terms.

    `is_self_billed`: the supplier sends no paper; we write it for him, and its number is ours.
    A paper in another currency is taken over at the rate of the day it is booked on, or at the one agreed on
    (`exchange_rate`); the tax stated on it is in the company's currency, as the law wants it there.

    The same origin a second time answers the draft that is there. Refuses the same number of the same
    supplier a second time, a party that is no supplier, a tax no rounding could give, and a purchase too
    large to go without an invoice.
    """
    there = await _drafted_for(act, origin)
    if there is not None:
        return there
    given = Given(
        supplier=supplier, kind=kind, invoiced_on=invoiced_on, lines=lines,
        supplier_number=supplier_number, supplied_on=supplied_on, received_on=received_on,
        booked_on=booked_on, due_on=due_on, prices_include_tax=prices_include_tax,
        tax_rounding=tax_rounding, stated_taxes=tuple(stated_taxes or ()), t_number=t_number,
        ledger_only=ledger_only, withholds=withholds, tax_stated=tax_stated, credits=credits, note=note,
        is_self_billed=is_self_billed, currency=currency, exchange_rate=exchange_rate,
    )  # fmt: skip
    head, paper, owner = await draft_of(act, given)
    return await _write(act, head | {"evidence": await kept_evidence(act, evidence)}, paper, owner, origin)


async def _drafted_for(act: Act, origin: str | None) -> UUID | None:
    if origin is None:
        return None
    found: UUID | None = await act.tx.value(
        "SELECT id FROM payables.supplier_invoice WHERE company = $1 AND origin = $2", act.company, origin
    )
    return found


async def _write(act: Act, head: dict[str, Any], paper: Paper, owner: Supplier, origin: str | None) -> UUID:
    invoice = new_id()
    head |= {
        "id": invoice,
        "company": act.company,
        "number": await next_number(act, "supplier_invoice", head["booked_on"]),
        "state": SupplierInvoiceState.DRAFT.value,
        "origin": origin or f"own:{invoice}",
        "drafted_by": act.actor,
        "drafted_at": act.at,
    }
    await act.tx.insert(tables.SupplierInvoice, [head])
    await write_paper(act, invoice, paper)
    await register_draft(act, invoice, head, owner)
    return invoice
