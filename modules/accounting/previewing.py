"""An entry from a template as it would stand in the books; nothing is written."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from erp.kernel.transaction import Transaction
from modules.accounting.bookkeeping import with_tax, with_tax_lines
from modules.accounting.rules.ledger import Line
from modules.accounting.templating import entry_from_template


class Looking:
    """The questions of a transaction without one: each is a read of its own."""

    def __init__(self, database: Database, company: UUID) -> None:
        self.database, self.company = database, company

    async def rows(self, sql: str, *args: Any) -> list[Any]:
        return await self.database.rows(sql, *args, company=self.company)

    async def row(self, sql: str, *args: Any) -> Any:
        return next(iter(await self.rows(sql, *args)), None)

    async def value(self, sql: str, *args: Any) -> Any:
        return await self.database.read(sql, *args, company=self.company)


def looking(asking: Asking, database: Database, verb: str) -> Act:
    """What an action's own rules need in order to be asked; it cannot write."""
    return Act(tx=cast(Transaction, Looking(database, asking.company)), asking=asking, verb=verb)


USABLE = "SELECT is_active FROM accounting.entry_template WHERE id = $1 AND company = $2"
NAMES = """
    SELECT a.id, a.code, CASE WHEN $2 = 'ja' THEN a.name_ja ELSE a.name_en END AS name
    FROM masterdata.account a WHERE a.id = ANY($1::uuid[])
"""


async def template_preview(
    asking: Asking,
    database: Database,
    *,
    template: UUID,
    amount: Decimal | None = None,
    on: date | None = None,
) -> list[dict[str, Any]]:
    """The lines the template would post for an amount, tax and all; none until there is an amount."""
    act, day = looking(asking, database, "post_from_template"), on or asking.today
    if amount is None or not await act.tx.value(USABLE, template, asking.company):
        return []
    made = await entry_from_template(act, template, on=day, amount=amount, looks=True)
    lines = [line.in_currency(act.currency) for line in await with_tax_lines(act, made.lines, day)]
    return await shown_lines(act, await with_tax(act, lines, on=day, posted_on=day))


async def shown_lines(act: Act, kept: Sequence[Line]) -> list[dict[str, Any]]:
    """Lines with the names of their accounts."""
    rows = await act.tx.rows(NAMES, list({line.account for line in kept}), act.asking.language)
    known = {row["id"]: row for row in rows}
    return [
        {
            "account_code": known[line.account]["code"],
            "account_name": known[line.account]["name"],
            "debit": line.debit,
            "credit": line.credit,
            "memo": line.memo,
        }
        for line in kept
    ]
