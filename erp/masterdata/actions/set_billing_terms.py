"""How a customer gets his invoices: each by itself or at closing days, and who is billed for him."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from erp.masterdata.changing import differing, unseen
from erp.masterdata.dated_terms import keep_terms
from erp.masterdata.keep import KEEP, given
from erp.masterdata.queries.party import must_not_be_merged
from erp.masterdata.refusals import BadTerms
from erp.masterdata.rules.terms import HolidayShift
from erp.masterdata.states import BillingPolicy
from erp.masterdata.tables import Party

CLOSING = (BillingPolicy.CLOSING_BILL, BillingPolicy.CLOSING_STATEMENT)


async def set_billing_terms(
    *,
    act: Act,
    party: UUID,
    billing: BillingPolicy,
    closing_day: int | None = None,
    second_closing_day: int | None = None,
    third_closing_day: int | None = None,
    carries_balance: bool = True,
    billed_to: UUID | None = None,
    payment_months: int = KEEP,
    payment_day: int = KEEP,
    holiday_shift: HolidayShift = KEEP,
    valid_from: date | None = None,
    version: int | None = None,
) -> UUID:
    """Say all of it at once; orders taken before and bills made before keep what they say.

    From a day on (`valid_from`) the past keeps its own terms: a closing day is closed, and a debt is due, by
    those that held on it. Without a day what holds today is put right. Somebody who is billed for others is
    not billed through a third one.
    """
    days = _days(billing, closing_day, second_closing_day, third_closing_day)
    rows = {row["id"]: dict(row) for row in await lock_rows(act, Party, {party, billed_to or party})}
    if party not in rows:
        raise NotFound("Party", party, field="party")
    await must_not_be_merged(act.tx, party, field="party")
    unseen(rows[party], version)
    if billed_to is not None:
        await _payer(act, rows, party, billed_to)
    terms = {
        "billing": billing.value,
        "closing_day": days[0],
        "second_closing_day": days[1],
        "third_closing_day": days[2],
        "carries_balance": carries_balance,
        "billed_to": billed_to,
    } | _payment(payment_months, payment_day, holiday_shift)
    holds_today = await keep_terms(act, rows[party], terms, valid_from)
    values = differing(rows[party], terms)
    if values and holds_today:
        await act.tx.update(Party, [{"id": party, **values, "version": rows[party]["version"] + 1}])
    return party


def _payment(months: int, day: int, shift: HolidayShift) -> dict[str, Any]:
    """When he pays, as far as it is mentioned."""
    given_terms = given(payment_months=months, payment_day=day, holiday_shift=shift)
    if not 0 <= given_terms.get("payment_months", 0) <= 12:
        raise BadTerms("payment_months", "NOT_0_TO_12", given=months)
    if not 1 <= given_terms.get("payment_day", 1) <= 31:
        raise BadTerms("payment_day", "NOT_A_DAY", given=day)
    if "holiday_shift" in given_terms:
        given_terms["holiday_shift"] = shift.value
    return given_terms


def _days(
    billing: BillingPolicy, first: int | None, second: int | None, third: int | None
) -> tuple[int | None, int | None, int | None]:
    """Each day of the month once, the earliest first, and none missing in between."""
    if billing in CLOSING and first is None:
        raise BadTerms("closing_day", "CLOSING_DAY_MISSING")
    for field, day in (("closing_day", first), ("second_closing_day", second), ("third_closing_day", third)):
        if day is not None and not 1 <= day <= 31:
            raise BadTerms(field, "NOT_A_DAY", given=day)
    given = sorted(day for day in (first, second, third) if day is not None)
    if len(set(given)) < len(given):
        raise BadTerms("second_closing_day", "SAME_DAY_TWICE")
    one, two, three, *_ = [*given, None, None, None]
    return one, two, three


async def _payer(act: Act, rows: dict[UUID, dict], party: UUID, billed_to: UUID) -> None:
    if billed_to == party:
        raise BadInput("billed_to", "BILLED_TO_ITSELF")
    if billed_to not in rows:
        raise NotFound("Party", billed_to, field="billed_to")
    await must_not_be_merged(act.tx, billed_to, field="billed_to")
    chained = rows[billed_to]["billed_to"] is not None or await act.tx.value(
        "SELECT true FROM masterdata.party WHERE billed_to = $1 LIMIT 1", party
    )
    if chained or not rows[billed_to]["is_customer"]:
        raise BadInput("billed_to", "BILLED_THROUGH_TWO" if chained else "NOT_A_CUSTOMER")
