"""What was told a supplier in writing when something was ordered."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, instant, key, key_of_document, money, ref, text
from erp.masterdata.tables import Company, Party
from modules.payables.states import TermsChannel


class WrittenTerms(Table, schema="payables", tablename="written_terms"):
    """The items the law wants in writing at once (取適法4条, フリーランス法3条), as they were given."""

    id = key()
    company = ref(Company)
    number = text()
    supplier = ref(Party)
    ordered_on = day()
    given_on = day()
    channel = choice(TermsChannel)
    content = text()
    deliver_on = day()
    deliver_to = text()
    inspect_until = day(null=True)
    amount = money(null=True)
    how_reckoned = text(null=True)
    currency = text()
    pay_on = day()
    payment_method = text()
    negotiated_on = day(null=True)
    negotiation = text(null=True)
    document = key_of_document(null=True)
    file = key_of_document(null=True)
    given_by = key_of_document()
    recorded_at = instant()
