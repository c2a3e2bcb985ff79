"""What is known of money to come and go before there is a document: pay, rent, taxes, loans."""

from piccolo.table import Table

from erp.kernel.columns import day, flag, key, money, ref, text, whole
from erp.masterdata.tables import Account, Company


class CashPlan(Table, schema="accounting", tablename="cash_plan"):
    """Money on a day of every month, or of every few months.

    With an amount it is that much each time; without one it is what stands on `account` (withheld tax, wages
    not paid yet), once, on the next such day.
    """

    id = key()
    company = ref(Company)
    name = text()
    is_receipt = flag()
    amount = money(null=True)
    account = ref(Account, null=True)
    day_of_month = whole()
    every_months = whole(default=1)
    starts_on = day()
    ends_on = day(null=True)
