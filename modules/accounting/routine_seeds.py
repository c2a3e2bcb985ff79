"""A little routine work to look at: rent, an accrual with its reverse, a premium over a year."""

from datetime import timedelta
from decimal import Decimal

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.money import Money
from modules.accounting.accruing import post_due_shares
from modules.accounting.actions.post_accrual import post_accrual
from modules.accounting.actions.register_entry_template import register_entry_template
from modules.accounting.actions.run_recurring_entry import run_recurring_entry
from modules.accounting.actions.schedule_recurring_entry import schedule_recurring_entry
from modules.accounting.actions.spread_prepaid_expense import spread_prepaid_expense
from modules.accounting.lines import credit, debit
from modules.accounting.rules.entry_template import AmountKind
from modules.accounting.rules.ledger import Side
from modules.accounting.rules.recurrence import Rhythm, month_on
from modules.accounting.rules.taxed_line import TaxEntry
from modules.accounting.template_lines import TemplateLineDraft


async def seed_routine(act: Act) -> None:
    """Through the actions, with what is due until today already posted."""
    codes = await masterdata.accounts(act.tx, ["6290", "1130", "6370", "2150", "6330"])
    taxes = await masterdata.tax_codes(act.tx, ["P10"])
    month = act.today.replace(day=1)
    before = month_on(month, -1, 1)
    rent = await register_entry_template(
        act=act,
        name="事務所家賃",
        description="事務所家賃",
        lines=[
            TemplateLineDraft(
                account=codes["6290"],
                side=Side.DEBIT,
                amount_kind=AmountKind.ASKED,
                tax_code=taxes["P10"],
                tax_entry=TaxEntry.INCLUDED,
            ),
            TemplateLineDraft(account=codes["1130"], side=Side.CREDIT, amount_kind=AmountKind.ASKED),
        ],
    )
    recurring = await schedule_recurring_entry(
        act=act,
        name="本社家賃",
        template=rent,
        amount=Money(Decimal(280_000)),
        rhythm=Rhythm.MONTHLY_ON_DAY,
        day_of_month=1,
        starts_on=before,
    )
    await run_recurring_entry(act=act, recurring=recurring)
    await post_accrual(
        act=act,
        on=month - timedelta(days=1),
        description="外注費の見越",
        lines=[debit(codes["6370"], Money(Decimal(50_000))), credit(codes["2150"], Money(Decimal(50_000)))],
        reverse_at_once=True,
    )
    prepaid = await spread_prepaid_expense(
        act=act,
        description="火災保険料",
        amount=Money(Decimal(60_000)),
        months=12,
        first_month=before,
        expense_account=codes["6330"],
        on=before,
        paid_from=codes["1130"],
    )
    await post_due_shares(act, prepaid)
