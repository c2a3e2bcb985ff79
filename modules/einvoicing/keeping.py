"""Electronic invoices as rows: what a document says, as people list, search and compare it."""

from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.filing import file_document
from erp.kernel.keys import new_id
from erp.kernel.papers import EvidenceChannel, EvidenceDirection, EvidenceKind
from erp.kernel.register import register_document
from modules.einvoicing import tables
from modules.einvoicing.rules.checks import Fault
from modules.einvoicing.rules.composing import CORPORATE_NUMBER
from modules.einvoicing.rules.model import EInvoice, Line, Totals
from modules.einvoicing.rules.pieces import Amount, EParty
from modules.einvoicing.states import EInvoiceDirection, EInvoiceKind, EInvoiceState

ZERO = Decimal(0)
# The right to read an electronic invoice, and so to fetch its file.
READING = "einvoicing.read_einvoice"


async def keep_document(
    act: Act,
    document: EInvoice,
    *,
    direction: EInvoiceDirection,
    kind: EInvoiceKind,
    state: EInvoiceState,
    content: bytes,
    file: UUID,
    other: EParty | None,
    party: UUID | None,
    of: UUID | None = None,
    faults: Sequence[Fault] = (),
) -> UUID:
    """Write a document with its lines, taxes and faults; in the register under its own number."""
    e_invoice = new_id()
    own = {"company": act.company, "e_invoice": e_invoice}
    head = _head(document, other) | {
        "id": e_invoice,
        "company": act.company,
        "direction": direction.value,
        "kind": kind.value,
        "state": state.value,
        "party": party,
        "sha256": sha256(content).hexdigest(),
        "file": file,
        "document": of,
        "recorded_at": act.at,
    }
    await act.tx.insert(tables.EInvoice, [head])
    lines = [own | _line(document, line, place) for place, line in enumerate(document.lines, 1)]
    await act.tx.insert(tables.EInvoiceLine, lines)
    await act.tx.insert(tables.EInvoiceTax, [own | each for each in _taxes(document)])
    await act.tx.insert(tables.EInvoiceFault, [own | _fault(each, at) for at, each in enumerate(faults, 1)])
    await register_document(
        act,
        kind="einvoice",
        id=e_invoice,
        number=str(document.number),
        on=document.issued_on or act.today,
        title=other.name if other else "",
        party=party,
        amount=head["total"],
        currency=document.currency,
        causes=[of] if of else [],
    )
    await _file(act, head, direction, of=document, other=other)
    return e_invoice


def _head(document: EInvoice, other: EParty | None) -> dict[str, Any]:
    totals = document.totals or Totals()
    return {
        "number": document.number,
        "issued_on": document.issued_on,
        "due_on": document.due_on,
        "supplied_from": document.period and document.period.starts_on,
        "supplied_to": document.period and document.period.ends_on,
        "currency": document.currency,
        "party_name": other.name if other else "",
        "endpoint": endpoint_of(other),
        "t_number": other.t_number if other else None,
        "corporate_number": corporate_number_of(other),
        "preceding": next((each.id.value for each in document.preceding if each.id), None),
        "note": document.note,
        "subtotal": money(totals.without_tax),
        "tax_total": money(document.tax_total),
        "total": money(totals.with_tax),
        "payable": money(totals.payable),
    }


def _line(document: EInvoice, line: Line, place: int) -> dict[str, Any]:
    item, price, period = line.item, line.price, line.period or document.period
    return {
        "id": new_id(),
        "line_no": place,
        "description": (item and item.name) or "",
        "quantity": line.quantity.value if line.quantity else ZERO,
        "unit": line.quantity.unit if line.quantity else None,
        "unit_price": _price(line) if price else None,
        "amount": money(line.amount),
        "category": item.tax.code if item and item.tax else None,
        "tax_rate": item.tax.percent if item and item.tax else None,
        "supplied_from": period and period.starts_on,
        "supplied_to": period and period.ends_on,
        "delivery_note": next((each.id.value for each in line.documents if each.id), None),
    }


def _price(line: Line) -> Decimal | None:
    """What one unit costs, where four decimals can tell it."""
    price = line.price
    if price is None or price.amount is None:
        return None
    per = price.per.value if price.per else Decimal(1)
    one = price.amount.value / per if per else None
    return one if one is not None and one == round(one, 4) and abs(one) < 10**14 else None


def _taxes(document: EInvoice) -> list[dict[str, Any]]:
    return [
        {
            "id": new_id(),
            "line_no": at,
            "category": each.category.code if each.category else None,
            "rate": each.category.percent if each.category else None,
            "base": money(each.base),
            "tax": money(each.tax),
        }
        for at, each in enumerate(document.subtotals, 1)
    ]


def _fault(fault: Fault, at: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "line_no": at,
        "kind": fault.kind.value,
        "place": fault.place,
        "given": fault.given,
        "expected": fault.expected,
    }


def money(amount: Amount | None) -> Decimal:
    """An amount as we keep it; one that is finer or larger than our columns is refused."""
    value = amount.value if amount else ZERO
    if value != round(value, 4) or abs(value) >= 10**14:
        raise BadInput("file", "TOO_MANY_DECIMALS", given=value)
    return value


def endpoint_of(party: EParty | None) -> str | None:
    """The address of a participant: scheme and number."""
    endpoint = party.endpoint if party else None
    return f"{endpoint.scheme or ''}:{endpoint.value}" if endpoint else None


def corporate_number_of(party: EParty | None) -> str | None:
    """The corporate number a document gives for one of its sides."""
    if party is None:
        return None
    given = [party.legal.number if party.legal else None, party.endpoint, *party.identifiers]
    return next((each.value for each in given if each and each.scheme == CORPORATE_NUMBER), None)


async def _file(
    act: Act, head: dict[str, Any], direction: EInvoiceDirection, *, of: EInvoice, other: EParty | None
) -> None:
    received = direction is EInvoiceDirection.RECEIVED
    await file_document(
        act,
        file=head["file"],
        document=head["id"],
        kind=EvidenceKind.SUPPLIER_INVOICE if received else EvidenceKind.ISSUED_INVOICE,
        direction=EvidenceDirection.RECEIVED if received else EvidenceDirection.ISSUED,
        channel=EvidenceChannel.PEPPOL,
        on=of.issued_on or act.today,
        amount=head["total"],
        currency=of.currency,
        party=head["party"],
        party_name=other.name if other else None,
        document_number=of.number,
    )
