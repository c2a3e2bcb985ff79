"""Statements we wrote for suppliers, and what they said to them."""

from datetime import date, datetime

from erp.api import ID, StoredFile, computed, link, many, mutation, node, one
from erp.kernel.money import Money
from erp.masterdata.api import Party
from modules.payables import tables
from modules.payables.actions.confirm_self_billing import confirm_self_billing
from modules.payables.actions.dispute_self_billing import dispute_self_billing
from modules.payables.actions.issue_self_billing import issue_self_billing
from modules.payables.api.invoices import SupplierInvoice
from modules.payables.states import ConfirmationChannel, SelfBillingState

STATE = """(CASE WHEN {t}.state = 'ISSUED' AND {t}.silent_from <= :today THEN 'UNOPPOSED'
    ELSE {t}.state END)"""


@node(tables.SelfBilling)
class SelfBilling:
    """The paper of a purchase, written by us for the seller to confirm."""

    id: ID
    number: str
    state: SelfBillingState = computed(STATE)
    supplier_invoice: SupplierInvoice = link("supplier_invoice")
    supplier: Party = link("supplier")
    issued_on: date
    supplied_from: date
    supplied_to: date
    currency: str
    total: Money
    maker_name: str = computed("({t}.said -> 'maker' ->> 'name')")
    seller_name: str = computed("({t}.said -> 'seller' ->> 'name')")
    seller_number: str | None = computed("({t}.said -> 'seller' ->> 't_number')")
    no_objection_days: int | None
    silent_from: date | None
    issued_at: datetime
    answered_on: date | None
    answered_by: str | None
    channel: ConfirmationChannel | None
    answer_note: str | None
    recorded_at: datetime | None
    pdf: StoredFile | None = link("file")


QUERY = [
    one(SelfBilling),
    many(
        SelfBilling,
        filters=("state", "supplier", "supplier_invoice", "issued_on"),
        search=("number", "supplier.name"),
        sorts=("number", "issued_on", "total"),
        default_sort="-number",
    ),
]
MUTATION = [
    mutation(issue_self_billing, SelfBilling),
    mutation(confirm_self_billing, SelfBilling),
    mutation(dispute_self_billing, SelfBilling),
]
