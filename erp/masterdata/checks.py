"""What the input of every master goes through before it is written, whether registered or changed."""

import re
from datetime import date
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.money import UnknownCurrency, decimals_of
from erp.masterdata.refusals import BadCorporateNumber, BadTerms, BadTNumber
from erp.masterdata.rules.corporate_number import Verdict, check_corporate_number, check_t_number, plain
from erp.masterdata.states import BillingPolicy, PartyKind, TNumberState

# What the counters draw; a number of one's own must not get in their way.
_DRAWN = re.compile(r"(P|I)-[0-9]+")
_CODE = re.compile(r"[^\s\x00-\x1f](?:.{0,38}[^\s\x00-\x1f])?")


def words(field: str, text: str | None, *, needed: bool = False) -> str | None:
    """A text without white space around it; an empty one is nothing."""
    stripped = (text or "").strip()
    if needed and not stripped:
        raise BadInput(field, "EMPTY")
    return stripped or None


def name_of(field: str, text: str) -> str:
    """A name, which is never empty."""
    found = words(field, text, needed=True)
    assert found is not None
    return found


def code_of(field: str, text: str) -> str:
    """A code of our own choice: up to forty characters on one line."""
    found = name_of(field, text)
    if not _CODE.fullmatch(found):
        raise BadInput(field, "BAD_CODE", given=found[:60])
    return found


def own_number(text: str | None) -> str | None:
    """A number given by a person, which must not look like one the counter draws."""
    if words("number", text) is None:
        return None
    number = code_of("number", text or "")
    if _DRAWN.fullmatch(number):
        raise BadInput("number", "RESERVED_FORM", given=number)
    return number


def currency_of(field: str, text: str) -> str:
    """A currency of ISO 4217."""
    code = text.strip().upper()
    try:
        decimals_of(code)
    except UnknownCurrency as error:
        raise BadInput(field, error.reason, given=text[:20]) from None
    return code


def amount_in(field: str, amount: Decimal | None, currency: str) -> Decimal | None:
    """An amount that is not negative and no finer than its currency."""
    if amount is None:
        return None
    if amount < 0:
        raise BadInput(field, "NEGATIVE", given=amount)
    if amount != round(amount, decimals_of(currency)):
        raise BadInput(field, "TOO_MANY_DECIMALS", given=amount, currency=currency)
    return amount


def email_of(text: str | None) -> str | None:
    """An e-mail address, as far as one can tell by looking at it."""
    email = words("email", text)
    if email is not None and not re.fullmatch(r"[^@\s]+@[^@\s]+", email):
        raise BadInput("email", "NOT_AN_ADDRESS", given=email[:60])
    return email


def country_of(text: str) -> str:
    """A country by its two letters (ISO 3166-1)."""
    code = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", code):
        raise BadInput("country", "NOT_TWO_LETTERS", given=text[:20])
    return code


def postal_code_of(text: str | None, country: str = "JP") -> str | None:
    """A postal code; a Japanese one is seven digits, written 100-0001."""
    code = words("postal_code", text)
    if code is None or country != "JP":
        return code
    digits = plain(code).removeprefix("〒")
    if not re.fullmatch(r"[0-9]{7}", digits):
        raise BadInput("postal_code", "NOT_SEVEN_DIGITS", given=code[:20])
    return f"{digits[:3]}-{digits[3:]}"


def timezone_of(text: str) -> str:
    """A time zone by its name, because it decides what day it is."""
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInput("timezone", "UNKNOWN_TIMEZONE", given=text[:60]) from None


def language_of(text: str) -> str:
    """The language a party gets its documents in."""
    if text not in ("ja", "en"):
        raise BadInput("language", "UNKNOWN_LANGUAGE", given=text[:20])
    return text


def corporate_number_of(text: str | None, accept_check_digit: bool) -> str | None:
    """Thirteen digits; a check digit that does not fit must be confirmed by a person."""
    if words("corporate_number", text) is None:
        return None
    checked = check_corporate_number(text or "")
    if checked.verdict is Verdict.WRONG_FORM:
        raise BadCorporateNumber(checked.number[:40], checked.verdict.value)
    if checked.verdict is Verdict.CHECK_DIGIT_DIFFERS and not accept_check_digit:
        raise BadCorporateNumber(checked.number, checked.verdict.value)
    return checked.number


def t_number_of(
    text: str | None, kind: PartyKind = PartyKind.PERSON, corporate_number: str | None = None
) -> tuple[str | None, TNumberState]:
    """T and thirteen digits. A wrong check digit, or the digits of another company, are only a warning."""
    if words("t_number", text) is None:
        return None, TNumberState.NONE
    checked = check_t_number(text or "")
    if checked.verdict is Verdict.WRONG_FORM:
        raise BadTNumber(checked.number[:40])
    differs = kind is PartyKind.COMPANY and corporate_number not in (None, checked.number[1:])
    if checked.verdict is Verdict.CHECK_DIGIT_DIFFERS or differs:
        return checked.number, TNumberState.DOUBTFUL
    return checked.number, TNumberState.WELL_FORMED


def terms_of(closing_day: int | None, payment_months: int, payment_day: int) -> None:
    """Closing day 1 to 31 (31 is the end of the month) or none, up to twelve months, pay day 1 to 31."""
    if closing_day is not None and not 1 <= closing_day <= 31:
        raise BadTerms("closing_day", "NOT_A_DAY", given=closing_day)
    if not 0 <= payment_months <= 12:
        raise BadTerms("payment_months", "NOT_0_TO_12", given=payment_months)
    if not 1 <= payment_day <= 31:
        raise BadTerms("payment_day", "NOT_A_DAY", given=payment_day)


def closings_of(billing: str, closing_day: int | None, second_closing_day: int | None) -> None:
    """Who is billed at closing days has one; the first of several comes before the others."""
    if closing_day is None and billing in (BillingPolicy.CLOSING_BILL, BillingPolicy.CLOSING_STATEMENT):
        raise BadTerms("closing_day", "CLOSING_DAY_MISSING")
    if second_closing_day is not None and (closing_day is None or closing_day >= second_closing_day):
        raise BadTerms("closing_day", "SAME_DAY_TWICE", second=second_closing_day)


def period_of(valid_from: date, valid_to: date | None) -> None:
    """A validity does not end before it begins."""
    if valid_to is not None and valid_to < valid_from:
        raise BadInput("valid_to", "ENDS_BEFORE_IT_BEGINS", valid_from=valid_from, valid_to=valid_to)


async def must_exist(act: Act, table: str, kind: str, id: UUID, *, field: str) -> None:
    """There is such a record in the table; the table is a name of ours, never input."""
    if not await act.tx.value(f"SELECT true FROM masterdata.{table} WHERE id = $1", id):
        raise NotFound(kind, id, field=field)
