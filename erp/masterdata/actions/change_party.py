"""What is known about a party changed: a new name, another telephone number, other terms."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.money import Money, Rounding
from erp.masterdata.altering import alter_party
from erp.masterdata.keep import KEEP, given
from erp.masterdata.rules.terms import HolidayShift
from erp.masterdata.states import BillingPolicy, PartyKind


async def change_party(
    *,
    act: Act,
    party: UUID,
    version: int | None = None,
    name: str = KEEP,
    name_kana: str | None = KEEP,
    kind: PartyKind = KEEP,
    is_customer: bool = KEEP,
    is_supplier: bool = KEEP,
    corporate_number: str | None = KEEP,
    t_number: str | None = KEEP,
    email: str | None = KEEP,
    phone: str | None = KEEP,
    language: str = KEEP,
    currency: str = KEEP,
    closing_day: int | None = KEEP,
    payment_months: int = KEEP,
    payment_day: int = KEEP,
    holiday_shift: HolidayShift = KEEP,
    tax_rounding: Rounding | None = KEEP,
    credit_limit: Money | None = KEEP,
    prices_include_tax: bool = KEEP,
    billing: BillingPolicy = KEEP,
    note: str | None = KEEP,
    owner: UUID | None = KEEP,
    review_on: date | None = KEEP,
    accept_check_digit: bool = False,
) -> UUID:
    """Change what is mentioned and leave the rest; documents that were written keep what they say."""
    changes = given(
        name=name, name_kana=name_kana, kind=kind, is_customer=is_customer, is_supplier=is_supplier,
        corporate_number=corporate_number, t_number=t_number, email=email, phone=phone, language=language,
        currency=currency, closing_day=closing_day, payment_months=payment_months, payment_day=payment_day,
        holiday_shift=holiday_shift, tax_rounding=tax_rounding, credit_limit=credit_limit,
        prices_include_tax=prices_include_tax, billing=billing, note=note, owner=owner, review_on=review_on,
    )  # fmt: skip
    await alter_party(act, party, version, changes, accept_check_digit)
    return party
