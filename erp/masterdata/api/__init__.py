"""What the world can ask of the master data and do with it; the types are for those who link to them."""

from erp.masterdata.api import calendar, company, exchange, ledger, party, product, reports, statutory
from erp.masterdata.api.calendar import ClosedDay, Holiday
from erp.masterdata.api.company import Company, Department, Location, Warehouse
from erp.masterdata.api.ledger import Account, TaxCode, TaxRate
from erp.masterdata.api.party import Party, PartyAddress, PartyContact
from erp.masterdata.api.product import Price, PriceList, Product, ProductUnit, Unit

QUERY = [
    *company.QUERY,
    *party.QUERY,
    *product.QUERY,
    *ledger.QUERY,
    *reports.QUERY,
    *statutory.QUERY,
    *exchange.QUERY,
    *calendar.QUERY,
]
MUTATION = [
    *company.MUTATION,
    *party.MUTATION,
    *product.MUTATION,
    *ledger.MUTATION,
    *reports.MUTATION,
    *statutory.MUTATION,
    *exchange.MUTATION,
    *calendar.MUTATION,
]

__all__ = [
    "MUTATION",
    "QUERY",
    "Account",
    "ClosedDay",
    "Company",
    "Department",
    "Holiday",
    "Location",
    "Party",
    "PartyAddress",
    "PartyContact",
    "Price",
    "PriceList",
    "Product",
    "ProductUnit",
    "TaxCode",
    "TaxRate",
    "Unit",
    "Warehouse",
]
