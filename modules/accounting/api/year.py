"""The year: opening balances, consumption tax, tax withheld, the carry-forward."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, children, computed, link, many, mutation, node, one, report, row
from erp.kernel.money import Money
from erp.masterdata.api import Account, Party
from erp.masterdata.states import TaxKind
from modules.accounting import tables
from modules.accounting.actions.carry_forward_year import carry_forward_year
from modules.accounting.actions.close_consumption_tax import close_consumption_tax
from modules.accounting.actions.import_opening_balance import import_opening_balance
from modules.accounting.actions.pay_withheld_tax import pay_withheld_tax
from modules.accounting.actions.record_opening_balance import record_opening_balance
from modules.accounting.actions.set_bookkeeping import set_bookkeeping
from modules.accounting.actions.set_tax_method import set_tax_method
from modules.accounting.actions.undo_carry_forward import undo_carry_forward
from modules.accounting.actions.undo_opening_balance import undo_opening_balance
from modules.accounting.actions.undo_tax_closing import undo_tax_closing
from modules.accounting.actions.undo_withholding_payment import undo_withholding_payment
from modules.accounting.api.ledger import FiscalYear, JournalEntry
from modules.accounting.api.routine import TemplatePreviewLine
from modules.accounting.reports.opening_preview import opening_preview
from modules.accounting.reports.tax_return import consumption_tax_return
from modules.accounting.reports.withheld_tax import WITHHELD_TAX
from modules.accounting.rules.tax_return import Allocation, TaxBasis, TaxScheme
from modules.accounting.rules.taxed_line import Bookkeeping, TaxUse
from modules.accounting.states import TaxSide
from modules.accounting.taxed_sums import CONSUMPTION_TAX_SUMMARY, TAXED_LINES_OF_CLASS


@node(tables.TaxMethod)
class TaxMethod:
    """How consumption tax is worked out from a day on."""

    id: ID
    valid_from: date
    scheme: TaxScheme
    business_type: str | None
    output_basis: TaxBasis
    input_basis: TaxBasis
    allocation: Allocation


@node(tables.TaxClosing)
class TaxClosing:
    """Consumption tax of a span, settled."""

    id: ID
    from_day: date
    to_day: date
    output_tax: Money
    input_tax: Money
    payable: Money
    difference: Money
    entry: JournalEntry = link("entry")
    closed_at: datetime
    undone_by: JournalEntry | None = link("undone_by")
    is_undone: bool = computed("({t}.undone_by IS NOT NULL)")


@node(tables.WithholdingPayment)
class WithholdingPayment:
    """Tax withheld that was paid to the tax office."""

    id: ID
    from_day: date
    to_day: date
    due_on: date
    paid_on: date
    amount: Money
    entry: JournalEntry = link("entry")
    undone_by: JournalEntry | None = link("undone_by")
    is_undone: bool = computed("({t}.undone_by IS NOT NULL)")


@node(tables.OpeningBalance)
class OpeningBalance:
    """What the books began with."""

    id: ID
    starts_on: date
    entry: JournalEntry = link("entry")
    entered_at: datetime
    undone_by: JournalEntry | None = link("undone_by")
    is_undone: bool = computed("({t}.undone_by IS NOT NULL)")
    reason: str | None
    items: list["OpeningItem"] = children("opening", by="number")


@node(tables.OpeningItem, part_of=OpeningBalance, registered_as=("opening_item",))
class OpeningItem:
    """A customer's invoice of the time before, with what is open of it now."""

    id: ID
    party: Party = link("party")
    number: str
    issued_on: date
    due_on: date
    amount: Money
    is_reverse: bool
    open_amount: Money = computed(
        "(SELECT i.open_amount FROM accounting.open_item i WHERE i.document = {t}.id)"
    )


@node(tables.CarryForward)
class CarryForward:
    """Profit or loss of a year, moved to retained earnings."""

    id: ID
    fiscal_year: FiscalYear = link("fiscal_year")
    profit: Money
    retained_account: Account = link("retained_account")
    entry: JournalEntry = link("entry")
    carried_at: datetime
    undone_by: JournalEntry | None = link("undone_by")
    is_undone: bool = computed("({t}.undone_by IS NOT NULL)")


@row
class ConsumptionTaxClass:
    """One class, rate, share and use: what was sold or bought, returns taken off, and its tax."""

    side: TaxSide
    tax_code_id: ID
    tax_code: str
    tax_code_name: str
    kind: TaxKind
    rate: Decimal
    creditable_share: Decimal
    tax_use: TaxUse | None
    base: Money
    tax: Money
    creditable: Money
    not_creditable: Money
    lines: int


@row
class TaxedLine:
    """One line behind a class of consumption tax, with what caused it."""

    line_id: ID
    entry_id: ID
    entry_number: str
    effective_on: date
    description: str
    party_name: str | None
    account_code: str
    base: Money
    tax: Money
    cause_id: ID | None
    cause_kind: str | None
    cause_number: str | None


@row
class ConsumptionTaxReturn:
    """What a span comes to by the company's method, and the entry that would close it."""

    scheme: TaxScheme
    bookkeeping: Bookkeeping
    taxable_ratio: Decimal
    full_credit: bool
    output_national: Money
    input_national: Money
    national: Money
    local: Money
    payable: Money
    output_tax: Money
    input_tax: Money
    unclosed_from: date | None
    unclosed_to: date | None
    lines: list[TemplatePreviewLine]


@row
class WithheldTax:
    """Tax withheld in a month or half-year, what of it was paid, and when it is due."""

    from_day: date
    to_day: date
    due_on: date
    withheld: Money
    paid: Money
    unpaid: Money
    is_overdue: bool


@row
class OpeningPreview:
    """What a table of opening balances holds; both sides have to agree."""

    lines: int
    items: int
    debit: Money
    credit: Money
    difference: Money


QUERY = [
    many(TaxMethod, sorts=("valid_from",), default_sort="-valid_from"),
    many(TaxClosing, sorts=("to_day",), default_sort="-to_day"),
    many(WithholdingPayment, sorts=("paid_on",), default_sort="-paid_on"),
    one(OpeningBalance),
    many(OpeningBalance, sorts=("entered_at",), default_sort="-entered_at"),
    many(CarryForward, filters=("fiscal_year",), sorts=("carried_at",), default_sort="-carried_at"),
    report(
        "consumption_tax_summary",
        ConsumptionTaxClass,
        sql=CONSUMPTION_TAX_SUMMARY,
        args={"from": date, "to": date},
        permission="accounting.read_consumption_tax",
        expected=20,
    ),
    report(
        "taxed_lines",
        TaxedLine,
        sql=TAXED_LINES_OF_CLASS,
        args={"from": date, "to": date, "tax_code": ID, "rate": Decimal | None, "share": Decimal | None},
        permission="accounting.read_journal_entry",
        expected=200,
    ),
    report(
        "consumption_tax_return",
        ConsumptionTaxReturn,
        run=consumption_tax_return,
        args={"from_day": date, "to_day": date, "payable": Money | None},
        permission="accounting.read_consumption_tax",
        single=True,
    ),
    report(
        "withheld_tax",
        WithheldTax,
        sql=WITHHELD_TAX,
        args={"from": date, "to": date},
        permission="accounting.read_withheld_tax",
        expected=24,
    ),
    report(
        "opening_preview",
        OpeningPreview,
        run=opening_preview,
        args={"csv": str | None},
        permission="accounting.read_opening_balance",
        single=True,
    ),
]
MUTATION = [
    mutation(set_tax_method, TaxMethod),
    mutation(set_bookkeeping, FiscalYear),
    mutation(close_consumption_tax, TaxClosing),
    mutation(undo_tax_closing, TaxClosing),
    mutation(pay_withheld_tax, WithholdingPayment),
    mutation(undo_withholding_payment, WithholdingPayment),
    mutation(record_opening_balance, OpeningBalance),
    mutation(import_opening_balance, OpeningBalance),
    mutation(undo_opening_balance, OpeningBalance),
    mutation(carry_forward_year, CarryForward),
    mutation(undo_carry_forward, CarryForward),
]
