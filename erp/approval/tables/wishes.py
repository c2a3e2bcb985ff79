"""Changes of master data that are wished for and not made yet: shown before and after, made when approved."""

from piccolo.table import Table

from erp.access.tables import User
from erp.approval.states import CreditLimitChangeState
from erp.kernel.columns import choice, instant, key, money, ref, text
from erp.masterdata.tables import Company, Party


class CreditLimitChange(Table, schema="approval", tablename="credit_limit_change"):
    """What a customer may owe at most, as it is and as somebody wants it. No limit is an empty one.

    The currency stands beside: the same figure in another one is another limit.
    """

    id = key()
    company = ref(Company)
    state = choice(CreditLimitChangeState)
    party = ref(Party, index=True)
    limit_before = money(null=True)
    currency_before = text()
    limit_after = money(null=True)
    currency_after = text()
    wished_by = ref(User)
    wished_at = instant()
    decided_at = instant(null=True)
