"""What other parts ask the master data: one statement for any number of records."""

from erp.masterdata.queries.calendar import bank_holidays, closed_days
from erp.masterdata.queries.company import (
    CompanyRow,
    company_row,
    default_location,
    default_warehouse,
    transit_location,
)
from erp.masterdata.queries.exchange import exchange_rate, exchange_rates
from erp.masterdata.queries.ledger import accounts, require_department, tax_codes, tax_rates
from erp.masterdata.queries.party import PartyRow, aliases_of, parties
from erp.masterdata.queries.price import ListedPrice, Wanted, prices_for
from erp.masterdata.queries.product import ProductRow, in_own_unit, products
from erp.masterdata.queries.registration import (
    Registration,
    number_registrations_on,
    own_registration_on,
    registration_on,
    registrations_on,
)
from erp.masterdata.queries.statutory import statutory_value, statutory_value_or_none

__all__ = [
    "CompanyRow",
    "ListedPrice",
    "PartyRow",
    "ProductRow",
    "Registration",
    "Wanted",
    "accounts",
    "aliases_of",
    "bank_holidays",
    "closed_days",
    "company_row",
    "default_location",
    "default_warehouse",
    "exchange_rate",
    "exchange_rates",
    "in_own_unit",
    "number_registrations_on",
    "own_registration_on",
    "parties",
    "prices_for",
    "products",
    "registration_on",
    "registrations_on",
    "require_department",
    "statutory_value",
    "statutory_value_or_none",
    "tax_codes",
    "tax_rates",
    "transit_location",
]
