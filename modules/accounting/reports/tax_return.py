"""What closing consumption tax would come to and post, before anybody does it."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from erp.kernel.asking import Asking
from erp.kernel.database import Database
from modules.accounting.bookkeeping import bookkeeping_of
from modules.accounting.lines import EntryLine
from modules.accounting.previewing import looking, shown_lines
from modules.accounting.queries import posting_accounts
from modules.accounting.rules.taxed_line import Bookkeeping
from modules.accounting.tax_closing import NoTaxToClose, closing_lines
from modules.accounting.tax_returns import tax_return_of


async def consumption_tax_return(
    asking: Asking, database: Database, *, from_day: date, to_day: date, payable: Decimal | None = None
) -> dict[str, Any]:
    """The figures of the return, and the lines of the entry."""
    act = looking(asking, database, "close_consumption_tax")
    found = await tax_return_of(act, from_day, to_day)
    inclusive = await bookkeeping_of(act, to_day) is Bookkeeping.TAX_INCLUSIVE
    owed = found.due.payable if payable is None else payable
    lines: list[EntryLine] = []
    with suppress(NoTaxToClose):  # no lines say it
        lines = closing_lines(await posting_accounts(act), found, owed, inclusive=inclusive)
    return {
        "scheme": found.terms.scheme,
        "bookkeeping": Bookkeeping.TAX_INCLUSIVE if inclusive else Bookkeeping.TAX_EXCLUSIVE,
        "taxable_ratio": round(found.due.ratio, 2),
        "full_credit": found.due.full_credit,
        "output_national": found.due.output_national,
        "input_national": found.due.input_national,
        "national": found.due.national,
        "local": found.due.local,
        "payable": owed,
        "output_tax": found.output_tax,
        "input_tax": found.input_tax,
        "unclosed_from": found.unclosed[0] if found.unclosed else None,
        "unclosed_to": found.unclosed[1] if found.unclosed else None,
        "lines": await shown_lines(act, [line.in_currency(act.currency) for line in lines]),
    }
