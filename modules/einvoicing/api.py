"""What programs and pages may ask about electronic invoices, and what they may have done."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, StoredFile, children, link, many, mutation, node, one
from erp.api.register_fields import Document
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Party
from modules.einvoicing import tables
from modules.einvoicing.actions.accept_e_invoice import accept_e_invoice
from modules.einvoicing.actions.export_e_invoice import export_e_invoice
from modules.einvoicing.actions.import_e_invoice import import_e_invoice
from modules.einvoicing.actions.reject_e_invoice import reject_e_invoice
from modules.einvoicing.actions.take_e_invoice import take_e_invoice
from modules.einvoicing.states import (
    EInvoiceDirection,
    EInvoiceFaultKind,
    EInvoiceKind,
    EInvoiceState,
)


@node(tables.EInvoice)
class EInvoice:
    """An invoice as a file of the standard (JP PINT), written by us or received."""

    id: ID
    direction: EInvoiceDirection
    kind: EInvoiceKind
    state: EInvoiceState
    number: str
    issued_on: date
    due_on: date | None
    supplied_from: date | None
    supplied_to: date | None
    currency: str
    party: Party | None = link("party")
    party_name: str
    endpoint: str | None
    t_number: str | None
    corporate_number: str | None
    preceding: str | None
    note: str | None
    subtotal: Money
    tax_total: Money
    total: Money
    payable: Money
    sha256: str
    file: StoredFile = link("file")
    document: Document | None = link("document")
    reason: str | None
    recorded_at: datetime
    lines: list["EInvoiceLine"] = children("e_invoice", by="line_no")
    taxes: list["EInvoiceTax"] = children("e_invoice", by="line_no", expected=3)
    faults: list["EInvoiceFault"] = children("e_invoice", by="line_no", expected=3)


@node(tables.EInvoiceLine, part_of=EInvoice)
class EInvoiceLine:
    """A line as the document says it."""

    id: ID
    line_no: int
    description: str
    quantity: Quantity
    unit: str | None
    unit_price: Money | None
    amount: Money
    category: str | None
    tax_rate: Decimal | None
    supplied_from: date | None
    supplied_to: date | None
    delivery_note: str | None


@node(tables.EInvoiceTax, part_of=EInvoice)
class EInvoiceTax:
    """Base and tax of a class and rate."""

    id: ID
    category: str | None
    rate: Decimal | None
    base: Money
    tax: Money


@node(tables.EInvoiceFault, part_of=EInvoice)
class EInvoiceFault:
    """Something that is wrong with a received document."""

    id: ID
    kind: EInvoiceFaultKind
    place: str
    given: str
    expected: str


QUERY = [
    one(EInvoice),
    many(
        EInvoice,
        filters=("direction", "kind", "state", "party", "issued_on", "document"),
        search=("number", "party_name"),
        sorts=("issued_on", "number", "total"),
        default_sort="-issued_on",
    ),
]
MUTATION = [
    mutation(export_e_invoice, EInvoice),
    mutation(import_e_invoice, EInvoice),
    mutation(accept_e_invoice, EInvoice),
    mutation(take_e_invoice, EInvoice),
    mutation(reject_e_invoice, EInvoice),
]
