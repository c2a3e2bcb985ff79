"""Terms of a party that change on a day: what holds before that day stays as it was."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.masterdata.queries.rows import AsksForRows
from erp.masterdata.rules.terms import HolidayShift, Terms
from erp.masterdata.tables import PartyTerms

TERMS = (
    "billing", "closing_day", "second_closing_day", "third_closing_day", "carries_balance", "billed_to",
    "payment_months", "payment_day", "holiday_shift",
)  # fmt: skip
ALL_DAYS = date.min
_ROWS = "SELECT id, valid_from FROM masterdata.party_terms WHERE party = $1 ORDER BY valid_from"
_HISTORY = """
SELECT party, valid_from, closing_day, second_closing_day, third_closing_day, payment_months, payment_day,
       holiday_shift
  FROM masterdata.party_terms WHERE party = ANY($1::uuid[]) ORDER BY party, valid_from
"""


async def keep_terms(
    act: Act, party: Mapping[str, Any], values: Mapping[str, Any], valid_from: date | None
) -> bool:
    """Keep the terms from a day on, or put right those of today; answers whether they hold today."""
    rows = list(await act.tx.rows(_ROWS, party["id"]))
    if valid_from is None and not rows:
        return True
    wanted = {name: values.get(name, party[name]) for name in TERMS}
    if valid_from is None:
        current = [row for row in rows if row["valid_from"] <= act.today][-1]
        await act.tx.update(PartyTerms, [wanted | {"id": current["id"]}])
        return True
    if not rows:
        before = {name: party[name] for name in TERMS}
        await act.tx.insert(PartyTerms, [_row(party["id"], ALL_DAYS, before)])
    same = [row for row in rows if row["valid_from"] == valid_from]
    if same:
        await act.tx.update(PartyTerms, [wanted | {"id": same[0]["id"]}])
    else:
        await act.tx.insert(PartyTerms, [_row(party["id"], valid_from, wanted)])
    later = any(valid_from < row["valid_from"] <= act.today for row in rows)
    return valid_from <= act.today and not later


def _row(party: UUID, valid_from: date, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": new_id(), "party": party, "valid_from": valid_from, **values}


async def terms_history(tx: AsksForRows, parties: list[UUID]) -> dict[UUID, list[tuple[date, Terms]]]:
    """The terms of each party by the day they began on; nobody who never changed is in it."""
    found: dict[UUID, list[tuple[date, Terms]]] = {}
    for row in await tx.rows(_HISTORY, parties):
        more = (row["second_closing_day"], row["third_closing_day"])
        terms = Terms(
            row["closing_day"],
            row["payment_months"],
            row["payment_day"],
            HolidayShift(row["holiday_shift"]),
            more_days=tuple(each for each in more if each is not None),
        )
        found.setdefault(row["party"], []).append((row["valid_from"], terms))
    return found
