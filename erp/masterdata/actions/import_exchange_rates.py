"""Take over a list of rates from a file, as a bank gives it."""

from collections.abc import Sequence
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.kernel.files import Attached
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.masterdata.checks import currency_of, words
from erp.masterdata.refusals import ExchangeRateThere, RateRowUnreadable
from erp.masterdata.rules.exchange_table import SHOWN, RateRow, rates_of
from erp.masterdata.tables import ExchangeRate

_THERE = """
    SELECT asked.at, r.id, r.rate, r.valid_from, r.valid_to
    FROM unnest($1::int[], $2::text[], $3::text[], $4::date[], $5::date[])
         AS asked (at, currency, kind, first, last)
    JOIN masterdata.exchange_rate r
      ON r.currency = asked.currency AND r.kind = asked.kind AND r.into_currency = $6
     AND r.is_active AND r.valid_from <= asked.last AND r.valid_to >= asked.first
"""


async def import_exchange_rates(
    *, act: Act, file: Attached, into_currency: str | None = None, source: str | None = None
) -> UUID:
    """All rows or none: 日付, 通貨, レート and, where wanted, 種類 (TTM), 終了日 and 単位 (1).

    A rate that is there already with the same figure is passed over; with another figure it is refused by its
    line (`EXCHANGE_RATE_THERE`). Answers the last rate of the file.
    """
    target = currency_of("into_currency", into_currency or act.currency)
    rows = rates_of(file.content)
    for row in rows:
        if row.currency == target:
            raise RateRowUnreadable(row.line, SHOWN["currency"], "SAME_CURRENCY", row.currency)
    await lock_name(act, "exchange_rate", act.company)
    there = await _there(act, rows, target)
    made = [
        _written(act, row, target, words("source", source) or file.name)
        for at, row in enumerate(rows)
        if at not in there
    ]
    if not made:
        return there[len(rows) - 1]
    with taken_means(ExchangeRateThere(rows[0].currency, target, rows[0].valid_from)):
        await act.tx.insert(ExchangeRate, made)
    return UUID(str(made[-1]["id"]))


async def _there(act: Act, rows: Sequence[RateRow], into: str) -> dict[int, UUID]:
    """By place in the file, the same rate that is there already; another figure is refused."""
    found = await act.tx.rows(
        _THERE,
        list(range(len(rows))),
        [row.currency for row in rows],
        [row.kind.value for row in rows],
        [row.valid_from for row in rows],
        [row.valid_to for row in rows],
        into,
    )
    same = {}
    for each in found:
        row = rows[each["at"]]
        if (each["rate"], each["valid_from"], each["valid_to"]) != (row.rate, row.valid_from, row.valid_to):
            raise ExchangeRateThere(row.currency, into, row.valid_from, line=row.line)
        same[each["at"]] = each["id"]
    return same


def _written(act: Act, row: RateRow, into: str, source: str) -> dict[str, object]:
    return {
        "id": new_id(),
        "currency": row.currency,
        "into_currency": into,
        "kind": row.kind.value,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "rate": row.rate,
        "source": source,
        "entered_by": act.actor,
        "entered_at": act.at,
        "is_active": True,
        "withdrawn_because": None,
    }
