"""Change a supplier's invoice: while it is a draft, what was read off the paper may still be put right."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.money import Rounding
from modules.payables import tables
from modules.payables.capturing import StatedTax, SupplierInvoiceLineDraft, write_paper
from modules.payables.drafting import Given, draft_of, kept_evidence, register_draft
from modules.payables.keeping import require_own
from modules.payables.queries import locked_invoice
from modules.payables.self_billing import require_not_issued
from modules.payables.states import (
    SUPPLIER_INVOICE,
    LedgerOnlyReason,
    SupplierInvoiceKind,
    SupplierInvoiceState,
)


async def change_supplier_invoice(
    *,
    act: Act,
    invoice: UUID,
    invoiced_on: date,
    lines: list[SupplierInvoiceLineDraft],
    supplier_number: str | None = None,
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
    evidence: files.Stored | None = None,
    note: str | None = None,
    currency: str | None = None,
    exchange_rate: Decimal | None = None,
) -> UUID:
    """Write the draft anew as given; supplier and kind stay, and without `currency` it is the company's.

    Refuses `WRONG_STATE` once it is posted, and whatever a new draft would be refused for.
    """
    head = await locked_invoice(act, invoice)
    require_own(act, head, "change_supplier_invoice")
    SUPPLIER_INVOICE.after("change", SupplierInvoiceState(head["state"]))
    await require_not_issued(act, invoice)
    given = Given(
        supplier=head["supplier"], kind=SupplierInvoiceKind(head["kind"]), invoiced_on=invoiced_on,
        lines=lines, supplier_number=supplier_number, supplied_on=supplied_on,
        received_on=received_on or head["received_on"], booked_on=booked_on, due_on=due_on,
        prices_include_tax=prices_include_tax, tax_rounding=tax_rounding,
        stated_taxes=tuple(stated_taxes or ()), t_number=t_number, ledger_only=ledger_only,
        withholds=withholds, tax_stated=tax_stated, credits=head["credits"], note=note,
        is_self_billed=head["is_self_billed"], currency=currency, exchange_rate=exchange_rate,
    )  # fmt: skip
    changed, paper, owner = await draft_of(act, given, but=invoice)
    if evidence is not None:
        changed["evidence"] = await kept_evidence(act, evidence)
    await act.tx.update(tables.SupplierInvoice, [changed | {"id": invoice}])
    await write_paper(act, invoice, paper)
    await register_draft(act, invoice, head | changed, owner)
    return invoice
