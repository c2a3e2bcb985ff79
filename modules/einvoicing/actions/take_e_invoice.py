"""A received document becomes the draft of a supplier's invoice, or of his credit note."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import TwoCurrencies
from modules import payables
from modules.einvoicing.received import change, received
from modules.einvoicing.refusals import NotTakenThisWay
from modules.einvoicing.states import EInvoiceKind
from modules.einvoicing.taking import file_of, said_by

GIVEN_BACK = (EInvoiceKind.CREDIT, EInvoiceKind.CREDIT_NOTE)
ORIGINAL = """
    SELECT id FROM payables.supplier_invoice
    WHERE company = $1 AND supplier = $2 AND supplier_number = $3 AND state = 'POSTED' AND kind = 'INVOICE'
"""


async def take_e_invoice(*, act: Act, e_invoice: UUID, account: UUID) -> UUID:
    """Draft a supplier's invoice of what the document says, to the yen; both know each other.

    All lines go to one account; whoever posts the draft may still divide them. A statement a customer wrote
    for us, and a document in another currency, are not taken this way.
    """
    row = await received(act, e_invoice, "take_e_invoice")
    kind = EInvoiceKind(row["kind"])
    if kind is EInvoiceKind.SELF_BILLING:
        raise NotTakenThisWay(kind.value)
    if row["currency"] != act.currency:
        raise TwoCurrencies(act.currency, row["currency"])
    on = row["supplied_to"] or row["issued_on"]
    said = await said_by(act, row, account, on)
    given_back = kind in GIVEN_BACK
    original = None
    if given_back and row["preceding"]:
        original = await act.tx.value(ORIGINAL, act.company, row["party"], row["preceding"])
    draft = await payables.draft_supplier_invoice(
        act=act,
        supplier=row["party"],
        invoiced_on=row["issued_on"],
        lines=said.lines,
        kind=_kind(given_back),
        supplier_number=row["number"],
        supplied_on=on,
        due_on=None if given_back else row["due_on"],
        prices_include_tax=kind is EInvoiceKind.NON_REGISTERED,
        stated_taxes=said.taxes,
        t_number=row["t_number"],
        credits=original,
        evidence=await file_of(act, row["file"]),
        origin=f"e_invoice:{e_invoice}",
    )
    await act.tx.run(
        "INSERT INTO kernel.document_link (cause, effect) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        e_invoice,
        draft,
    )
    await change(act, row, "take_e_invoice", document=draft)
    return e_invoice


def _kind(given_back: bool) -> payables.SupplierInvoiceKind:
    kinds = payables.SupplierInvoiceKind
    return kinds.CREDIT_NOTE if given_back else kinds.INVOICE
