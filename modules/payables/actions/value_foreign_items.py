"""Value foreign items: what is open in other currencies at the end of a period, at the rates of that day."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.kernel.errors import Refused
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name, lock_period_shared
from erp.kernel.money import ZERO
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from erp.masterdata import NoExchangeRate, RateKind
from modules import accounting
from modules.accounting import EntryLine, PostingPurpose, credit, debit
from modules.payables import tables
from modules.payables.rules.exchange import converted
from modules.payables.states import CurrencyValuationState
from modules.payables.valuing import OPEN_ON

ITEMS = OPEN_ON.format(on="$2::date", company="$1") + " ORDER BY i.foreign_currency, i.due_on, i.number"


class ValuationThere(Refused):
    """That day was valued before; undo it first if something was missing."""

    def __init__(self, on: date) -> None:
        super().__init__(field="on", on=on)


class NothingForeign(Refused):
    """Nothing is open in another currency on that day."""

    def __init__(self, on: date) -> None:
        super().__init__(field="on", on=on)


async def value_foreign_items(*, act: Act, on: date) -> UUID:
    """Book the gain or loss by the rates of the day, and its reverse on the next (洗替).

    Suppliers' accounts stay as they are: the difference stands in an account of its own. Refuses a day that
    was valued before, and a currency without a rate on it.
    """
    await lock_period_shared(act, on)
    await lock_name(act, "currency_valuation", act.company)
    rows = [dict(row) for row in await act.tx.rows(ITEMS, act.company, on)]
    if not rows:
        raise NothingForeign(on)
    for row in rows:
        if row["rate"] is None:
            raise NoExchangeRate(row["currency"], act.currency, on, RateKind.TTM.value)
        row["value"] = converted(row["foreign_open"], row["rate"], act.currency)
    gained = [row["sign"] * (row["booked"] - row["value"]) for row in rows]
    gain = sum((max(each, ZERO) for each in gained), ZERO)
    loss = sum((max(-each, ZERO) for each in gained), ZERO)
    valuation = new_id()
    head: dict[str, Any] = {
        "id": valuation,
        "company": act.company,
        "number": await next_number(act, "currency_valuation", on),
        "state": CurrencyValuationState.POSTED.value,
        "valued_on": on,
        "gain": gain,
        "loss": loss,
        "entry": None,
        "reversal": None,
        "made_by": act.actor,
        "made_at": act.at,
        "undo_reason": None,
    }
    with taken_means(ValuationThere(on)):
        await act.tx.insert(tables.CurrencyValuation, [head])
    await _write(act, valuation, rows)
    await register_document(
        act, kind="currency_valuation", id=valuation, number=head["number"], on=on, title=head["number"],
        amount=gain - loss, causes=[row["id"] for row in rows],
    )  # fmt: skip
    if gain or loss:
        entry = await accounting.post_entry(
            act=act, on=on, description=head["number"], lines=await _lines(act, gain, loss),
            origin=f"currency_valuation:{valuation}", cause=valuation,
        )  # fmt: skip
        await _take_back(act, entry, on + timedelta(days=1))
        await act.tx.update(tables.CurrencyValuation, [{"id": valuation, "entry": entry}])
    return valuation


async def _take_back(act: Act, entry: UUID, on: date) -> None:
    """At once, dated the next day; where its month is not there yet, when the day has come."""
    try:
        async with act.tx.savepoint("take_back"):
            await accounting.reverse_later(act, entry, on, at_once=True)
    except Refused:
        await accounting.reverse_later(act, entry, on)


async def _write(act: Act, valuation: UUID, rows: Sequence[dict[str, Any]]) -> None:
    await act.tx.insert(
        tables.CurrencyValuationLine,
        [
            {
                "id": new_id(),
                "company": act.company,
                "currency_valuation": valuation,
                "line_no": line_no,
                "supplier_invoice": row["id"],
                "currency": row["currency"],
                "foreign_open": row["foreign_open"],
                "booked": row["booked"],
                "rate": row["rate"],
                "value": row["value"],
            }
            for line_no, row in enumerate(rows, 1)
        ],
    )


async def _lines(act: Act, gain: Decimal, loss: Decimal) -> list[EntryLine]:
    accounts = await accounting.posting_accounts(act)
    lines = []
    if loss:
        lines += [
            debit(accounts[PostingPurpose.EXCHANGE_LOSS], loss, act.currency),
            credit(accounts[PostingPurpose.EXCHANGE_VALUATION], loss, act.currency),
        ]
    if gain:
        lines += [
            debit(accounts[PostingPurpose.EXCHANGE_VALUATION], gain, act.currency),
            credit(accounts[PostingPurpose.EXCHANGE_GAIN], gain, act.currency),
        ]
    return lines
