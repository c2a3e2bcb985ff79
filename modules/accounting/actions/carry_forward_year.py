"""Carry a year forward: its profit or loss goes to retained earnings, and accounts of results begin anew."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import ZERO
from modules.accounting import tables
from modules.accounting.lines import EntryLine, credit, debit
from modules.accounting.posting import book_entry
from modules.accounting.queries import posting_accounts
from modules.accounting.rules.ledger import Side
from modules.accounting.states import EntryKind, PostingPurpose

# With what was carried before: only what is left is carried now.
RESULTS = """
    SELECT b.account, b.debit - b.credit AS balance
    FROM accounting.balances($1, $2, $3) b JOIN masterdata.account a ON a.id = b.account
    WHERE a.kind IN ('REVENUE', 'EXPENSE') AND b.debit <> b.credit ORDER BY a.code
"""


class NothingToCarry(Refused):
    """The year has no income and no expense."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


async def carry_forward_year(*, act: Act, fiscal_year: UUID) -> UUID:
    """Post what is left of income and expense to retained earnings on the last day of the year.

    Again, it carries what came since; when nothing did it answers with what is there.
    """
    year = await act.tx.row(
        "SELECT id, name, starts_on, ends_on FROM accounting.fiscal_year WHERE id = $1 AND company = $2",
        fiscal_year,
        act.company,
    )
    if year is None:
        raise NotFound("FiscalYear", fiscal_year, field="fiscal_year")
    await lock_name(act, "carry_forward", fiscal_year)
    retained = (await posting_accounts(act))[PostingPurpose.RETAINED_EARNINGS]
    lines = await _lines(act, retained, year["starts_on"], year["ends_on"])
    if not lines:
        there = await act.tx.value(
            """SELECT id FROM accounting.carry_forward WHERE fiscal_year = $1 AND undone_by IS NULL
               ORDER BY carried_at DESC LIMIT 1""",
            fiscal_year,
        )
        if there is None:
            raise NothingToCarry(year["name"])
        return there
    carried = new_id()
    entry = await book_entry(
        act,
        on=year["ends_on"],
        description=f"年度繰越 {year['name']}",
        lines=lines,
        cause=carried,
        kind=EntryKind.CARRY_FORWARD,
    )
    profit = sum((_signed(line) for line in lines if line.account == retained), ZERO)
    row = {
        "id": carried,
        "company": act.company,
        "fiscal_year": fiscal_year,
        "profit": profit,
        "retained_account": retained,
        "entry": entry,
        "carried_by": act.actor,
        "carried_at": act.at,
        "undone_by": None,
    }
    await act.tx.insert(tables.CarryForward, [row])
    return carried


async def _lines(act: Act, retained: UUID, starts_on: date, ends_on: date) -> list[EntryLine]:
    rows = await act.tx.rows(RESULTS, act.company, starts_on, ends_on)
    lines = [
        credit(row["account"], row["balance"])
        if row["balance"] > 0
        else debit(row["account"], -row["balance"])
        for row in rows
    ]
    loss = sum((row["balance"] for row in rows), ZERO)
    if loss:
        lines.append(debit(retained, loss) if loss > 0 else credit(retained, -loss))
    return lines


def _signed(line: EntryLine) -> Decimal:
    return line.amount if line.side is Side.CREDIT else -line.amount
