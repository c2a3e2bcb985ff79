"""Who pays into which number, and who pays for whom."""

from piccolo.table import Table

from erp.kernel.columns import flag, instant, key, key_of_document, money, ref, text, whole
from erp.masterdata.tables import Company, Party
from modules.banking.tables.statements import StatementMatch


class VirtualAccount(Table, schema="banking", tablename="virtual_account"):
    """A number that a bank made for one customer alone (振込専用口座): what comes in on it is his."""

    id = key()
    company = ref(Company)
    bank_account = key_of_document()
    branch_code = text()
    account_number = text()
    customer = ref(Party)
    assigned_by = key_of_document()
    assigned_at = instant()
    is_active = flag(default=True)
    retired_at = instant(null=True)
    reason = text(null=True)


class PaidFor(Table, schema="banking", tablename="paid_for"):
    """Who pays what another customer owes too; agreed, or learnt when a line was matched so."""

    id = key()
    company = ref(Company)
    payer = ref(Party)
    customer = ref(Party)
    agreed_by = key_of_document()
    agreed_at = instant()
    is_active = flag(default=True)
    ended_at = instant(null=True)
    reason = text(null=True)


class MatchShare(Table, schema="banking", tablename="match_share"):
    """One customer's part of a line that paid for several: each has a receipt of his own."""

    id = key()
    company = ref(Company)
    statement_match = ref(StatementMatch)
    line_no = whole()
    customer = ref(Party)
    receipt = key_of_document()
    amount = money()
