"""Who closes when: the terms of a payer, and the period that ends on a day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from erp import masterdata
from erp.kernel.database import Transaction
from erp.masterdata.rules.terms import (
    HolidayShift,
    Terms,
    closes_on,
    dated_period_start,
    due_date,
    period_start,
    shifted,
)
from erp.masterdata.states import BillingPolicy
from modules.billing.refusals import NotAClosingDay, NotBilledAtClosing

STATEMENT = BillingPolicy.CLOSING_STATEMENT
AROUND = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Closing:
    """One period of one customer."""

    party: masterdata.PartyRow
    closing_on: date
    period_from: date

    @property
    def billing(self) -> BillingPolicy:
        """Which paper is the qualified invoice; what left under a closing bill stays so when terms change."""
        return STATEMENT if self.party.billing is STATEMENT else BillingPolicy.CLOSING_BILL

    async def due_on(self, tx: Transaction, company: UUID) -> date:
        """When it is to be paid: by the month of the closing, and away from days on which nobody can."""
        raw = due_date(replace(self.party.terms, holiday_shift=HolidayShift.NONE), self.closing_on)
        closed = await masterdata.closed_days(tx, company, raw - AROUND, raw + AROUND)
        return shifted(raw, self.party.holiday_shift, closed)


def closing_of(
    party: masterdata.PartyRow, closing_on: date, history: Sequence[tuple[date, Terms]] = ()
) -> Closing:
    """The period that ends on this day by the terms of this day; refuses a day on which he does not close.

    `history` are the terms before: the period begins after the closing that went before it under them.
    """
    if party.billed_to is not None or party.closing_day is None:
        raise NotBilledAtClosing(party.number)
    if not closes_on(party.terms, closing_on):
        raise NotAClosingDay(party.number, closing_on)
    begins = dated_period_start(history, closing_on) if history else period_start(party.terms, closing_on)
    return Closing(party, closing_on, begins)


# The payers whose period ends on a day, by their terms of that day:
# $1 company, $2 the day, $3 only these (or nobody in particular).
CLOSING_PAYERS = """
    SELECT p.id FROM masterdata.party p
      JOIN masterdata.party_terms_span t
        ON t.party = p.id AND t.valid_from <= $2 AND (t.valid_to IS NULL OR t.valid_to >= $2)
     WHERE p.merged_into IS NULL AND t.billed_to IS NULL
       AND billing.closes_on(t.closing_day, t.second_closing_day, t.third_closing_day, $2)
       AND (t.billing LIKE 'CLOSING%'
            OR EXISTS (SELECT FROM billing.supply s
                        WHERE s.customer = p.id AND s.company = $1 AND s.bill IS NULL))
       AND ($3::uuid[] IS NULL OR p.id = ANY($3::uuid[]))
     ORDER BY p.number
"""
