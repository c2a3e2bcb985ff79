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


# Everybody who works here asks for approval, and decides what waits for him; what he sees is his own.
ASKS = (
    "approval.read_approval_case",
    "approval.read_document_approval",
    "approval.read_credit_limit_change",
    "approval.read_reporting_line",
    "approval.submit_for_approval",
    "approval.decide_cases",
    "approval.return_case",
    "approval.pull_up_case",
    "approval.withdraw_case",
    "approval.delegate_approval",
    "approval.end_delegation",
    "approval.record_absence",
)
# What everybody in the office does; which form is open to whom is said at each form.
ASKING = (
    "forms.read_*",
    "forms.draft_request",
    "forms.change_request",
    "forms.submit_request",
    "forms.withdraw_request",
    "forms.add_register_record",
    "forms.change_register_record",
    "forms.renew_register_record",
    "forms.retire_register_record",
    "forms.import_register_records",
    "forms.finish_task",
    "forms.return_task",
)
# Whoever works here spends money for the company now and then; nobody sees what others claim.
CLAIMING = (
    "expenses.read_expense_claim",
    "expenses.read_expense_kind",
    "expenses.read_cash_advance",
    "expenses.read_card_line",
    "expenses.draft_expense_claim",
    "expenses.add_expense_line",
    "expenses.remove_expense_line",
    "expenses.claim_card_lines",
    "expenses.match_card_line",
    "expenses.submit_expense_claim",
    "expenses.withdraw_expense_claim",
    "expenses.cancel_expense_claim",
)
# Everybody sees who works where, oneself, and what one has to do for the people office.
STAFF = (
    "hr.read_person",
    "hr.read_position",
    "hr.read_organisation",
    "hr.read_checklist",
    "hr.read_checklist_task",
    "hr.read_checklist_template",
    "hr.start_checklist_task",
    "hr.finish_checklist_task",
    "hr.skip_checklist_task",
    "hr.reopen_checklist_task",
    "hr.assign_checklist_task",
)
# Whoever works here keeps his time and asks for leave; whose manager he is, of those he sees and decides too.
WORKING = (
    "attendance.read_employee",
    "attendance.read_timesheet",
    "attendance.read_overtime_notice",
    "attendance.read_leave_kind",
    "attendance.read_leave_grant",
    "attendance.read_leave_request",
    "attendance.declare_day",
    "attendance.correct_day",
    "attendance.submit_timesheet",
    "attendance.approve_timesheet",
    "attendance.approve_timesheets",
    "attendance.return_timesheet",
    "attendance.request_leave",
    "attendance.approve_leave",
    "attendance.reject_leave",
    "attendance.withdraw_leave_request",
    "attendance.cancel_leave",
)
OFFICE = (
    "masterdata.read_*",
    "kernel.read_delivery",
    "access.read_user",
    "access.read_role",
    *ASKS,
    *ASKING,
    *CLAIMING,
    *STAFF,
    *WORKING,
)
# What the programs of connections do in the house: bring what they read, take what is ordered, report.
CONNECTING = (
    "identity.register_system",
    "identity.start_inventory",
    "identity.record_inventory_page",
    "identity.finish_inventory",
    "identity.take_identity_work",
    "identity.report_identity_work",
    "identity.read_identity_system",
    "identity.read_identity_inventory",
    "identity.read_identity_inventory_due",
    "identity.read_identity_work",
    "identity.read_identity_work_due",
    "identity.read_account_wish",
)
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
