"""What the demo company owes and has paid: invoices of its suppliers, their accounts, and two payment
runs.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.money import Money
from erp.masterdata.rules.terms import HolidayShift, shifted
from modules.payables.actions.approve_payment_run import approve_payment_run
from modules.payables.actions.confirm_self_billing import confirm_self_billing
from modules.payables.actions.confirm_supplier_account import confirm_supplier_account
from modules.payables.actions.draft_payment_run import draft_payment_run
from modules.payables.actions.draft_supplier_invoice import draft_supplier_invoice
from modules.payables.actions.issue_self_billing import issue_self_billing
from modules.payables.actions.make_payment_file import make_payment_file
from modules.payables.actions.post_payment_run import post_payment_run
from modules.payables.actions.post_supplier_invoice import post_supplier_invoice
from modules.payables.actions.propose_payment_run import propose_payment_run
from modules.payables.actions.propose_salary_run import SalaryDraft, propose_salary_run
from modules.payables.actions.propose_supplier_account import propose_supplier_account
from modules.payables.actions.set_supplier_terms import set_supplier_terms
from modules.payables.actions.set_transfer_account import set_transfer_account
from modules.payables.capturing import SupplierInvoiceLineDraft
from modules.payables.states import AccountType, ConfirmationChannel

SUPPLIERS = """
    SELECT id, name, name_kana FROM masterdata.party
    WHERE is_supplier AND is_active AND t_number IS NOT NULL ORDER BY number LIMIT 4
"""
# Account, what it was for, amount without tax: one a supplier, in their order.
BOUGHT = (
    ("6270", "コピー用紙", "86000"),
    ("6240", "珈琲豆 来客用", "24500"),
    ("6490", "小麦粉 試作用", "31000"),
    ("6270", "電気ケトル 3台", "14940"),
)
SECOND = "SELECT id FROM access.app_user WHERE login = 'megumi'"


async def seed_demo(act: Act) -> None:
    """Last month's invoices, paid; this month's, one of them still a draft; a list waiting for approval."""
    suppliers = await act.tx.rows(SUPPLIERS)
    second = await act.tx.value(SECOND)
    bank = await act.tx.value(
        "SELECT id FROM accounting.bank_account WHERE company = $1 AND is_default", act.company
    )
    if len(suppliers) < len(BOUGHT) or second is None or bank is None:
        return
    other = replace(act, asking=replace(act.asking, actor=second))
    await _our_account(act, bank)
    month = act.today.replace(day=1)
    last = (month - timedelta(days=1)).replace(day=5)
    for at, row in enumerate(suppliers):
        await _account(act, other, row["id"], row["name_kana"], at)
    await set_supplier_terms(act=act, supplier=suppliers[1]["id"], is_covered=True, note="取適法の対象")
    paid = [await _bought(act, row["id"], at, last) for at, row in enumerate(suppliers)]
    for invoice in paid:
        await post_supplier_invoice(act=act, invoice=invoice)
    open_ = [await _bought(act, row["id"], at, month) for at, row in enumerate(suppliers)]
    for invoice in open_[:-1]:
        await post_supplier_invoice(act=act, invoice=invoice)
    await _statement(act, suppliers[3]["id"], month)
    await _pay(act, other, bank, month, [row["id"] for row in suppliers[:2]])
    await _salaries(act, bank)


async def _our_account(act: Act, bank: UUID) -> None:
    await set_transfer_account(
        act=act,
        bank_account=bank,
        bank_code="9998",
        bank_name="ミホン",
        branch_code="101",
        branch_name="ホンテン",
        account_number="1234567",
        requester_code="0000012345",
        salary_code="0000054321",
        requester_name="ミホンショウジ(カ",
        fee=Money(Decimal(440)),
    )


async def _account(act: Act, other: Act, supplier: UUID, kana: str, at: int) -> None:
    account = await propose_supplier_account(
        act=act,
        supplier=supplier,
        holder=f"カ）{kana}",
        bank_code="9999",
        bank_name="テスト",
        branch_code=f"{201 + at}",
        branch_name="エキマエ",
        account_number=f"{7654321 - at}",
    )
    await confirm_supplier_account(act=other, account=account, call_back="登録の電話番号に確認")


async def _bought(act: Act, supplier: UUID, at: int, on: date) -> UUID:
    code, what, amount = BOUGHT[at]
    accounts = await masterdata.accounts(act.tx, [code])
    taxes = await masterdata.tax_codes(act.tx, ["P10", "P8"])
    line = SupplierInvoiceLineDraft(
        account=accounts[code],
        amount=Money(Decimal(amount)),
        tax_code=taxes["P8" if at in (1, 2) else "P10"],
        description=what,
    )
    return await draft_supplier_invoice(
        act=act,
        supplier=supplier,
        invoiced_on=on,
        received_on=on,
        supplier_number=f"{on:%Y%m}-{101 + at}",
        lines=[line],
        origin=f"demo:{on:%Y-%m}:{at}",
    )


async def _statement(act: Act, supplier: UUID, month: date) -> None:
    """A purchase without an invoice: we write the statement, and the supplier has agreed to it."""
    accounts = await masterdata.accounts(act.tx, ["6490"])
    taxes = await masterdata.tax_codes(act.tx, ["P8"])
    line = SupplierInvoiceLineDraft(
        account=accounts["6490"],
        amount=Money(Decimal(18400)),
        tax_code=taxes["P8"],
        description="抹茶 試飲用",
    )
    invoice = await draft_supplier_invoice(
        act=act, supplier=supplier, invoiced_on=month, lines=[line], is_self_billed=True,
        origin=f"demo:statement:{month:%Y-%m}",
    )  # fmt: skip
    statement = await issue_self_billing(act=act, invoice=invoice)
    await post_supplier_invoice(act=act, invoice=invoice)
    await confirm_self_billing(
        act=act, self_billing=statement, answered_by="経理 田中様", channel=ConfirmationChannel.MAIL
    )


async def _pay(act: Act, other: Act, bank: UUID, month: date, suppliers: list[UUID]) -> None:
    """Two suppliers are paid already on the last bank day before today; what comes next waits for
    approval.
    """
    closed = await masterdata.bank_holidays(act.tx, month - timedelta(days=30), act.today)
    paid_on = shifted(max(month, act.today - timedelta(days=1)), HolidayShift.BEFORE, closed)
    later = month + timedelta(days=92)
    run = await draft_payment_run(
        act=act, pay_on=paid_on, due_until=later, bank_account=bank, suppliers=suppliers
    )
    await propose_payment_run(act=act, run=run)
    await approve_payment_run(act=other, run=run)
    await make_payment_file(act=act, run=run)
    await post_payment_run(act=act, run=run, paid_on=paid_on, fee_per_transfer=Money(Decimal(440)))
    ahead = await masterdata.bank_holidays(act.tx, act.today, act.today + timedelta(days=40))
    next_on = shifted(act.today + timedelta(days=10), HolidayShift.AFTER, ahead)
    waiting = await draft_payment_run(act=act, pay_on=next_on, due_until=later, bank_account=bank)
    await propose_payment_run(act=act, run=waiting)


async def _salaries(act: Act, bank: UUID) -> None:
    ahead = await masterdata.bank_holidays(act.tx, act.today, act.today + timedelta(days=40))
    payday = shifted(act.today + timedelta(days=14), HolidayShift.AFTER, ahead)
    people = (("1001", "サトウ ハナコ", "251340"), ("1002", "スズキ イチロウ", "198765"))
    await propose_salary_run(
        act=act,
        pay_on=payday,
        bank_account=bank,
        lines=[
            SalaryDraft(
                employee_number=number,
                name=name,
                bank_code="9999",
                bank_name="テスト",
                branch_code="301",
                branch_name="ミナミ",
                account_number=f"{5550000 + at}",
                account_type=AccountType.ORDINARY,
                amount=Money(Decimal(amount)),
            )
            for at, (number, name, amount) in enumerate(people)
        ],
    )
