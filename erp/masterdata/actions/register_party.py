"""A customer or supplier enters the books."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.money import Money, Rounding
from erp.masterdata.adding import add_party
from erp.masterdata.party_values import party_values
from erp.masterdata.rules.terms import END_OF_MONTH, HolidayShift
from erp.masterdata.states import BillingPolicy, PartyKind


async def register_party(
    *,
    act: Act,
    name: str,
    number: str | None = None,
    name_kana: str | None = None,
    kind: PartyKind = PartyKind.COMPANY,
    is_customer: bool = True,
    is_supplier: bool = False,
    corporate_number: str | None = None,
    t_number: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    language: str = "ja",
    currency: str | None = None,
    closing_day: int | None = END_OF_MONTH,
    payment_months: int = 1,
    payment_day: int = END_OF_MONTH,
    holiday_shift: HolidayShift = HolidayShift.AFTER,
    tax_rounding: Rounding | None = None,
    credit_limit: Money | None = None,
    prices_include_tax: bool = False,
    billing: BillingPolicy = BillingPolicy.PER_SHIPMENT,
    note: str | None = None,
    owner: UUID | None = None,
    review_on: date | None = None,
    accept_check_digit: bool = False,
    accept_duplicates: bool = False,
    reason: str | None = None,
) -> UUID:
    """Register a party under the next number or its own; refuse what looks like one that is there."""
    typed = dict(
        name=name, name_kana=name_kana, kind=kind, is_customer=is_customer, is_supplier=is_supplier,
        corporate_number=corporate_number, t_number=t_number, email=email, phone=phone, language=language,
        currency=currency or act.currency, closing_day=closing_day, payment_months=payment_months,
        payment_day=payment_day, holiday_shift=holiday_shift, tax_rounding=tax_rounding,
        credit_limit=credit_limit, prices_include_tax=prices_include_tax, billing=billing, note=note,
        owner=owner, review_on=review_on,
    )  # fmt: skip
    values = party_values(typed, accept_check_digit)
    return await add_party(act, values, number, accept_duplicates, reason)
