"""Permissions, patterns over them, and what the built-in roles may do.

>>> known = ["accounting.post_entry", "accounting.read_invoice", "ordering.read_sales_order"]
>>> covered(["accounting.*"], known)
['accounting.post_entry', 'accounting.read_invoice']
>>> covered(["*.read_*"], known)
['accounting.read_invoice', 'ordering.read_sales_order']
>>> unmatched(["ordering.*", "orderin.*"], known)
['orderin.*']
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from erp.access.rules.everyday import ASKS, CLAIMING, CONNECTING, OFFICE, STAFF, WORKING

# Held by everybody who has signed in, whatever the roles: to see oneself and the names of colleagues, to
# change one's own password and to end one's own sessions is nobody's privilege. A token holds only the first:
# a program manages no one's credentials.
EVERYBODY = frozenset({"access.read_me", "access.read_user", "access.change_password", "access.end_session"})
EVERY_TOKEN = frozenset({"access.read_me"})


@dataclass(frozen=True, slots=True)
class BuiltInRole:
    """A role that comes with the house."""

    code: str
    name_ja: str
    name_en: str
    patterns: tuple[str, ...]


BUILT_IN = (
    BuiltInRole("administrator", "管理者", "Administrator", ("*",)),
    BuiltInRole("connections", "連携プログラム", "Programs of connections", CONNECTING),
    BuiltInRole(
        "sales",
        "営業",
        "Sales",
        (
            *OFFICE,
            "ordering.*",
            "inventory.read_*",
            "accounting.read_invoice*",
            "accounting.read_open_item*",
            "accounting.read_receipt*",
            "accounting.read_sales_by_month",
            "einvoicing.read_*",
            "einvoicing.export_e_invoice",
            "billing.read_*",
            "masterdata.register_party",
            "masterdata.change_party",
            "masterdata.add_party_*",
            "masterdata.remove_party_*",
            "masterdata.register_product",
            "masterdata.change_product",
            "masterdata.add_product_unit",
        ),
    ),
    BuiltInRole(
        "warehouse",
        "倉庫",
        "Warehouse",
        (
            *OFFICE,
            "inventory.*",
            "purchasing.read_*",
            "purchasing.receive_purchase_order",
            "purchasing.inspect_goods",
            "purchasing.return_purchase",
            "ordering.read_*",
            "ordering.ship_sales_order",
            "ordering.reserve_backorder",
            "ordering.return_shipment",
        ),
    ),
    BuiltInRole(
        "purchasing",
        "購買",
        "Purchasing",
        (
            *OFFICE,
            "purchasing.*",
            "inventory.read_*",
            "payables.read_supplier_invoice*",
            "payables.read_supplier_term*",
            "masterdata.register_party",
            "masterdata.change_party",
            "masterdata.add_party_*",
            "masterdata.remove_party_*",
            "masterdata.register_product",
            "masterdata.change_product",
            "masterdata.add_product_unit",
        ),
    ),
    BuiltInRole(
        "accounting",
        "経理",
        "Accounting",
        (
            *OFFICE,
            "accounting.*",
            "payables.*",
            "purchasing.read_*",
            "purchasing.*_purchase_bill",
            "purchasing.enter_purchase_credit",
            "purchasing.set_purchase_tolerance",
            "billing.*",
            "banking.*",
            "assets.*",
            "einvoicing.*",
            "evidence.*",
            "expenses.*",
            "kpi.read_process_*",
            "kpi.set_process_minutes",
            "hr.read_accounting_tasks",
            "inventory.read_*",
            "ordering.read_*",
            "ordering.invoice_sales_order",
            "masterdata.register_account",
            "masterdata.change_account",
            "masterdata.register_party",
            "masterdata.change_party",
            "masterdata.set_billing_terms",
            "masterdata.register_tax_code",
            "masterdata.set_tax_rate",
            "masterdata.prepare_tax_rate",
            "masterdata.enact_tax_rate",
            "masterdata.record_registration_check",
            "masterdata.record_company_registration",
            "masterdata.add_closed_day",
            "masterdata.remove_closed_day",
            "masterdata.set_statutory_value",
            "masterdata.switch_statutory_value",
            "masterdata.set_exchange_rate",
            "masterdata.import_exchange_rates",
            "masterdata.withdraw_exchange_rate",
            "masterdata.register_price_list",
            "masterdata.set_price",
        ),
    ),
    BuiltInRole(
        "hr",
        "人事",
        "People office",
        (
            *OFFICE,
            "hr.*",
            "attendance.*",
            "masterdata.register_department",
            "masterdata.end_department",
        ),
    ),
    BuiltInRole(
        "employee",
        "従業員",
        "Employee",
        (
            *ASKS,
            "access.read_user",
            "masterdata.read_account",
            "masterdata.read_department",
            "masterdata.read_tax_code",
            *CLAIMING,
            *STAFF,
            *WORKING,
        ),
    ),
    BuiltInRole(
        "it",
        "情報システム",
        "Identity administrator",
        (
            *OFFICE,
            "identity.*",
            "hr.read_person*",
            "access.read_*",
            "access.end_session",
            "access.*able_user",
        ),
    ),
    BuiltInRole("auditor", "監査", "Auditor", ("*.read_*",)),
    BuiltInRole(
        "developer",
        "開発者",
        "Developer",
        ("*.read_*", "access.create_token", "access.revoke_token", "kernel.retry_delivery"),
    ),
)


def covers(patterns: Iterable[str], permission: str) -> bool:
    """Whether one of the patterns matches; `*` stands for any run of characters."""
    return any(fnmatchcase(permission, pattern) for pattern in patterns)


def covered(patterns: Collection[str], permissions: Iterable[str]) -> list[str]:
    """The permissions that the patterns match, in order."""
    return sorted(each for each in permissions if covers(patterns, each))


def unmatched(patterns: Iterable[str], permissions: Collection[str]) -> list[str]:
    """The patterns that match nothing at all: nearly always a slip of the pen."""
    return [pattern for pattern in patterns if not any(fnmatchcase(each, pattern) for each in permissions)]
