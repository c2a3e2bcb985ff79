"""What a draft says, however it came about: written for the first time, or put right."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.filing import file_document
from erp.kernel.money import ZERO, Rounding
from erp.kernel.papers import EvidenceChannel, EvidenceDirection, EvidenceKind
from erp.kernel.register import register_document
from modules.payables.capturing import (
    TEXT_LIMIT,
    Paper,
    StatedTax,
    SupplierInvoiceLineDraft,
    numbered_once,
    read_paper,
    require_ledger_only,
    withheld_from,
)
from modules.payables.foreign import NOTHING, foreign_of
from modules.payables.registering import registration_number, seen_on
from modules.payables.states import LedgerOnlyReason, SupplierInvoiceKind
from modules.payables.suppliers import Supplier, dates_of, supplier_of

ORIGINAL = """
    SELECT number, supplier, kind, state, supplied_on, prices_include_tax, t_number,
           foreign_currency, exchange_rate
    FROM payables.supplier_invoice WHERE id = $1 AND company = $2
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody read off the paper; what is not on it follows from the supplier."""

    supplier: UUID
    kind: SupplierInvoiceKind
    invoiced_on: date
    lines: list[SupplierInvoiceLineDraft]
    is_self_billed: bool = False
    supplier_number: str | None = None
    supplied_on: date | None = None
    received_on: date | None = None
    booked_on: date | None = None
    due_on: date | None = None
    prices_include_tax: bool = False
    tax_rounding: Rounding | None = None
    stated_taxes: tuple[StatedTax, ...] = ()
    t_number: str | None = None
    ledger_only: LedgerOnlyReason | None = None
    withholds: bool | None = None
    tax_stated: bool = True
    credits: UUID | None = None
    note: str | None = None
    currency: str | None = None
    exchange_rate: Decimal | None = None


async def draft_of(
    act: Act, given: Given, *, but: UUID | None = None
) -> tuple[dict[str, Any], Paper, Supplier]:
    """The head of a draft with its lines; refuses what the books could never take."""
    _require_sound(given)
    supplier = await supplier_of(act, given.supplier)
    original = await _original(act, given, supplier)
    # A return takes rate and share of the purchase it takes back, whatever the law says today.
    supplied_on = original["supplied_on"] if original else given.supplied_on or given.invoiced_on
    key = await numbered_once(act, supplier.party.id, given.kind, given.supplier_number, but=but)
    if given.is_self_billed and key is not None:
        raise BadInput("supplierNumber", "OURS_WHEN_ISSUED")
    if key is None and given.ledger_only is None and not given.is_self_billed:
        raise BadInput("supplierNumber", "REQUIRED")
    booked_on = given.booked_on or (given.invoiced_on if original else supplied_on)
    foreign = await foreign_of(act, given.currency, given.exchange_rate, on=booked_on, original=original)
    paper = await read_paper(
        act,
        foreign.lines(given.lines, act.currency) if foreign else given.lines,
        on=supplied_on,
        include_tax=given.prices_include_tax,
        rounding=given.tax_rounding,
        stated=given.stated_taxes,
    )
    total = paper.subtotal + paper.tax_total
    await require_ledger_only(act, given.ledger_only, total, supplied_on)
    t_number = registration_number(given.t_number) or (original["t_number"] if original else None)
    seen = await seen_on(act, supplier=supplier.party.id, t_number=t_number, on=supplied_on)
    kept = await _kept_back(act, given, supplier, paper, supplied_on)
    if foreign and kept:
        raise BadInput("withholds", "NOT_IN_OTHER_CURRENCY")
    dates = await dates_of(act, supplier, booked_on if original else supplied_on, given.due_on)
    if given.due_on is not None and given.due_on < given.invoiced_on:
        raise BadInput("dueOn", "BEFORE_INVOICE", issued_on=given.invoiced_on)
    head = _amounts(paper, kept) | {
        "supplier": supplier.party.id,
        "number_key": key,
        "supplied_on": supplied_on,
        "booked_on": booked_on,
        "currency": act.currency,
        "t_number": t_number,
    }
    for row, line in zip(paper.lines, given.lines, strict=True):
        row["foreign_amount"] = line.amount if foreign else None
    said = foreign.columns(given.lines, paper, given.prices_include_tax) if foreign else NOTHING
    return _as_given(act, given) | head | said | dates | seen.columns, paper, supplier


def _as_given(act: Act, given: Given) -> dict[str, Any]:
    return {
        "kind": given.kind.value,
        "is_self_billed": given.is_self_billed,
        "supplier_number": (given.supplier_number or "").strip() or None,
        "invoiced_on": given.invoiced_on,
        "received_on": given.received_on or act.today,
        "prices_include_tax": given.prices_include_tax,
        "tax_stated": given.tax_stated,
        "ledger_only": given.ledger_only.value if given.ledger_only else None,
        "credits": given.credits,
        "note": given.note,
    }


def _amounts(paper: Paper, kept: Decimal | None) -> dict[str, Any]:
    total, withheld = paper.subtotal + paper.tax_total, kept or ZERO
    return {
        "tax_rounding": paper.rounding.value,
        "subtotal": paper.subtotal,
        "tax_total": paper.tax_total,
        "total": total,
        "deductible_tax": ZERO,
        "withholds": kept is not None,
        "withheld": withheld,
        "payable": total - withheld,
    }


async def _kept_back(act: Act, given: Given, supplier: Supplier, paper: Paper, on: date) -> Decimal | None:
    """The tax withheld from a fee; None where nothing is to be withheld."""
    asked = supplier.withholds if given.withholds is None else given.withholds
    if not asked or given.kind is not SupplierInvoiceKind.INVOICE:
        return None
    return await withheld_from(act, paper, on=on, tax_stated=given.tax_stated)


def _require_sound(given: Given) -> None:
    if len(given.note or "") > TEXT_LIMIT:
        raise TooLong("note", TEXT_LIMIT)
    if given.kind is SupplierInvoiceKind.INVOICE and given.credits is not None:
        raise BadInput("credits", "ONLY_FOR_CREDIT_NOTES")
    if given.ledger_only is not None and given.kind is SupplierInvoiceKind.CREDIT_NOTE:
        raise BadInput("ledgerOnly", "ONLY_FOR_INVOICES")


async def _original(act: Act, given: Given, supplier: Supplier) -> dict[str, Any] | None:
    if given.credits is None:
        return None
    row = await act.tx.row(ORIGINAL, given.credits, act.company)
    if row is None or row["state"] != "POSTED" or row["kind"] != SupplierInvoiceKind.INVOICE.value:
        raise NotFound("SupplierInvoice", given.credits, field="credits")
    owner = await supplier_of(act, row["supplier"])
    if owner.party.id != supplier.party.id:
        raise BadInput("credits", "OTHER_SUPPLIER", number=row["number"])
    return dict(row)


async def kept_evidence(act: Act, file: files.Stored | None) -> UUID | None:
    """The paper itself, kept for whoever may read such invoices."""
    return (
        None if file is None else await files.keep_as(act, file, permission="payables.read_supplier_invoice")
    )


async def register_draft(act: Act, invoice: UUID, head: dict[str, Any], supplier: Supplier) -> None:
    """Its line in the register: found by our number, by the supplier's, and by his name."""
    await register_document(
        act,
        kind="supplier_invoice",
        id=invoice,
        number=head["number"],
        on=head["invoiced_on"],
        title=f"{supplier.party.name} {head['supplier_number'] or ''}".strip(),
        party=supplier.party.id,
        amount=head["total"],
        causes=[head["credits"]] if head["credits"] else [],
    )
    if head.get("evidence"):
        # Whoever keeps evidence takes the paper over; told again for the same file, it counts once.
        await file_document(
            act,
            file=head["evidence"],
            document=invoice,
            kind=EvidenceKind.SUPPLIER_INVOICE,
            direction=EvidenceDirection.RECEIVED,
            channel=EvidenceChannel.UPLOAD,
            on=head["supplied_on"],
            amount=head["total"],
            currency=act.currency,
            party=supplier.party.id,
            document_number=head["supplier_number"],
        )
