"""Take in an electronic invoice somebody sent us."""

from hashlib import sha256
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.files import Attached, keep_as
from modules.einvoicing.keeping import READING, corporate_number_of, endpoint_of, keep_document
from modules.einvoicing.refusals import EInvoiceThere, UnknownSender
from modules.einvoicing.rules.checks import Fault, faults
from modules.einvoicing.rules.model import EInvoice, Profile
from modules.einvoicing.senders import is_ours, known_party, receiver_of, sender_of
from modules.einvoicing.states import EInvoiceDirection, EInvoiceFaultKind, EInvoiceKind, EInvoiceState
from modules.einvoicing.ubl import Read, UnreadableEInvoice, read

# No program should decide about these.
FOR_A_PERSON = (EInvoiceKind.CREDIT_NOTE, EInvoiceKind.SELF_BILLING)
THERE = """
    SELECT id, number FROM einvoicing.e_invoice
    WHERE company = $1 AND direction = 'RECEIVED' AND state <> 'REJECTED' AND (sha256 = $2
          OR (number = $3 AND coalesce(t_number, corporate_number, endpoint, party_name) = $4)) LIMIT 1
"""


async def import_e_invoice(*, act: Act, file: Attached, park: bool = False) -> UUID:
    """Read a file of the standard and keep what it says, as it says it.

    The sender is found by registration or corporate number; one nobody has registered is refused by name, or
    the document is parked if asked to. What has faults, is not for us, or no program should decide about
    waits for a person too. The same document is taken once.
    """
    found = read(file.content)
    document = found.document
    if not document.number or not document.issued_on or not document.currency:
        raise UnreadableEInvoice("NO_NUMBER_OR_DATE")
    sender = sender_of(document)
    await _require_new(act, document, file.content)
    party = await known_party(act, sender)
    if party is None and not park:
        name = sender.name if sender else ""
        number = sender.t_number if sender else None
        raise UnknownSender(name, number, corporate_number_of(sender))
    wrong = faults(document)
    if found.is_credit_note:
        # Its type code is not one of an invoice, and that is no fault of it.
        wrong = [each for each in wrong if each.kind is not EInvoiceFaultKind.WRONG_TYPE]
    if not await is_ours(act, receiver_of(document)):
        wrong.append(Fault(EInvoiceFaultKind.NOT_FOR_US, "AccountingCustomerParty", _name(document)))
    wrong += [Fault(EInvoiceFaultKind.NOT_UNDERSTOOD, place) for place in found.not_understood]
    kind = kind_of(found)
    decided = party is not None and not wrong and kind not in FOR_A_PERSON
    return await keep_document(
        act,
        document,
        direction=EInvoiceDirection.RECEIVED,
        kind=kind,
        state=EInvoiceState.RECEIVED if decided else EInvoiceState.PARKED,
        content=file.content,
        file=await keep_as(act, file, permission=READING),
        other=sender,
        party=party,
        faults=wrong,
    )


async def _require_new(act: Act, document: EInvoice, content: bytes) -> None:
    sender = sender_of(document)
    names = (sender and sender.t_number, corporate_number_of(sender), endpoint_of(sender))
    known_by = next(filter(None, names), sender.name if sender else "")
    row = await act.tx.row(THERE, act.company, sha256(content).hexdigest(), document.number, known_by)
    if row is not None:
        raise EInvoiceThere(row["number"], row["id"])


def kind_of(found: Read) -> EInvoiceKind:
    """What a document is, by its own words."""
    document = found.document
    if found.is_credit_note:
        return EInvoiceKind.CREDIT_NOTE
    if document.profile is Profile.SELF_BILLING:
        return EInvoiceKind.SELF_BILLING
    if document.totals and document.totals.with_tax and document.totals.with_tax.value < 0:
        return EInvoiceKind.CREDIT
    if document.profile is Profile.NON_REGISTERED:
        return EInvoiceKind.NON_REGISTERED
    if document.preceding:
        return EInvoiceKind.CORRECTED
    notes = {each.id.value for line in document.lines for each in line.documents if each.id}
    return EInvoiceKind.SUMMARY if len(notes) > 1 else EInvoiceKind.STANDARD


def _name(document: EInvoice) -> str:
    receiver = receiver_of(document)
    return receiver.name if receiver else ""
