"""Wished changes of master data as people and programs see them: before, after, and how far they are."""

from datetime import datetime

from erp.access.api import User
from erp.api import ID, link, many, node, one
from erp.approval import tables
from erp.approval.states import CreditLimitChangeState
from erp.kernel.money import Money
from erp.masterdata.api import Party


@node(tables.CreditLimitChange)
class CreditLimitChange:
    """Another credit limit of a customer, which waits for a yes, was made, or was dropped."""

    id: ID
    state: CreditLimitChangeState
    party: Party = link("party")
    limit_before: Money | None
    currency_before: str
    limit_after: Money | None
    currency_after: str
    wished_by: User = link("wished_by")
    wished_at: datetime
    decided_at: datetime | None


WISH_QUERIES = [
    one(CreditLimitChange),
    many(
        CreditLimitChange,
        filters=("party", "state"),
        search=("party.name", "party.number"),
        sorts=("wished_at",),
        default_sort="-wished_at",
    ),
]
