"""What everybody who works here may do, by the kind of work; roles are put together from these.

>>> "approval.decide_cases" in ASKS
True
"""

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
    "expenses.change_expense_line",
    "expenses.remove_expense_line",
    "expenses.claim_card_lines",
    "expenses.match_card_line",
    "expenses.submit_expense_claim",
    "expenses.withdraw_expense_claim",
    "expenses.cancel_expense_claim",
)
# Everybody sees who works where, oneself, and what one has to do for the people office.
STAFF = (
    "identity.request_access",
    "identity.withdraw_access_request",
    "identity.read_access_request",
    "identity.read_identity_system",
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
