"""The bills a closing day would make: the same figures, and nothing written."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import Refused
from erp.kernel.labels import refusal_message
from erp.kernel.money import ZERO, Rounding
from erp.masterdata.rules.terms import Terms
from modules.billing.closing_terms import CLOSING_PAYERS, closing_of
from modules.billing.gathering import Gathered, gather, taxed

MOST_SHOWN = 2_000


class Reading:
    """Rows of one company, read outside any mutation."""

    def __init__(self, database: Database, company: UUID) -> None:
        self._database, self._company = database, company

    async def rows(self, sql: str, *args: Any) -> Any:
        return await self._database.rows(sql, *args, company=self._company)


async def closing_preview(
    asking: Asking, database: Database, *, closing_on: date, customer: UUID | None = None
) -> list[dict[str, Any]]:
    """One line for each customer whose period ends on that day; the statements do not grow with them."""
    source = Reading(database, asking.company)
    only = [customer] if customer else None
    payers = [row["id"] for row in await source.rows(CLOSING_PAYERS, asking.company, closing_on, only)]
    payers = payers[:MOST_SHOWN]
    parties = await masterdata.parties(source, payers, closing_on)
    history = await masterdata.terms_history(source, payers)
    (own,) = await source.rows("SELECT tax_rounding FROM masterdata.company WHERE id = $1", asking.company)
    found = await gather(source, asking.company, payers, closing_on)
    rounding = Rounding(own["tax_rounding"])
    return [
        _row(
            parties[payer],
            found[payer],
            closing_on,
            rounding,
            asking.currency,
            asking.language,
            history.get(payer, ()),
        )
        for payer in payers
    ]


def _row(
    party: masterdata.PartyRow,
    found: Gathered,
    closing_on: date,
    rounding: Rounding,
    currency: str,
    language: str,
    history: Sequence[tuple[date, Terms]],
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "customer_id": party.id, "customer_number": party.number, "customer_name": party.name,
        "shipments": len({line["shipment"] for line in found.lines if not line["returns_line"]}),
        "bill_id": None, "remark": None,
    }  # fmt: skip
    if found.last and found.last["closing_on"] >= closing_on:
        figures = dict.fromkeys(("previous", "received", "adjusted", "carried", "sales", "tax"), ZERO)
        remark = "請求済" if language == "ja" else "Billed already"
        return row | figures | {"total": found.last["balance"], "bill_id": found.last["id"], "remark": remark}
    sales = tax = Decimal(0)
    try:
        closing = closing_of(party, closing_on, history)
        lines = found.billable()
        by_rate = taxed(
            lines, party.tax_rounding or rounding, currency, bool(lines) and lines[0]["prices_include_tax"]
        )
        sales = sum((each.base for each in by_rate), ZERO)
        tax = sum((each.tax for each in by_rate), ZERO)
        now = found.figures(closing.period_from, sales=sales, tax=tax)
    except Refused as refused:
        figures = dict.fromkeys(
            ("previous", "received", "adjusted", "carried", "sales", "tax", "total"), ZERO
        )
        return row | figures | {"remark": refusal_message(refused, language)}
    return row | {
        "previous": now.previous, "received": now.received, "adjusted": now.adjusted, "carried": now.carried,
        "sales": now.sales, "tax": now.tax, "total": now.asked(party.carries_balance),
    }  # fmt: skip
