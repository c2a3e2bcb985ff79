"""Whom we owe: the supplier behind a key, how we deal with him, and by when he has to be paid."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.money import Rounding
from erp.masterdata.rules.terms import HolidayShift, Terms, due_date, shifted
from modules.payables.refusals import NotASupplier
from modules.payables.rules.payment_limit import PaymentLimit, pay_by
from modules.payables.states import FeeBearer

SIMILAR_DAYS = 7
# No run of holidays is longer.
AROUND = timedelta(days=20)


@dataclass(frozen=True, slots=True)
class Supplier:
    """A party we buy from, with the company's own terms for him; `covered` is the law's word."""

    party: masterdata.PartyRow
    is_covered: bool = False
    is_freelancer: bool = False
    fee_bearer: FeeBearer = FeeBearer.US
    agreed_next_business_day: bool = False
    withholds: bool = False
    account: UUID | None = None

    @property
    def terms(self) -> Terms:
        """Protected suppliers are paid before a holiday, unless the day after was agreed beforehand."""
        own = self.party.terms
        if self.is_covered and not self.agreed_next_business_day:
            return Terms(own.closing_day, own.months, own.payment_day, HolidayShift.BEFORE)
        return own


@dataclass(frozen=True, slots=True)
class Setting:
    """A company's own choices; as long as nobody chose, the careful ones."""

    deduction_rounding: Rounding = Rounding.DOWN
    uses_small_purchases: bool = False
    similar_within_days: int = SIMILAR_DAYS
    second_approval_from: Decimal | None = None


async def supplier_of(act: Act, party: UUID) -> Supplier:
    """The supplier a key stands for today; refuses who is none."""
    found = (await masterdata.parties(act.tx, [party]))[party]
    if not found.is_supplier:
        raise NotASupplier(found.number)
    terms = await act.tx.row(
        """SELECT is_covered, is_freelancer, fee_bearer, agreed_next_business_day, withholds, account
           FROM payables.supplier_term WHERE company = $1 AND supplier = $2""",
        act.company,
        found.id,
    )
    if terms is None:
        return Supplier(found)
    return Supplier(found, **(dict(terms) | {"fee_bearer": FeeBearer(terms["fee_bearer"])}))


async def setting_of(act: Act) -> Setting:
    """What the company chose."""
    row = await act.tx.row(
        """SELECT deduction_rounding, uses_small_purchases, similar_within_days, second_approval_from
           FROM payables.payables_setting WHERE company = $1""",
        act.company,
    )
    if row is None:
        return Setting()
    return Setting(**(dict(row) | {"deduction_rounding": Rounding(row["deduction_rounding"])}))


async def payment_limit(act: Act, on: date) -> PaymentLimit | None:
    """The law's limit for protected suppliers; none before the act was in force."""
    days = await masterdata.statutory_value_or_none(act.tx, "PAYMENT_DAYS", on)
    months = await masterdata.statutory_value_or_none(act.tx, "PAYMENT_MONTHS", on)
    return PaymentLimit(int(days), int(months or 0)) if days else None


async def dates_of(act: Act, supplier: Supplier, supplied_on: date, due_on: date | None) -> dict[str, Any]:
    """When it is due by the supplier's terms, and until when the law lets us wait."""
    protected = supplier.is_covered or supplier.is_freelancer
    limit = await payment_limit(act, supplied_on) if protected else None
    if due_on is None:
        plain = due_date(replace(supplier.terms, holiday_shift=HolidayShift.NONE), supplied_on)
        closed = await masterdata.closed_days(act.tx, act.company, plain - AROUND, plain + AROUND)
        due_on = shifted(plain, supplier.terms.holiday_shift, closed)
    return {
        "due_on": due_on,
        "pay_by": pay_by(supplied_on, limit) if limit else None,
    }


async def payment_day(act: Act, supplier: UUID, supplied_on: date) -> date:
    """When what is supplied on a day is paid by this supplier's terms."""
    dates = await dates_of(act, await supplier_of(act, supplier), supplied_on, None)
    day: date = dates["due_on"]
    return day
