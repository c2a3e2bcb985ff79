"""Who may issue qualified invoices, and on which days: what a look into the public register showed."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, instant, key, key_of_document, ref, text
from erp.masterdata.states import RegistrationEnd
from erp.masterdata.tables.company import Company
from erp.masterdata.tables.party import Party


class PartyRegistration(Table, schema="masterdata", tablename="party_registration"):
    """What the register of invoice issuers said of a party on the day it was asked; the newest answer counts.

    Without a first day the number was not found. The last day itself counts as ended already.
    """

    id = key()
    party = ref(Party)
    t_number = text()
    valid_from = day(null=True)
    ends_on = day(null=True)
    ended_as = choice(RegistrationEnd, null=True)
    published_name = text(null=True)
    source = text()
    checked_on = day()
    recorded_by = key_of_document()
    recorded_at = instant()


class CompanyRegistration(Table, schema="masterdata", tablename="company_registration"):
    """From when to when a company of ours is registered; without any its number holds on every day."""

    id = key()
    company = ref(Company)
    t_number = text()
    valid_from = day()
    ends_on = day(null=True)
    recorded_by = key_of_document()
    recorded_at = instant()
