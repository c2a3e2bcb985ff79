"""A party as it is written: what was typed, put into one form and completed by its keys."""

from typing import Any

from erp.kernel.errors import BadInput
from erp.masterdata.checks import (
    amount_in,
    closings_of,
    corporate_number_of,
    currency_of,
    email_of,
    language_of,
    name_of,
    t_number_of,
    terms_of,
    words,
)
from erp.masterdata.queries.duplicates import phone_key
from erp.masterdata.rules.name_key import name_key


def party_values(typed: dict[str, Any], accept_check_digit: bool) -> dict[str, Any]:
    """All columns that come from input, checked; the same for a new party and for a changed one."""
    if not (typed["is_customer"] or typed["is_supplier"]):
        raise BadInput("is_customer", "NEITHER_CUSTOMER_NOR_SUPPLIER")
    terms_of(typed["closing_day"], typed["payment_months"], typed["payment_day"])
    closings_of(typed["billing"], typed["closing_day"], typed.get("second_closing_day"))
    name, kana = name_of("name", typed["name"]), words("name_kana", typed["name_kana"])
    corporate_number = corporate_number_of(typed["corporate_number"], accept_check_digit)
    t_number, t_number_state = t_number_of(typed["t_number"], typed["kind"], corporate_number)
    currency = currency_of("currency", typed["currency"])
    phone = words("phone", typed["phone"])
    return typed | {
        "name": name,
        "name_kana": kana,
        "name_key": name_key(name),
        "kana_key": name_key(kana) if kana else None,
        "corporate_number": corporate_number,
        "t_number": t_number,
        "t_number_state": t_number_state,
        "email": email_of(typed["email"]),
        "phone": phone,
        "phone_key": phone_key(phone),
        "language": language_of(typed["language"]),
        "currency": currency,
        "credit_limit": amount_in("credit_limit", typed["credit_limit"], currency),
        "note": words("note", typed["note"]),
    }
