"""Sums that follow the lines by department and by party, as `account_month` does for whole accounts."""

from piccolo.table import Table

from erp.kernel.columns import day, key, money, ref, text
from erp.masterdata.tables import Account, Company, Department, Party


class DepartmentMonth(Table, schema="accounting", tablename="department_month"):
    """Sums of an account's lines of one department over a month, up to the roll-up's mark."""

    id = key()
    company = ref(Company)
    department = ref(Department)
    account = ref(Account)
    currency = text()
    month = day()
    debit = money()
    credit = money()


class PartyMonth(Table, schema="accounting", tablename="party_month"):
    """Sums of an account's lines with one party over a month, up to the roll-up's mark."""

    id = key()
    company = ref(Company)
    account = ref(Account)
    party = ref(Party)
    currency = text()
    month = day()
    debit = money()
    credit = money()
