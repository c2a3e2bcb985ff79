"""What suppliers were told in writing when something was ordered."""

from datetime import date, datetime

from erp.api import ID, StoredFile, computed, link, many, mutation, node, one
from erp.api.register_fields import Document
from erp.kernel.money import Money
from erp.masterdata.api import Party
from modules.payables import tables
from modules.payables.actions.give_written_terms import give_written_terms
from modules.payables.states import TermsChannel

KEPT_UNTIL = """({t}.given_on + make_interval(years =>
    masterdata.statutory_value('WRITTEN_TERMS_YEARS', {t}.given_on)::int))::date"""


@node(tables.WrittenTerms)
class WrittenTerms:
    """The items the law wants in writing at once, as they were given."""

    id: ID
    number: str
    supplier: Party = link("supplier")
    ordered_on: date
    given_on: date
    channel: TermsChannel
    content: str
    deliver_on: date
    deliver_to: str
    inspect_until: date | None
    amount: Money | None
    how_reckoned: str | None
    currency: str
    pay_on: date
    payment_method: str
    negotiated_on: date | None
    negotiation: str | None
    document: Document | None = link("document")
    file: StoredFile | None = link("file")
    given_by: str | None = computed("(SELECT u.name FROM access.app_user u WHERE u.id = {t}.given_by)")
    recorded_at: datetime
    kept_until: date | None = computed(KEPT_UNTIL)


QUERY = [
    one(WrittenTerms),
    many(
        WrittenTerms,
        name="all_written_terms",
        filters=("supplier", "ordered_on", "deliver_on", "pay_on", "amount"),
        search=("number", "content", "supplier.name"),
        sorts=("number", "ordered_on", "pay_on"),
        default_sort="-number",
    ),
]
MUTATION = [mutation(give_written_terms, WrittenTerms)]
