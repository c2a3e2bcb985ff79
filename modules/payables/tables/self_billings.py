"""Statements we write for suppliers who send no invoice: the paper, and what they said to it."""

from piccolo.table import Table

from erp.kernel.columns import (
    choice,
    day,
    document_json,
    instant,
    key,
    key_of_document,
    money,
    ref,
    text,
    whole,
)
from erp.masterdata.tables import Company, Party
from modules.payables.states import ConfirmationChannel, SelfBillingState
from modules.payables.tables.invoices import SupplierInvoice


class SelfBilling(Table, schema="payables", tablename="self_billing"):
    """A statement for one supplier invoice: `said` is all its paper says, as of its issue.

    From `silent_from` on it counts as agreed if the supplier said nothing; none where no days were agreed on.
    """

    id = key()
    company = ref(Company)
    number = text()
    state = choice(SelfBillingState)
    supplier_invoice = ref(SupplierInvoice)
    supplier = ref(Party)
    issued_on = day()
    supplied_from = day()
    supplied_to = day()
    currency = text()
    total = money()
    said = document_json()
    no_objection_days = whole(null=True)
    silent_from = day(null=True)
    issued_by = key_of_document()
    issued_at = instant()
    answered_on = day(null=True)
    answered_by = text(null=True)
    channel = choice(ConfirmationChannel, null=True)
    answer_note = text(null=True)
    recorded_by = key_of_document(null=True)
    recorded_at = instant(null=True)
    file = key_of_document(null=True)
    sha256 = text(null=True)
    template_version = text(null=True)
    rendered_at = instant(null=True)
    attempts = whole(default=0)
    held_until = instant(null=True)
