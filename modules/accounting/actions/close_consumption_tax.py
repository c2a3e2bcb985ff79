"""Close consumption tax: what was received and paid of it is settled against what is owed."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO, Money
from modules.accounting import tables
from modules.accounting.bookkeeping import bookkeeping_of
from modules.accounting.posting import book_entry
from modules.accounting.queries import posting_accounts
from modules.accounting.rules.taxed_line import Bookkeeping
from modules.accounting.settling import require_coins
from modules.accounting.states import EntryKind
from modules.accounting.tax_closing import closing_lines
from modules.accounting.tax_returns import tax_return_of


class TaxClosed(Refused):
    """Consumption tax of some of these days is closed already."""

    def __init__(self, from_day: date, to_day: date) -> None:
        super().__init__(from_day=from_day, to_day=to_day)


class EarlierTaxOpen(Refused):
    """Tax of earlier days stands in the same accounts; it would fall into the gain or loss of these."""

    def __init__(self, from_day: date, to_day: date) -> None:
        super().__init__(field="fromDay", from_day=from_day, to_day=to_day)


async def close_consumption_tax(
    *, act: Act, from_day: date, to_day: date, payable: Money | None = None
) -> UUID:
    """Empty the accounts of tax on the last day; the difference is a gain or a loss.

    What is to be paid is worked out by the company's method, or is the figure of the return as it was filed;
    below nothing it comes back. From then on nothing that says tax is posted into these days (`TAX_CLOSED`)
    before the closing is taken back. Refuses `EARLIER_TAX_OPEN` while tax of days before is not closed.
    """
    if to_day < from_day:
        raise BadInput("toDay", "BEFORE_START", starts_on=from_day)
    await _hold(act, from_day, to_day)
    found = await tax_return_of(act, from_day, to_day)
    if found.unclosed is not None:
        raise EarlierTaxOpen(*found.unclosed)
    owed = found.due.payable if payable is None else payable
    require_coins("payable", owed, act.currency)
    inclusive = await bookkeeping_of(act, to_day) is Bookkeeping.TAX_INCLUSIVE
    lines = closing_lines(await posting_accounts(act), found, Decimal(owed), inclusive=inclusive)
    closing = new_id()
    entry = await book_entry(
        act,
        on=to_day,
        description=f"消費税等の決算 {from_day}～{to_day}",
        lines=lines,
        cause=closing,
        kind=EntryKind.TAX_CLOSING,
    )
    row = {
        "id": closing,
        "company": act.company,
        "from_day": from_day,
        "to_day": to_day,
        "output_tax": found.output_tax,
        "input_tax": found.input_tax,
        "payable": owed,
        "difference": ZERO if inclusive else found.output_tax - found.input_tax - owed,
        "entry": entry,
        "closed_by": act.actor,
        "closed_at": act.at,
        "undone_by": None,
    }
    await act.tx.insert(tables.TaxClosing, [row])
    return closing


async def _hold(act: Act, from_day: date, to_day: date) -> None:
    """Nobody is on his way into these days, and none of them is closed."""
    # Whoever posts tax shares this lock.
    await act.tx.run("SELECT accounting.hold_area($1, 'TAX')", act.company)
    there = await act.tx.row(
        """SELECT from_day, to_day FROM accounting.tax_closing
           WHERE company = $1 AND undone_by IS NULL AND from_day <= $3 AND to_day >= $2 LIMIT 1""",
        act.company,
        from_day,
        to_day,
    )
    if there:
        raise TaxClosed(there["from_day"], there["to_day"])
