"""Write an invoice as a file of the standard, for the customer's programs."""

from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from modules.einvoicing.charged import charged_invoice
from modules.einvoicing.keeping import READING, keep_document
from modules.einvoicing.refusals import EInvoiceFaulty, NoParticipantId, TaxNotExplained
from modules.einvoicing.rules.checks import faults
from modules.einvoicing.rules.composing import Charged, compose
from modules.einvoicing.rules.model import EInvoice, Profile
from modules.einvoicing.self_billed import self_billed
from modules.einvoicing.senders import receiver_of
from modules.einvoicing.states import EInvoiceDirection, EInvoiceFaultKind, EInvoiceKind, EInvoiceState
from modules.einvoicing.ubl import write

MEDIA_TYPE = "application/xml"


async def export_e_invoice(*, act: Act, invoice: UUID, corrects: UUID | None = None) -> UUID:
    """Write an invoice, credit note or self-billing once; asked again, answers with the file that is there.

    `corrects` names the invoice, taken back before, that this one stands for. Refuses sides without a number
    to address them by, and a tax that the standard does not take.
    """
    there = await act.tx.value(
        "SELECT id FROM einvoicing.e_invoice WHERE company = $1 AND document = $2 AND direction = 'SENT'",
        act.company,
        invoice,
    )
    if there is not None:
        return there
    found = await self_billed(act, invoice)
    charged, party = found or await charged_invoice(act, invoice, corrects)
    document = checked(charged)
    content = write(document)
    file = await files.keep(
        act, content, name=f"{charged.number}.xml", media_type=MEDIA_TYPE, permission=READING
    )
    return await keep_document(
        act,
        document,
        direction=EInvoiceDirection.SENT,
        kind=_kind(charged),
        state=EInvoiceState.WRITTEN,
        content=content,
        file=file,
        other=receiver_of(document),
        party=party,
        of=invoice,
    )


def checked(charged: Charged) -> EInvoice:
    """The document, if the standard takes it."""
    ours = charged.profile is Profile.SELF_BILLING
    fields = ("supplier", "company") if ours else ("company", "customer")
    for side, field in zip((charged.seller, charged.buyer), fields, strict=True):
        if side.endpoint is None:
            raise NoParticipantId(side.name, field)
    document = compose(charged)
    wrong = faults(document)
    differing = next((each for each in wrong if each.kind is EInvoiceFaultKind.TAX_DIFFERS), None)
    if differing:
        raise TaxNotExplained(charged.number, differing.given, differing.expected)
    if wrong:
        raise EInvoiceFaulty(charged.number, wrong)
    return document


def _kind(charged: Charged) -> EInvoiceKind:
    if charged.profile is Profile.SELF_BILLING:
        return EInvoiceKind.SELF_BILLING
    if charged.takes_back:
        return EInvoiceKind.CREDIT
    if charged.profile is Profile.NON_REGISTERED:
        return EInvoiceKind.NON_REGISTERED
    if charged.preceding:
        return EInvoiceKind.CORRECTED
    days = {line.delivered for line in charged.lines}
    return EInvoiceKind.SUMMARY if len(days) > 1 else EInvoiceKind.STANDARD
