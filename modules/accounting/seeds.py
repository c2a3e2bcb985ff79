"""What the books start with: the accounts documents post to, a bank account, last year and this year."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from erp import approval, masterdata
from erp.kernel.asking import Act
from erp.kernel.money import Money
from modules.accounting.actions.draft_entry import draft_entry
from modules.accounting.actions.name_bank_account import name_bank_account
from modules.accounting.actions.open_fiscal_year import open_fiscal_year
from modules.accounting.actions.plan_cash import plan_cash
from modules.accounting.actions.post_entry import post_entry
from modules.accounting.actions.set_up_books import set_up_books
from modules.accounting.lines import EntryLine, credit, debit
from modules.accounting.routine_seeds import seed_routine
from modules.accounting.rules.ledger import Side

DEMO_BANK = "みほん銀行 本店営業部 普通 1234567 ミホンシヨウジ（カ"


async def seed_base(act: Act) -> None:
    """Two fiscal years, so that what happened in the last months can still be entered."""
    company = await masterdata.company_row(act.tx, act.company)
    start = year_start(act.today, company.fiscal_year_start_month)
    await set_up_books(act=act, starts_on=start.replace(year=start.year - 1))
    await open_fiscal_year(act=act, starts_on=start)


def year_start(on: date, start_month: int) -> date:
    """The first day of the fiscal year that holds a day.

    >>> year_start(date(2026, 3, 31), 4).isoformat(), year_start(date(2026, 4, 1), 4).isoformat()
    ('2025-04-01', '2026-04-01')
    """
    return date(on.year if on.month >= start_month else on.year - 1, start_month, 1)


async def seed_demo(act: Act) -> None:
    """Wages, rent and the taxes that stand on their accounts, so that the forecast has something to say."""
    bank = await act.tx.value(
        "SELECT id FROM accounting.bank_account WHERE company = $1 AND is_default", act.company
    )
    await _begin_with_capital(act)
    if bank is not None:
        await name_bank_account(act=act, bank_account=bank, printed_as=DEMO_BANK)
    await plan_cash(act=act, name="給与", day_of_month=25, amount=Money(Decimal(1_850_000)))
    await plan_cash(act=act, name="事務所家賃", day_of_month=31, amount=Money(Decimal(280_000)))
    for name, code, day in (("源泉所得税の納付", "2210", 10), ("社会保険料の納付", "2230", 31)):
        account = await act.tx.value("SELECT id FROM masterdata.account WHERE code = $1", code)
        await plan_cash(act=act, name=name, day_of_month=day, account=account)
    await seed_routine(act)


async def finish_demo(act: Act) -> None:
    """Two entries drafted by the accountant that wait for a yes, so that the first inbox has work in it."""
    drafter = await act.tx.value("SELECT id FROM access.app_user WHERE login = 'megumi'")
    if drafter is None:
        return
    own = replace(act, asking=replace(act.asking, actor=drafter))
    codes = await masterdata.accounts(act.tx, ["1110", "1130"])
    for description, amount in (("店舗の釣銭の補充", 150_000), ("イベント用の現金の引き出し", 320_000)):
        lines = [
            EntryLine(account=codes["1110"], side=Side.DEBIT, amount=Money(Decimal(amount))),
            EntryLine(account=codes["1130"], side=Side.CREDIT, amount=Money(Decimal(amount))),
        ]
        draft = await draft_entry(act=own, on=act.today, description=description, lines=lines)
        await approval.submit(own, "entry_draft", draft, note="現金が不足する見込みのため")


async def _begin_with_capital(act: Act) -> None:
    """What the demo company had when its books began: what it buys is paid from money that is there."""
    company = await masterdata.company_row(act.tx, act.company)
    start = year_start(act.today, company.fiscal_year_start_month)
    codes = await masterdata.accounts(act.tx, ["1110", "1130", "3110", "3150"])
    await post_entry(
        act=act,
        on=start.replace(year=start.year - 1),
        description="期首の残高",
        lines=[
            debit(codes["1110"], Decimal(250_000)),
            debit(codes["1130"], Decimal(14_500_000)),
            credit(codes["3110"], Decimal(10_000_000)),
            credit(codes["3150"], Decimal(4_750_000)),
        ],
    )
