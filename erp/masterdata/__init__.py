"""Master data: the records every other part refers to. Other parts import these names, and the tables."""

from erp.masterdata.queries import (
    CompanyRow,
    PartyRow,
    ProductRow,
    Wanted,
    accounts,
    aliases_of,
    company_row,
    default_location,
    default_warehouse,
    in_own_unit,
    parties,
    price_for,
    prices_for,
    products,
    tax_codes,
    tax_rates,
)
from erp.masterdata.refusals import Inactive, NoTaxRate, UnknownAccount, UnknownUnit

__all__ = [
    "CompanyRow",
    "Inactive",
    "NoTaxRate",
    "PartyRow",
    "ProductRow",
    "UnknownAccount",
    "UnknownUnit",
    "Wanted",
    "accounts",
    "aliases_of",
    "company_row",
    "default_location",
    "default_warehouse",
    "in_own_unit",
    "parties",
    "price_for",
    "prices_for",
    "products",
    "tax_codes",
    "tax_rates",
]
