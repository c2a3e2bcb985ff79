"""The legal entities whose books we keep, and where each keeps its goods."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, key, key_of_document, ref, text, whole
from erp.kernel.money import Rounding
from erp.masterdata.tables.party import Party


class Company(Table, schema="masterdata", tablename="company"):
    """A legal entity: one set of books, one currency, one registration number on its invoices."""

    id = key()
    code = text()
    name = text()
    name_kana = text(null=True)
    currency = text()
    timezone = text()
    t_number = text(null=True)
    corporate_number = text(null=True)
    postal_code = text(null=True)
    address = text(null=True)
    phone = text(null=True)
    fiscal_year_start_month = whole()
    tax_rounding = choice(Rounding)
    is_active = flag()
    issues_simplified = flag()
    logo = key_of_document(null=True)
    seal = key_of_document(null=True)


class Warehouse(Table, schema="masterdata", tablename="warehouse"):
    """A building or yard of one company in which goods lie; with a `consignee` it is his."""

    id = key()
    company = ref(Company)
    code = text()
    name = text()
    address = text(null=True)
    is_active = flag()
    owner = key_of_document(null=True)
    review_on = day(null=True)
    consignee = ref(Party, null=True)
    is_transit = flag()


class Location(Table, schema="masterdata", tablename="location"):
    """A place inside a warehouse; each has one default place, and small firms need no other."""

    id = key()
    company = ref(Company)
    warehouse = ref(Warehouse)
    code = text()
    name = text()
    is_default = flag()
    is_active = flag()
