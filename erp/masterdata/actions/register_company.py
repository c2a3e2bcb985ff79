"""Another legal entity keeps its books here."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.money import Rounding
from erp.masterdata.checks import (
    code_of,
    corporate_number_of,
    currency_of,
    name_of,
    t_number_of,
    timezone_of,
    words,
)
from erp.masterdata.founding import found_company


async def register_company(
    *,
    act: Act,
    code: str,
    name: str,
    currency: str,
    name_kana: str | None = None,
    timezone: str = "Asia/Tokyo",
    t_number: str | None = None,
    corporate_number: str | None = None,
    postal_code: str | None = None,
    address: str | None = None,
    phone: str | None = None,
    fiscal_year_start_month: int = 4,
    tax_rounding: Rounding = Rounding.DOWN,
    accept_check_digit: bool = False,
) -> UUID:
    """Register a company and its first warehouse. Its currency is that of its books and never changes."""
    if not 1 <= fiscal_year_start_month <= 12:
        raise BadInput("fiscal_year_start_month", "NOT_A_MONTH", given=fiscal_year_start_month)
    company = new_id()
    row = {
        "id": company,
        "code": code_of("code", code),
        "name": name_of("name", name),
        "name_kana": words("name_kana", name_kana),
        "currency": currency_of("currency", currency),
        "timezone": timezone_of(timezone),
        "t_number": t_number_of(t_number)[0],
        "corporate_number": corporate_number_of(corporate_number, accept_check_digit),
        "postal_code": words("postal_code", postal_code),
        "address": words("address", address),
        "phone": words("phone", phone),
        "fiscal_year_start_month": fiscal_year_start_month,
        "tax_rounding": tax_rounding,
        "is_active": True,
    }
    await found_company(act, row)
    return company
