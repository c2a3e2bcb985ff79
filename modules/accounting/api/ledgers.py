"""An account line by line, page by page, and its parties."""

from datetime import date, datetime

from erp.api import ID, report, row
from erp.kernel.money import Money
from erp.masterdata.states import AccountKind
from modules.accounting.reports.general_ledger import general_ledger
from modules.accounting.reports.sub_ledger import sub_ledger


@row
class GeneralLedgerLine:
    """One line of an account with the balance after it, the entry it belongs to and what caused that."""

    line_id: ID
    entry_id: ID
    entry_number: str
    effective_on: date
    description: str
    party_name: str | None
    debit: Money
    credit: Money
    balance: Money
    cause_id: ID | None
    cause_kind: str | None
    cause_number: str | None


@row
class LedgerPageInfo:
    """Whether there are lines before and after, and how to ask for them."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@row
class GeneralLedger:
    """A page of an account: the balance it begins with, its lines, their sums, the balance it ends with."""

    account_id: ID
    account_code: str
    account_name: str
    kind: AccountKind
    opening: Money
    debit: Money
    credit: Money
    closing: Money
    nodes: list[GeneralLedgerLine]
    page_info: LedgerPageInfo


@row
class SubLedgerLine:
    """One party of an account: brought forward, both sides, and what remains."""

    party_id: ID | None
    party_number: str | None
    party_name: str
    opening: Money
    debit: Money
    credit: Money
    balance: Money


_SPAN = {"account": ID, "from": date | None, "to": date | None, "known_at": datetime | None}
QUERY = [
    report(
        "general_ledger",
        GeneralLedger,
        run=general_ledger,
        args={
            **_SPAN,
            "party": ID | None,
            "department": ID | None,
            "first": int | None,
            "after": str | None,
            "last": int | None,
            "before": str | None,
        },
        permission="accounting.read_journal_entry",
        single=True,
    ),
    report(
        "sub_ledger",
        SubLedgerLine,
        run=sub_ledger,
        args=_SPAN,
        permission="accounting.read_journal_entry",
    ),
]
