"""The chart of accounts and the departments figures are told apart by; shared by all companies."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, key, key_of_document, ref, text
from erp.masterdata.states import AccountKind, StatementLine
from erp.masterdata.tables.tax import TaxCode


class Account(Table, schema="masterdata", tablename="account"):
    """An account of the ledger. Its code is ours: no statute numbers accounts."""

    id = key()
    code = text()
    name_ja = text()
    name_en = text()
    kind = choice(AccountKind)
    tax_code = ref(TaxCode, null=True)
    needs_party = flag()
    statement_line = choice(StatementLine)
    needs_department = flag()
    is_active = flag()
    owner = key_of_document(null=True)
    review_on = day(null=True)


class Department(Table, schema="masterdata", tablename="department"):
    """A part of the organisation, from a day on and possibly until one."""

    id = key()
    code = text()
    name = text()
    parent = ref("self", null=True)
    valid_from = day()
    valid_to = day(null=True)
    owner = key_of_document(null=True)
    review_on = day(null=True)
