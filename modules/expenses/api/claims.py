"""Claims and their lines, money given in advance, and the list a payroll takes over."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import (
    ID,
    StoredFile,
    children,
    computed,
    computed_children,
    link,
    many,
    mutation,
    node,
    one,
    report,
    row,
)
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Account, Department, TaxCode
from erp.masterdata.states import RegistrationState
from modules.accounting.api import JournalEntry
from modules.expenses import tables
from modules.expenses.actions.add_expense_line import add_expense_line
from modules.expenses.actions.cancel_expense_claim import cancel_expense_claim
from modules.expenses.actions.change_expense_line import change_expense_line
from modules.expenses.actions.claim_card_lines import claim_card_lines
from modules.expenses.actions.draft_expense_claim import draft_expense_claim
from modules.expenses.actions.match_card_line import match_card_line
from modules.expenses.actions.pay_cash_advance import pay_cash_advance
from modules.expenses.actions.pay_expense_claims import pay_expense_claims
from modules.expenses.actions.post_expense_claim import post_expense_claim
from modules.expenses.actions.release_expense_payment import release_expense_payment
from modules.expenses.actions.remove_expense_line import remove_expense_line
from modules.expenses.actions.return_cash_advance import return_cash_advance
from modules.expenses.actions.return_expense_claim import return_expense_claim
from modules.expenses.actions.settle_expense_payroll import settle_expense_payroll
from modules.expenses.actions.submit_expense_claim import submit_expense_claim
from modules.expenses.actions.withdraw_expense_claim import withdraw_expense_claim
from modules.expenses.api.policy import PERSON, ExpenseKind
from modules.expenses.states import ClaimState, Finding, PayWith
from modules.payables import DeductionGround, LedgerOnlyReason
from modules.payables.api import SupplierInvoice

# One's own, and everybody's for accounting and audit.
ALL = "'expenses.read_all_claims' = ANY(:permissions)"
OWN = f"({{t}}.person = :actor OR {ALL})"
# Whoever is or was asked about a claim, or stands in for him, sees it as well.
ASKED = """EXISTS (
    SELECT FROM approval.case_task w JOIN approval.approval_case a ON a.id = w.approval_case
    WHERE a.kind = 'expense_claim' AND a.document = {t}.id
    AND (w.person = :actor OR EXISTS (
        SELECT FROM approval.delegation d WHERE d.grantor = w.person AND d.delegate = :actor
        AND :today BETWEEN d.valid_from AND d.valid_to)))"""
IS_PAID = """({t}.paid_on IS NOT NULL OR EXISTS (
    SELECT FROM accounting.open_item i WHERE i.document = {t}.supplier_invoice AND i.open_amount = 0))"""
SEEN = """(SELECT coalesce(sum(jsonb_array_length(l.findings)), 0) FROM expenses.expense_line l
    WHERE l.expense_claim = {t}.id)"""
LEFT = """({t}.amount
    - coalesce((SELECT sum(r.amount) FROM expenses.cash_advance r WHERE r.returns = {t}.id), 0)
    - coalesce((SELECT sum(c.advance_used) FROM expenses.expense_claim c
                WHERE c.advance = {t}.id AND c.state <> 'CANCELLED'), 0))"""


@node(tables.CashAdvance, rows=f"({OWN} AND {{t}}.returns IS NULL)")
class CashAdvance:
    """Money given before it is spent."""

    id: ID
    person_name: str | None = computed(PERSON)
    purpose: str
    paid_on: date
    amount: Money
    currency: str
    left: Money = computed(LEFT)
    is_open: bool = computed(f"({LEFT} > 0)")
    claims: list["ExpenseClaim"] = children("advance", by="number", expected=1)


# As it was typed: a fare one way, nothing where the amount follows from a rate.
ENTERED = """(SELECT CASE WHEN k.nature IN ('ALLOWANCE', 'MILEAGE') THEN NULL
    WHEN k.nature = 'FARE' THEN {t}.amount / coalesce({t}.ways, 1) ELSE {t}.amount END
    FROM expenses.expense_kind k WHERE k.id = {t}.expense_kind)"""


@node(tables.ExpenseClaim, rows=f"({OWN} OR {ASKED})")
class ExpenseClaim:
    """What one person asks back."""

    id: ID
    number: str
    state: ClaimState
    person_name: str | None = computed(PERSON)
    is_own: bool = computed("({t}.person = :actor)")
    title: str
    department: Department | None = link("department")
    currency: str
    total: Money
    advance_used: Money
    payable: Money
    pay_with: PayWith
    advance: CashAdvance | None = link("advance")
    findings: int = computed(SEEN)
    note: str | None
    drafted_at: datetime
    submitted_at: datetime | None
    return_reason: str | None
    posted_on: date | None
    posted_at: datetime | None
    payroll_month: date | None
    paid_on: date | None
    is_paid: bool = computed(IS_PAID)
    supplier_invoice: SupplierInvoice | None = link("supplier_invoice")
    cancelled_on: date | None
    cancel_reason: str | None
    lines: list["ExpenseLine"] = children("expense_claim", by="line_no", expected=10)
    journal_entries: list[JournalEntry] = computed_children("{c}.cause = {t}.id", by="number", expected=2)


@node(tables.ExpenseLine, part_of=ExpenseClaim)
class ExpenseLine:
    """One expense, tax included."""

    id: ID
    line_no: int
    expense_kind: ExpenseKind = link("expense_kind")
    spent_on: date
    until: date | None
    shop: str | None
    from_place: str | None
    to_place: str | None
    ways: int | None
    distance: Quantity | None
    amount: Money
    entered: Money | None = computed(ENTERED)
    account: Account = link("account")
    department: Department | None = link("department")
    tax_code: TaxCode = link("tax_code")
    tax_rate: Decimal
    base: Money
    tax: Money
    t_number: str | None
    registration: RegistrationState
    published_name: str | None
    ledger_only: LedgerOnlyReason | None
    reason: str | None
    receipt: StoredFile | None = link("receipt")
    is_by_card: bool = computed("({t}.card_line IS NOT NULL)")
    ground: DeductionGround | None
    share: Decimal | None
    deductible: Money | None
    findings: list[Finding] = computed(
        "ARRAY(SELECT f->>'finding' FROM jsonb_array_elements({t}.findings) f)"
    )
    similar_to: str | None = computed(
        "(SELECT f->>'about' FROM jsonb_array_elements({t}.findings) f WHERE f->>'finding' = 'SIMILAR_LINE')"
    )


@row
class PayrollExpense:
    """What a payroll pays one person beside the salary."""

    claim: ID
    number: str
    person_name: str
    party_number: str
    title: str
    amount: Money
    is_paid: bool


PAYROLL = """
    SELECT c.id AS claim, c.number, coalesce(u.name, p.name) AS person_name, p.number AS party_number,
           c.title, c.payable AS amount, c.paid_on IS NOT NULL AS is_paid
    FROM expenses.expense_claim c JOIN expenses.claimant m ON m.id = c.claimant
    JOIN masterdata.party p ON p.id = m.party LEFT JOIN access.app_user u ON u.id = c.person
    WHERE c.company = :company AND c.payroll_month = date_trunc('month', :month::date)::date
    ORDER BY p.number, c.number
"""
QUERY = [
    one(CashAdvance),
    many(CashAdvance, filters=("paid_on",), sorts=("paid_on",), default_sort="-paid_on"),
    one(ExpenseClaim),
    many(
        ExpenseClaim,
        filters=("state", "pay_with", "is_own", "department", "posted_on", "payroll_month"),
        search=("number", "title"),
        sorts=("number", "total", "posted_on"),
        default_sort="-number",
    ),
    report(
        "payroll_expenses",
        PayrollExpense,
        sql=PAYROLL,
        args={"month": date},
        permission="expenses.read_all_claims",
    ),
]
MUTATION = [
    mutation(draft_expense_claim, ExpenseClaim),
    mutation(change_expense_line, ExpenseClaim),
    mutation(add_expense_line, ExpenseClaim),
    mutation(remove_expense_line, ExpenseClaim),
    mutation(claim_card_lines, ExpenseClaim),
    mutation(match_card_line, ExpenseClaim),
    mutation(submit_expense_claim, ExpenseClaim),
    mutation(withdraw_expense_claim, ExpenseClaim),
    mutation(return_expense_claim, ExpenseClaim),
    mutation(post_expense_claim, ExpenseClaim),
    mutation(cancel_expense_claim, ExpenseClaim),
    mutation(pay_expense_claims, ExpenseClaim),
    mutation(release_expense_payment, ExpenseClaim),
    mutation(settle_expense_payroll, ExpenseClaim),
    mutation(pay_cash_advance, CashAdvance),
    mutation(return_cash_advance, CashAdvance),
]
