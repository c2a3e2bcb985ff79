"""Numbers that were made for one customer, and customers who pay for others."""

from datetime import datetime

from erp.api import ID, link, many, mutation, node
from erp.masterdata.api import Party
from modules.accounting.api.invoices import BankAccount
from modules.banking import tables
from modules.banking.actions.agree_paid_for import agree_paid_for
from modules.banking.actions.assign_virtual_account import assign_virtual_account
from modules.banking.actions.end_paid_for import end_paid_for
from modules.banking.actions.retire_virtual_account import retire_virtual_account


@node(tables.VirtualAccount)
class VirtualAccount:
    """A number that a bank made for one customer alone; what comes in on it is his."""

    id: ID
    customer: Party = link("customer")
    bank_account: BankAccount = link("bank_account")
    branch_code: str
    account_number: str
    assigned_at: datetime
    is_active: bool
    retired_at: datetime | None
    reason: str | None


@node(tables.PaidFor)
class PaidFor:
    """Who pays what another customer owes too."""

    id: ID
    payer: Party = link("payer")
    customer: Party = link("customer")
    agreed_at: datetime
    is_active: bool
    ended_at: datetime | None
    reason: str | None


QUERY = [
    many(
        VirtualAccount,
        filters=("customer", "is_active"),
        search=("account_number", "customer.name"),
        sorts=("account_number", "assigned_at"),
        default_sort="account_number",
    ),
    many(
        PaidFor,
        name="paid_for",
        filters=("payer", "customer", "is_active"),
        sorts=("agreed_at",),
        default_sort="-agreed_at",
    ),
]
MUTATION = [
    mutation(assign_virtual_account, VirtualAccount),
    mutation(retire_virtual_account, VirtualAccount),
    mutation(agree_paid_for, PaidFor),
    mutation(end_paid_for, PaidFor),
]
